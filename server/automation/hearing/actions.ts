import type { RuleBody } from '../../../shared/automation'
import { Refusal } from '../../../shared/kernel/refusal'
import { evaluateCondition } from '../../../shared/templates/conditions'
import type { Call, Reading } from '../../call'
import { factsOf } from '../../flows/facts/actions'
import { findTemplate } from '../../templates/actions'
import { findTicket, type TicketRow } from '../../tickets/actions'
import { type Heard, readingsOf, reasonFor, waitUntil } from '../rules'
import { listRules } from '../store'

/** The timer's job: see `waitOver`. */
export const WAIT_JOB = 'automation.waitOver'

const waitTimer = (ruleCode: string, ticketId: string): string => `automation:${ruleCode}:${ticketId}`

/** `says` names what the condition has read. Refuses what the condition itself refuses. */
export type Judgement = { matches: boolean; says: string }

/** Whether a rule is for this ticket, as things are now. */
export const judge = async (reading: Reading, rule: RuleBody, ticket: TicketRow): Promise<Judgement> => {
  const template = await findTemplate(reading, ticket.templateId)
  if (rule.templateCodes && !rule.templateCodes.includes(template.code)) {
    return { matches: false, says: `规则不用于模板「${template.name}」` }
  }
  const { data } = await factsOf(reading, ticket)
  const matches = evaluateCondition(rule.when, data)
  const readings = readingsOf(rule.when, data, template.body.fields)
  return { matches, says: [matches ? '条件成立' : '条件不成立', readings].filter(Boolean).join('，') }
}

/** Nothing happens to what nobody has submitted yet. */
export const hear = async (call: Call, event: Heard): Promise<void> => {
  const rules = (await listRules(call.tx)).filter(({ body }) => body.isOn)
  if (rules.length === 0) return
  const ticket = await findTicket(call, event.ticketId)
  if (ticket.status === 'draft') return
  for (const { id: ruleCode, body } of rules) {
    const trigger = reasonFor(body.trigger, event, ticket)
    if (trigger === null || !(await mayMatch(call, body, ticket))) continue
    const due = { ruleCode, ticketId: ticket.id, trigger: trigger.slice(0, 200) }
    const at = waitUntil(body.wait, call.now)
    if (at) await call.timers.set({ key: waitTimer(ruleCode, ticket.id), job: WAIT_JOB, at, payload: due })
    else call.emit({ type: 'automation.due', ...due, isAfterWait: false })
  }
}

/** A condition that cannot be computed counts here: the run says what is wrong with it. */
const mayMatch = async (reading: Reading, rule: RuleBody, ticket: TicketRow): Promise<boolean> => {
  try {
    return (await judge(reading, rule, ticket)).matches
  } catch (error) {
    if (error instanceof Refusal) return true
    throw error
  }
}

export const waitOver = async (
  call: Call,
  { ruleCode = '', ticketId = '', trigger = '' }: Record<string, string>,
): Promise<void> => call.emit({ type: 'automation.due', ruleCode, ticketId, trigger, isAfterWait: true })
