import * as z from 'zod/mini'
import { command, query } from './kernel/endpoint'
import { id } from './kernel/schema'
import type { Move } from './tickets/life'

/** The steps a customer is told of, in their order. */
export const toldMoves = ['assign', 'depart', 'finish'] as const satisfies readonly Move[]
export type ToldMove = (typeof toldMoves)[number]

/** What `wx.requestSubscribeMessage` answers for each template; WeChat shows at most one of the same title (`filter`). */
export const consents = ['accept', 'reject', 'ban', 'filter'] as const
export type Consent = (typeof consents)[number]

const templates = z.object({
  templates: z.array(
    z.object({
      /** When it is sent: `progress` tells that somebody is assigned, has set out, has finished. */
      purpose: z.enum(['progress']),
      templateId: z.string(),
      /** Messages that the customer has agreed to and that have not gone yet. */
      remaining: z.int(),
    }),
  ),
})

const desk = ['sales', 'dispatcher', 'manager', 'admin'] as const

/** How the customer was, or was not, told of a step of their ticket. */
export const told = z.object({
  at: z.string(),
  says: z.string(),
  channel: z.enum(['subscribe', 'kf', 'none']),
  state: z.enum(['sending', 'sent', 'unreachable']),
})

export const wechatApi = {
  templates: query('wechat.templates', {
    summary: '可请客户订阅的消息模板，和还能发送的条数',
    allow: ['customer'],
    /** With a ticket: refused unless it is theirs, since nobody is told of another's. */
    input: z.object({ ticketId: z.optional(id) }),
    output: templates,
  }),
  subscribed: command('wechat.subscribed', {
    summary: '客户点击后对订阅消息的答复（wx.requestSubscribeMessage 的结果）',
    allow: ['customer'],
    input: z.object({ results: z.record(z.string().check(z.maxLength(100)), z.enum(consents)) }),
    output: templates,
  }),
  told: query('wechat.told', {
    summary: '工单的哪些进展告诉了客户，用什么方式',
    allow: desk,
    input: z.object({ ticketId: id }),
    output: z.object({ items: z.array(told) }),
  }),
  trackCode: command('wechat.trackCode', {
    summary: '工单进度页的小程序码',
    allow: desk,
    input: z.object({ ticketId: id }),
    /** A link to the picture, good for an hour. */
    output: z.object({ url: z.string() }),
  }),
  trackLink: command('wechat.trackLink', {
    summary: '工单进度页的链接，可放进短信',
    allow: desk,
    input: z.object({ ticketId: id }),
    /** Null for a link that does not expire. */
    output: z.object({ url: z.string(), expiresAt: z.nullable(z.string()) }),
  }),
  scene: query('wechat.scene', {
    summary: '小程序码里的 scene 指的是什么',
    allow: 'anyone',
    input: z.object({ scene: z.string().check(z.minLength(1), z.maxLength(32)) }),
    output: z.object({ kind: z.enum(['track']), trackToken: z.string() }),
  }),
}
