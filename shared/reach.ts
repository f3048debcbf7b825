import * as z from 'zod/mini'
import { query } from './kernel/endpoint'
import { id, nothing } from './kernel/schema'

/** From the quietest to the loudest: whoever cannot be reached by one is tried by the next. */
export const reachChannels = ['wecom', 'sms', 'phone'] as const
export type ReachChannel = (typeof reachChannels)[number]

export const reachChannelNames: Record<ReachChannel, string> = { wecom: '企业微信', sms: '短信', phone: '电话' }

/** `sent`: the platform took it and has not said what became of it. */
export const reachStates = ['waiting', 'sent', 'delivered', 'failed', 'acknowledged'] as const
export type ReachState = (typeof reachStates)[number]

/** What a platform says of an attempt after it took it: what became of it, or which key was pressed. */
export type ReachReport = { serial: string } & (
  | { isDelivered: boolean; code: string; result: string }
  | { key: string }
)

/** One attempt to reach one person. */
export const reachAttempt = z.object({
  id,
  personId: id,
  personName: z.string(),
  channel: z.enum(reachChannels),
  state: z.enum(reachStates),
  /** What came of it, as a person reads it. */
  says: z.string(),
  at: z.string(),
})
export type ReachAttemptView = z.output<typeof reachAttempt>

export const reachApi = {
  channels: query('reach.channels', {
    summary: '催办可用的渠道，以及要在短信和语音控制台登记的回执地址',
    allow: ['admin'],
    input: nothing,
    output: z.object({
      items: z.array(z.object({ channel: z.enum(reachChannels), isAvailable: z.boolean(), says: z.string() })),
      /** Whoever knows it can report a delivery: it is shown to administrators only. */
      reportUrl: z.string(),
    }),
  }),
}
