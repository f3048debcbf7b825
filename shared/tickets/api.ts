import * as z from 'zod/mini'
import { command, query } from '../kernel/endpoint'
import { everyRole } from '../kernel/roles'
import {
  id,
  instant,
  listOf,
  oneOf,
  pageInput,
  pageOf,
  phone,
  place,
  regionCode,
  requiredText,
  takenOffline,
  text,
  version,
} from '../kernel/schema'
import { priorities, priorityNames } from '../priorities'
import { answers } from '../templates/fields'
import { statuses, statusNames } from './life'
import { card, channels, origins, ticket, tracked } from './views'

const essentials = {
  templateId: id,
  title: z.optional(text(80)),
  description: z.optional(text(2000)),
  priority: z.optional(oneOf(priorities, priorityNames)),
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

const move = { id, version }
const moveWithReason = { ...move, reason: requiredText(200) }
const ownStep = z.object({ ...move, ...takenOffline })

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
  fill: command('tickets.fill', {
    summary: '填写表单：客服随时，工程师在接单之后；没提到的项不变',
    allow: ['engineer', 'sales', 'dispatcher', 'manager', 'admin'],
    input: z.object({ ...move, answers }),
    output: ticket,
  }),
  get: query('tickets.get', { summary: '工单详情和时间线', allow: everyRole, input: z.object({ id }), output: ticket }),
  list: query('tickets.list', {
    summary: '工单列表：筛选、排序、翻页',
    allow: everyRole,
    input: z.object({
      filter: z._default(
        z.object({
          status: z.optional(listOf(oneOf(statuses, statusNames), 20)),
          priority: z.optional(listOf(oneOf(priorities, priorityNames), 3)),
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
  accept: command('tickets.accept', { summary: '接单', allow: ['engineer'], input: ownStep, output: ticket }),
  decline: command('tickets.decline', {
    summary: '退回',
    allow: ['engineer'],
    input: z.object(moveWithReason),
    output: ticket,
  }),
  depart: command('tickets.depart', { summary: '出发', allow: ['engineer'], input: ownStep, output: ticket }),
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
