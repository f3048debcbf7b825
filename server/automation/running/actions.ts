import type { EffectResult, RunOutcome } from '../../../shared/automation'
import type { EventOf } from '../../../shared/events'
import type { Refusal } from '../../../shared/kernel/refusal'
import { chinaDay } from '../../../shared/kernel/time'
import type { TemplateAction } from '../../../shared/templates/actions'
import { raiseAlarm } from '../../alarms/actions'
import type { Call } from '../../call'
import { findTicket, type TicketRow } from '../../tickets/actions'
import { type Planned, planEffects } from '../effects/actions'
import { judge } from '../hearing/actions'
import { boundOf } from '../rules'
import { insertRun, isLogged, listActed, lookRule } from '../store'

type Due = EventOf<'automation.due'> | EventOf<'template.actionsDue'>

/** What is to be done, whoever asked for it. */
type Errand = {
  /** The delivery's: one run, however often it is handed over. */
  key: string
  ruleCode: string | null
  ruleName: string
  trigger: string
  ticket: TicketRow
}

type Ran = { outcome: RunOutcome; says: string; effects?: EffectResult[]; slot?: string | null }

const ofTemplate = { ruleCode: null, ruleName: '模板和流程的规则' }

/** Carries out what is due, in this transaction with its log. A refusal undoes it: `logRefusal` is then for the caller. */
export const run = async (call: Call, due: Due, key: string): Promise<void> => {
  if (await isLogged(call.tx, key)) return
  const ticket = await findTicket(call, due.ticketId)
  if (due.type === 'template.actionsDue') {
    const errand = { key, ...ofTemplate, trigger: '填写的内容或流程走到自动节点', ticket }
    return act(call, errand, due.actions, '规则成立')
  }
  const rule = await lookRule(call.tx, due.ruleCode)
  const errand = {
    key,
    ruleCode: due.ruleCode,
    ruleName: rule?.body.name ?? due.ruleCode,
    trigger: due.trigger,
    ticket,
  }
  if (!rule?.body.isOn) return log(call, errand, { outcome: 'dropped', says: '规则已删除或停用' })
  const { trigger } = rule.body
  const isAboutEnd = trigger.on === 'moved' && trigger.moves.includes('cancel')
  if (due.isAfterWait && ticket.status === 'cancelled' && !isAboutEnd) {
    return log(call, errand, { outcome: 'dropped', says: '等待期间工单已取消' })
  }
  const { matches, says } = await judge(call, rule.body, ticket)
  if (!matches) return log(call, errand, { outcome: 'dropped', says: `到执行时${says}` })
  return act(call, errand, rule.body.then, says)
}

const act = async (call: Call, errand: Errand, actions: readonly TemplateAction[], says: string): Promise<void> => {
  const { ticket } = errand
  const day = chinaDay(call.now)
  const acted = await listActed(call.tx, ticket.id, day)
  const bound = boundOf(errand.ruleCode, acted)
  if (bound) return stop(call, errand, bound, `${errand.ruleCode ?? 'template'}:${ticket.id}:${day}`)
  const planned = await planEffects(call, { ticket, ruleName: errand.ruleName, trigger: errand.trigger }, actions)
  for (const one of planned) await one.act?.(call)
  const problems = planned.filter(one => !one.act)
  const slot = `${ticket.id}:${day}:${acted.length + 1}`
  await log(call, errand, { ...outcomeOf(planned, says), effects: planned.map(resultOf), slot })
  if (problems.some(({ isBounded }) => isBounded)) await tellOfBound(call, errand, '后续工单一张接一张，已停止继续建单')
}

const outcomeOf = (planned: readonly Planned[], says: string): Pick<Ran, 'outcome' | 'says'> => {
  const problems = planned.filter(one => !one.act)
  if (problems.length === 0) return { outcome: 'done', says }
  const outcome = problems.some(({ isBounded }) => isBounded) ? 'bounded' : 'refused'
  return { outcome, says: [says, ...problems.map(one => one.says)].join('；') }
}

const resultOf = ({ says, act: does }: Planned): EffectResult => ({ says, isDone: does !== undefined })

/** One row a day for one rule and ticket, however often it would have run. */
const stop = async (call: Call, errand: Errand, says: string, key: string): Promise<void> => {
  if (await isLogged(call.tx, key)) return
  await log(call, { ...errand, key }, { outcome: 'bounded', says })
  await tellOfBound(call, errand, says)
}

const tellOfBound = (call: Call, { ruleCode, ruleName, ticket }: Errand, says: string): Promise<void> =>
  raiseAlarm(call, {
    key: `automation.loop:${ruleCode ?? 'template'}`,
    kind: 'automation.loop',
    says: `自动化规则「${ruleName}」在工单 ${ticket.number} 上反复执行：${says}。请检查规则是否互相触发。`,
    details: { ticketId: ticket.id, ...(ruleCode && { ruleCode }) },
  })

const log = (call: Call, { key, ticket, trigger, ruleCode, ruleName }: Errand, ran: Ran): Promise<void> =>
  insertRun(call.tx, {
    id: call.newId(),
    key,
    ruleCode,
    ruleName: ruleName.slice(0, 60),
    ticketId: ticket.id,
    ticketNumber: ticket.number,
    triggerSays: trigger,
    at: call.now,
    day: chinaDay(call.now),
    effects: [],
    slot: null,
    ...ran,
  })

/** Once nothing of it has happened: why not. */
export const logRefusal = async (call: Call, due: Due, { key, refusal }: { key: string; refusal: Refusal }) => {
  if (await isLogged(call.tx, key)) return
  const ticket = await findTicket(call, due.ticketId)
  const rule = due.type === 'automation.due' ? await lookRule(call.tx, due.ruleCode) : null
  const named =
    due.type === 'automation.due'
      ? { ruleCode: due.ruleCode, ruleName: rule?.body.name ?? due.ruleCode, trigger: due.trigger }
      : { ...ofTemplate, trigger: '填写的内容或流程走到自动节点' }
  await log(call, { key, ticket, ...named }, { outcome: 'refused', says: `没有执行：${refusal.message}` })
}
