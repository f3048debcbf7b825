import * as z from 'zod/mini'
import { command, query } from '../kernel/endpoint'
import { everyRole, staffRoles } from '../kernel/roles'
import {
  id,
  instant,
  listOf,
  pageInput,
  pageOf,
  phone,
  place,
  regionCode,
  requiredText,
  text,
  version,
} from '../kernel/schema'
import { priorities } from '../priorities'
import { answers } from '../templates/fields'
import { moves, statuses } from './life'

export const channels = ['chat', 'profile', 'workbench', 'app_message', 'voice', 'customer', 'api', 'demo'] as const
export type Channel = (typeof channels)[number]

/** Where a prefilled answer came from, by field key: `customer.phone`. */
const origins = z.record(z.string(), z.string())

const essentials = {
  templateId: id,
  title: z.optional(text(80)),
  description: z.optional(text(2000)),
  priority: z.optional(z.enum(priorities)),
  customerId: z.optional(id),
  deviceId: z.optional(z.nullable(id)),
  contactName: z.optional(text(40)),
  contactPhone: z.optional(phone),
  regionCode: z.optional(regionCode),
  address: z.optional(text(200)),
  place: z.optional(place),
  appointmentFrom: z.optional(instant),
  appointmentTo: z.optional(instant),
  answers: z.optional(answers),
}

/** The ticket card: always the same card, in lists and messages. */
export const card = z.object({
  id,
  number: z.string(),
  title: z.string(),
  status: z.enum(statuses),
  priority: z.enum(priorities),
  customerName: z.nullable(z.string()),
  address: z.nullable(z.string()),
  assigneeName: z.nullable(z.string()),
  /** When the present step is due; null while nothing is. */
  dueAt: z.nullable(z.string()),
  appointmentFrom: z.nullable(z.string()),
  appointmentTo: z.nullable(z.string()),
  lastEvent: z.nullable(z.string()),
  createdAt: z.string(),
  updatedAt: z.string(),
  version,
})
export type TicketCard = z.output<typeof card>

export const fileView = z.object({
  id,
  name: z.string(),
  mime: z.string(),
  sizeBytes: z.int(),
  /** Signed, good for an hour. */
  url: z.string(),
})
export type FileView = z.output<typeof fileView>

export const timelineItem = z.object({
  id,
  kind: z.enum([...moves, 'create', 'comment', 'attach', 'edit', 'note']),
  at: z.string(),
  /** The device's own time when the step was taken offline. */
  deviceAt: z.nullable(z.string()),
  actorName: z.string(),
  from: z.nullable(z.enum(statuses)),
  to: z.nullable(z.enum(statuses)),
  /** One sentence, in the words of whoever reads. */
  says: z.string(),
  reason: z.nullable(z.string()),
  audience: z.enum(['internal', 'customer']),
  files: z.array(fileView),
  version,
})
export type TimelineItem = z.output<typeof timelineItem>

const someone = z.object({ id, name: z.string(), phone: z.nullable(z.string()) })

export const ticket = z.object({
  ...card.shape,
  description: z.nullable(z.string()),
  businessType: z.string(),
  channel: z.enum(channels),
  templateId: id,
  answers,
  origins,
  customer: z.nullable(z.object({ id, name: z.string(), level: z.string(), phone: z.nullable(z.string()) })),
  device: z.nullable(
    z.object({ id, name: z.string(), model: z.string(), serial: z.string(), inWarranty: z.boolean() }),
  ),
  contactName: z.nullable(z.string()),
  contactPhone: z.nullable(z.string()),
  regionCode: z.nullable(z.string()),
  place: z.nullable(place),
  assignee: z.nullable(someone),
  createdBy: someone,
  reopenedCount: z.int(),
  /** Opens the customer's tracking page of this ticket; null for viewers who may not share it. */
  trackToken: z.nullable(z.string()),
  /** What this viewer may do now. */
  allowedMoves: z.array(z.enum(moves)),
  timeline: z.array(timelineItem),
})
export type TicketView = z.output<typeof ticket>

/** What a track token opens: enough to wait in peace, nothing more. */
export const tracked = z.object({
  id,
  number: z.string(),
  title: z.string(),
  status: z.enum(statuses),
  says: z.string(),
  version,
  engineer: z.nullable(z.object({ name: z.string(), phone: z.nullable(z.string()) })),
  appointmentFrom: z.nullable(z.string()),
  appointmentTo: z.nullable(z.string()),
  timeline: z.array(z.object({ at: z.string(), says: z.string() })),
  canConfirm: z.boolean(),
})
export type TrackedTicket = z.output<typeof tracked>

