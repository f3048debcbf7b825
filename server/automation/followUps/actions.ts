import { type automationApi, type FollowUpView, followUpStateNames, MOST_CHAINED } from '../../../shared/automation'
import type { OutputOf, ReadInputOf } from '../../../shared/kernel/endpoint'
import { Refusal, refuseUnless } from '../../../shared/kernel/refusal'
import { scopesOf } from '../../../shared/kernel/scope'
import { DAY } from '../../../shared/kernel/time'
import type { TemplateAction } from '../../../shared/templates/actions'
import type { TemplateView } from '../../../shared/templates/api'
import type { Call, Reading } from '../../call'
import { pageOfNewest } from '../../paging'
import { listActivePeople, lookPerson, type PersonRow } from '../../people/actions'
import { findTemplate, findVersion } from '../../templates/actions'
import { createTicket, findTicket, type TicketRow } from '../../tickets/actions'
import type { Around, Planned } from '../effects/actions'
import { tellMembers } from '../telling/actions'
import { viewFollowUp } from '../view'
import * as store from './store'

type Api = typeof automationApi

/** The timer's job: see `followUpDue`. */
export const FOLLOW_UP_JOB = 'automation.followUpDue'

const timerOf = (id: string): string => `followUp:${id}`

/** The newest version of the template of this code, or of that which this id is a version of. */
const lookTemplateFor = async (reading: Reading, codeOrId: string): Promise<TemplateView | null> => {
  const newest = async (code: string) => findVersion(reading, code)
  try {
    return await newest(codeOrId).catch(async () => newest((await findTemplate(reading, codeOrId)).code))
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}

/** How many tickets stand behind this one in its chain, counted as far as it matters. */
const chainedBefore = async (reading: Reading, { followsId }: TicketRow): Promise<number> => {
  let behind = followsId
  let length = 0
  while (behind !== null && length < MOST_CHAINED) {
    length += 1
    behind = (await findTicket(reading, behind)).followsId
  }
  return length
}

type FollowUp = Extract<TemplateAction, { action: 'followUp' }>

export const planFollowUp = async (
  reading: Reading,
  { ticket }: Around,
  { templateId, afterDays, says }: FollowUp,
): Promise<Planned> => {
  const template = await lookTemplateFor(reading, templateId)
  if (!template) return { says: `没有安排后续工单：没有模板「${templateId}」` }
  const before = await chainedBefore(reading, ticket)
  if (before >= MOST_CHAINED) {
    return { says: `没有安排后续工单：已经连续跟进 ${before} 张，最多 ${MOST_CHAINED} 张`, isBounded: true }
  }
  const when = afterDays === 0 ? '现在' : `${afterDays} 天后`
  return {
    says: `${when}建一张「${template.name}」${says ? `：${says}` : ''}`,
    act: call => schedule(call, ticket, { code: template.code, afterDays, says }),
  }
}

type Plan = { code: string; afterDays: number; says: string }

const schedule = async (call: Call, ticket: TicketRow, { code, afterDays, says }: Plan): Promise<void> => {
  const id = call.newId()
  const dueAt = new Date(call.now.getTime() + afterDays * DAY)
  await store.insertFollowUp(call.tx, {
    id,
    ticketId: ticket.id,
    ticketNumber: ticket.number,
    templateCode: code,
    dueAt,
    says,
    state: 'waiting',
    madeTicketId: null,
    result: null,
  })
  await call.timers.set({ key: timerOf(id), job: FOLLOW_UP_JOB, at: dueAt, payload: { followUpId: id } })
}

export const followUpDue = async (call: Call, { followUpId = '' }: Record<string, string>): Promise<void> =>
  call.emit({ type: 'automation.followUpDue', followUpId })

export const isWaiting = async (reading: Reading, id: string): Promise<boolean> =>
  (await store.lookFollowUp(reading.tx, id))?.state === 'waiting'

/**
 * Makes the ticket, once: of two who try at once the other finds it made. Refuses what `createTicket` refuses, an open
 * ticket's unfilled form among it.
 */
export const makeFollowUp = async (
  call: Call,
  id: string,
  { number, draftBecause }: { number: string; draftBecause: string | null },
): Promise<void> => {
  const row = await store.lookFollowUp(call.tx, id)
  if (row?.state !== 'waiting') return
  const before = await findTicket(call, row.ticketId)
  if (before.status === 'cancelled') return void (await drop(call, id, '原工单已取消'))
  if (!(await store.endWaiting(call.tx, id, 'made'))) return
  const template = await findVersion(call, row.templateCode)
  const isDraft = draftBecause !== null
  const made = await createTicket(
    call,
    {
      templateId: template.id,
      customerId: before.customerId ?? undefined,
      deviceId: before.deviceId,
      description: [row.says, `${before.number} 的后续工单`].filter(Boolean).join('\n'),
      contactName: before.contactName ?? undefined,
      contactPhone: before.contactPhone ?? undefined,
      regionCode: before.regionCode ?? undefined,
      address: before.address ?? undefined,
      followsId: before.id,
      channel: 'api',
      isDraft,
    },
    number,
  )
  const result = isDraft ? `已建草稿 ${made.number}，待补充：${draftBecause}` : `已建单 ${made.number}`
  await store.settleFollowUp(call.tx, id, { madeTicketId: made.id, result: result.slice(0, 300) })
  const says = isDraft ? `到期的后续工单已建成草稿，请补充后提交。${draftBecause}` : '到期的后续工单已建好，请安排'
  await tellMembers(call, { people: await deskOf(call, made), ticket: made, says })
}

/** Whose customer it is; the dispatchers when it is nobody's. */
const deskOf = async (reading: Reading, { ownerId }: TicketRow): Promise<PersonRow[]> => {
  const owner = ownerId ? await lookPerson(reading, ownerId) : null
  return owner?.status === 'active' ? [owner] : listActivePeople(reading, 'dispatcher')
}

/** Ends it without a ticket; whoever looks after the customer is told why nothing came. */
export const giveUpFollowUp = async (call: Call, id: string, reason: string): Promise<void> => {
  const row = await store.lookFollowUp(call.tx, id)
  if (!row || !(await drop(call, id, `没有建成：${reason}`))) return
  const ticket = await findTicket(call, row.ticketId)
  await tellMembers(call, { people: await deskOf(call, ticket), ticket, says: `到期的后续工单没有建成：${reason}` })
}

const drop = async (call: Call, id: string, reason: string): Promise<boolean> => {
  if (!(await store.endWaiting(call.tx, id, 'dropped'))) return false
  await store.settleFollowUp(call.tx, id, { result: reason.slice(0, 300) })
  return true
}

/** Refuses `automation.follow_up_not_found`, and `automation.follow_up_over` once it is made or dropped. */
export const dropFollowUp = async (
  call: Call,
  { id, reason }: ReadInputOf<Api['dropFollowUp']>,
): Promise<FollowUpView> => {
  const row = await store.lookFollowUp(call.tx, id)
  refuseUnless(row, 'automation.follow_up_not_found')
  await findTicket(call, row.ticketId)
  const isMine = await drop(call, id, [`${call.actor.name}取消`, reason].filter(Boolean).join('：'))
  refuseUnless(isMine, 'automation.follow_up_over', { state: followUpStateNames[row.state] })
  await call.timers.cancel(timerOf(id))
  return view(call, (await store.lookFollowUp(call.tx, id)) ?? row)
}

const view = async (reading: Reading, row: store.FollowUpRow): Promise<FollowUpView> =>
  viewFollowUp(row, (await lookTemplateFor(reading, row.templateCode))?.name ?? row.templateCode)

export const listFollowUps = async (
  reading: Reading,
  input: ReadInputOf<Api['followUps']>,
): Promise<OutputOf<Api['followUps']>> => {
  const { ticketId } = input
  const { rows, nextCursor } = await pageOfNewest(reading, input, 'automation.followUps', (beforeId, most) =>
    store.listFollowUps(reading.tx, scopesOf(reading.actor), { ticketId, beforeId, most }),
  )
  return { items: await Promise.all(rows.map(row => view(reading, row))), nextCursor }
}
