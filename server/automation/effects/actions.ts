import { type EffectName, isEffect } from '../../../shared/automation'
import { priorityNames } from '../../../shared/priorities'
import type { TemplateAction } from '../../../shared/templates/actions'
import type { Call, Reading } from '../../call'
import { lookTeamName } from '../../people/actions'
import type { TicketRow } from '../../tickets/actions'
import { type Mark, markTicket, recordOnTicket, reddenTicket } from '../../tickets/marks/actions'
import { planFollowUp } from '../followUps/actions'
import { planTelling, tellCustomer } from '../telling/actions'
import { webhookBody } from '../webhooks/rules'

/** An effect worked out: what it does, as people read it, and how; no `act` when it cannot be done, `says` then why. */
export type Planned = { says: string; act?: (call: Call) => Promise<unknown>; isBounded?: boolean }

export type Around = { ticket: TicketRow; ruleName: string; trigger: string }

type Effect<Name extends EffectName> = Extract<TemplateAction, { action: Name }>
type Planner<Name extends EffectName> = (reading: Reading, around: Around, effect: Effect<Name>) => Promise<Planned>

/** Marks the ticket, unless it is so already. */
const marking = (
  { ticket, ruleName }: Around,
  says: string,
  mark: Omit<Mark, 'ticketId' | 'says'> & { isSo: boolean },
): Planned => {
  const { isSo, ...set } = mark
  if (isSo) return { says: `${says}（已是如此）`, act: async () => undefined }
  return {
    says,
    act: call => markTicket(call, { ticketId: ticket.id, ...set, says: `自动化「${ruleName}」：${says}` }),
  }
}

/** A tag, with its words on the timeline even where the tag stood before. */
const demanding = ({ ticket, ruleName }: Around, tag: string, says: string): Planned => {
  const words = `自动化「${ruleName}」：${says}`
  const act = (call: Call) =>
    ticket.tags.includes(tag)
      ? recordOnTicket(call, ticket, words)
      : markTicket(call, { ticketId: ticket.id, tags: [tag], says: words })
  return { says: `${says}（标签「${tag}」）`, act }
}

const MOST_TAG = 20

const planners: { [Name in EffectName]: Planner<Name> } = {
  setPriority: async (_, around, { priority }) =>
    marking(around, `优先级设为${priorityNames[priority]}`, { priority, isSo: around.ticket.priority === priority }),
  addTag: async (_, around, { tag }) =>
    marking(around, `加标签「${tag}」`, { tags: [tag], isSo: around.ticket.tags.includes(tag) }),
  assignTeam: async (reading, around, { teamId }) => {
    const name = await lookTeamName(reading, teamId)
    if (name === null) return { says: `没有转给班组：班组「${teamId}」已不存在` }
    return marking(around, `转给${name}`, { teamId, isSo: around.ticket.teamId === teamId })
  },
  redAlert: async (_, { ticket }, { reason }) => ({
    says: ticket.isRed ? '已是红色预警' : `发出红色预警：${reason}`,
    act: call => reddenTicket(call, ticket.id, reason),
  }),
  notify: planTelling,
  followUp: planFollowUp,
  webhook: async (reading, around, { url }) => {
    if (!URL.canParse(url)) return { says: `没有告知外部系统：网址「${url}」写得不对` }
    const body = JSON.stringify(webhookBody(around, reading.now))
    return {
      says: `告知外部系统 ${new URL(url).host}`,
      act: async call => call.emit({ type: 'automation.webhookDue', ticketId: around.ticket.id, url, body }),
    }
  },
  coupon: async (_, { ticket }, { code, says }) => ({
    says: `送优惠券 ${code}，写在客户看到的进度里`,
    act: call => tellCustomer(call, ticket, `${says ? `${says}，` : ''}送您优惠券，编号 ${code}`),
  }),
  // Stock and dispatch do not read these tags by themselves: whoever assigns does.
  requirePart: async (_, around, { partId, quantity }) =>
    demanding(around, '需配件', `需要配件 ${partId}，${quantity} 个，请派单时备好`),
  requireSkill: async (_, around, { skill }) =>
    demanding(around, `需技能:${skill}`.slice(0, MOST_TAG), `工程师要会「${skill}」，请派单时留意`),
}

const planOne = async (reading: Reading, around: Around, effect: TemplateAction): Promise<Planned[]> => {
  if (!isEffect(effect.action)) return []
  const planner = planners[effect.action] as (
    reading: Reading,
    around: Around,
    effect: TemplateAction,
  ) => Promise<Planned>
  return [await planner(reading, around, effect)]
}

/** What these actions would do to the ticket now; those that only concern a form are not among them. */
export const planEffects = async (
  reading: Reading,
  around: Around,
  actions: readonly TemplateAction[],
): Promise<Planned[]> => {
  const planned: Planned[] = []
  for (const action of actions) planned.push(...(await planOne(reading, around, action)))
  return planned
}