const move = { id, version }
const moveWithReason = { ...move, reason: requiredText(200) }

export const ticketsApi = {
  create: command('tickets.create', {
    summary: '建单',
    allow: ['sales', 'dispatcher', 'manager', 'admin', 'customer', 'provider'],
    input: z.object({
      ...essentials,
      channel: z._default(z.enum(channels), 'workbench'),
      origins: z.optional(origins),
      isDraft: z._default(z.boolean(), false),
    }),
    output: ticket,
  }),
  edit: command('tickets.edit', {
    summary: '补充或修改工单内容',
    allow: ['sales', 'dispatcher', 'manager', 'admin'],
    input: z.object({ ...essentials, templateId: z.optional(id), ...move }),
    output: ticket,
  }),
  get: query('tickets.get', { summary: '工单详情和时间线', allow: everyRole, input: z.object({ id }), output: ticket }),
  list: query('tickets.list', {
    summary: '工单列表：筛选、排序、翻页',
    allow: everyRole,
    input: z.object({
      filter: z._default(
        z.object({
          status: z.optional(listOf(z.enum(statuses), 20)),
          priority: z.optional(listOf(z.enum(priorities), 3)),
          assigneeId: z.optional(id),
          customerId: z.optional(id),
          deviceId: z.optional(id),
          createdById: z.optional(id),
          businessType: z.optional(text(60)),
          regionCode: z.optional(text(6)),
          isMine: z.optional(z.boolean()),
          text: z.optional(text(50)),
        }),
        {},
      ),
      sort: z._default(z.enum(['newest', 'urgent', 'updated']), 'newest'),
      ...pageInput,
    }),
    output: pageOf(card),
  }),
  counts: query('tickets.counts', {
    summary: '各状态的数量，超过 999 显示 999+',
    allow: everyRole,
    input: z.object({ isMine: z._default(z.boolean(), false) }),
    output: z.object({ counts: z.record(z.string(), z.int()), overdue: z.int() }),
  }),
  submit: command('tickets.submit', {
    summary: '提交草稿',
    allow: ['sales', 'dispatcher', 'manager', 'admin'],
    input: z.object(move),
    output: ticket,
  }),
  accept: command('tickets.accept', { summary: '接单', allow: ['engineer'], input: z.object(move), output: ticket }),
  decline: command('tickets.decline', {
    summary: '退回',
    allow: ['engineer'],
    input: z.object(moveWithReason),
    output: ticket,
  }),
  depart: command('tickets.depart', { summary: '出发', allow: ['engineer'], input: z.object(move), output: ticket }),
  confirm: command('tickets.confirm', {
    summary: '验收',
    allow: ['customer', 'sales', 'dispatcher', 'manager', 'admin'],
    input: z.object({ ...move, rating: z.optional(z.int().check(z.gte(1), z.lte(5))), comment: z.optional(text(500)) }),
    output: ticket,
  }),
  close: command('tickets.close', {
    summary: '归档',
    allow: ['dispatcher', 'manager', 'finance', 'admin'],
    input: z.object(move),
    output: ticket,
  }),
  cancel: command('tickets.cancel', {
    summary: '取消',
    allow: ['customer', 'sales', 'dispatcher', 'manager', 'admin'],
    input: z.object(moveWithReason),
    output: ticket,
  }),
  reopen: command('tickets.reopen', {
    summary: '重新打开',
    allow: ['customer', 'sales', 'dispatcher', 'manager', 'admin'],
    input: z.object(moveWithReason),
    output: ticket,
  }),
  comment: command('tickets.comment', {
    summary: '留言：内部，或给客户看',
    allow: everyRole,
    input: z.object({
      id,
      body: requiredText(2000),
      audience: z._default(z.enum(['internal', 'customer']), 'internal'),
    }),
    output: ticket,
  }),
  attach: command('tickets.attach', {
    summary: '附上已上传的文件',
    allow: everyRole,
    input: z.object({
      id,
      fileIds: listOf(id, 20).check(z.minLength(1)),
      audience: z._default(z.enum(['internal', 'customer']), 'internal'),
    }),
    output: ticket,
  }),
  track: query('tickets.track', {
    summary: '凭进度链接查看一张工单',
    allow: 'anyone',
    input: z.object({ token: id }),
    output: tracked,
  }),
}

/** Roles that may ever open the staff view of a ticket. */
export const staffViewers = staffRoles
