import * as z from 'zod/mini'
import { command, query } from './kernel/endpoint'
import { id, pageInput, pageOf, phone, place, regionCode, requiredText, text, version } from './kernel/schema'

export const customerLevels = ['normal', 'silver', 'gold'] as const
export const customerLevelNames: Record<(typeof customerLevels)[number], string> = {
  normal: '普通',
  silver: '银卡',
  gold: '金卡',
}

export const customer = z.object({
  id,
  name: z.string(),
  /** Masked (138****8000) unless the viewer may see it. */
  phone: z.nullable(z.string()),
  level: z.enum(customerLevels),
  regionCode: z.nullable(z.string()),
  address: z.nullable(z.string()),
  place: z.nullable(place),
  ownerId: z.nullable(id),
  externalUserId: z.nullable(z.string()),
  tags: z.array(z.string()),
  version,
})
export type CustomerView = z.output<typeof customer>

export const device = z.object({
  id,
  customerId: id,
  name: z.string(),
  model: z.string(),
  serial: z.string(),
  /** Skill that its service needs: `repair.aircon`. */
  businessType: z.string(),
  installedAt: z.nullable(z.string()),
  warrantyUntil: z.nullable(z.string()),
  inWarranty: z.boolean(),
})
export type DeviceView = z.output<typeof device>

/** Where a person is known from: WeCom contact, WeChat open platform, mini-program, WeChat customer service, proven number. */
export const identityKinds = ['external', 'unionid', 'openid', 'kf', 'phone'] as const
export type IdentityKind = (typeof identityKinds)[number]

export const duplicateReasons = ['phone', 'unionid'] as const
export const duplicateReasonNames: Record<(typeof duplicateReasons)[number], string> = {
  phone: '电话相同',
  unionid: '同一个微信',
}

/** One record that was merged into another; it can be taken back. */
export const mergeView = z.object({
  id,
  keepId: id,
  mergedId: id,
  mergedName: z.string(),
  at: z.string(),
  undoneAt: z.nullable(z.string()),
})
export type MergeView = z.output<typeof mergeView>

export const profile = z.object({ customer, devices: z.array(device) })

const desk = ['sales', 'dispatcher', 'manager', 'admin'] as const

export const customersApi = {
  list: query('customers.list', {
    summary: '客户列表，按名称、电话后四位查找',
    allow: desk,
    input: z.object({ text: z.optional(text(50)), ...pageInput }),
    output: pageOf(customer),
  }),
  get: query('customers.get', {
    summary: '客户画像：档案和设备',
    allow: desk,
    input: z.object({ id }),
    output: profile,
  }),
  ofChat: query('customers.ofChat', {
    summary: '聊天工具栏：当前聊天的客户（getCurExternalContact 的 userId）',
    allow: desk,
    input: z.object({ externalUserId: id }),
    output: profile,
  }),
  create: command('customers.create', {
    summary: '登记客户',
    allow: desk,
    input: z.object({
      name: requiredText(50),
      phone: z.optional(phone),
      regionCode: z.optional(regionCode),
      address: z.optional(text(200)),
      place: z.optional(place),
      externalUserId: z.optional(id),
    }),
    output: customer,
  }),
  duplicates: query('customers.duplicates', {
    summary: '可能是同一个人的其他档案，以及已经并入这位客户的档案',
    allow: ['dispatcher', 'admin'],
    input: z.object({ customerId: id }),
    output: z.object({
      items: z.array(z.object({ customer, because: z.array(z.enum(duplicateReasons)) })),
      merges: z.array(mergeView),
    }),
  }),
  merge: command('customers.merge', {
    summary: '合并两份客户档案：工单、设备、联系方式归到保留的一份，可撤销',
    allow: ['dispatcher', 'admin'],
    input: z.object({ keepId: id, mergeId: id }),
    output: z.object({ id, customer }),
  }),
  undoMerge: command('customers.undoMerge', {
    summary: '撤销合并，两份档案恢复原样',
    allow: ['dispatcher', 'admin'],
    input: z.object({ id }),
    output: z.object({ id, customer, restored: customer }),
  }),
  mine: query('customers.mine', {
    summary: '客户自己的档案和设备',
    allow: ['customer'],
    input: z.object({}),
    output: profile,
  }),
}
