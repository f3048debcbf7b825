import type { automationApi, RuleBody, RuleView } from '../../shared/automation'
import type { OutputOf, ReadInputOf } from '../../shared/kernel/endpoint'
import { refuse, refuseUnless } from '../../shared/kernel/refusal'
import { scopesOf } from '../../shared/kernel/scope'
import { DAY } from '../../shared/kernel/time'
import { problemsOfLogic } from '../../shared/templates/conditions'
import type { Call, Reading } from '../call'
import { pageOfNewest } from '../paging'
import { lookTeamName } from '../people/actions'
import { listNewest } from '../templates/actions'
import * as store from './store'
import { viewRule, viewRun } from './view'

type Api = typeof automationApi

/** Runs are counted over so long. */
const RECENT_MS = 7 * DAY

const recentRuns = ({ tx, now }: Reading) => store.countRuns(tx, new Date(now.getTime() - RECENT_MS))

export const listRules = async (reading: Reading): Promise<{ items: RuleView[] }> => {
  const [rows, recent] = [await store.listRules(reading.tx), await recentRuns(reading)]
  return { items: rows.map(row => viewRule(row, recent.get(row.id))) }
}

/** Refuses `automation.rule_invalid` for what could never be carried out. */
const refuseUnsound = async (reading: Reading, { when, templateCodes = [], then }: RuleBody): Promise<void> => {
  const unsound = (reason: string): never => refuse('automation.rule_invalid', { reason })
  const [problem] = problemsOfLogic(when)
  if (problem) unsound(problem.reason)
  const codes = (await listNewest(reading)).map(({ code }) => code)
  const named = [...templateCodes, ...then.flatMap(one => (one.action === 'followUp' ? one.templateId : []))]
  const stranger = named.find(code => !codes.includes(code))
  if (stranger !== undefined) unsound(`没有模板「${stranger}」，请重新选择`)
  for (const one of then) {
    if (one.action !== 'assignTeam') continue
    if ((await lookTeamName(reading, one.teamId)) === null) unsound(`没有班组「${one.teamId}」，请重新选择`)
  }
}

/** Refuses `automation.rule_invalid`, `automation.rule_not_found` and `automation.changed_meanwhile`. */
export const saveRule = async (
  call: Call,
  { code, version, ...body }: ReadInputOf<Api['saveRule']>,
): Promise<RuleView> => {
  await refuseUnsound(call, body)
  const id = code ?? `rule-${call.newId().toLowerCase()}`
  refuseUnless(version === 0 || (await store.lookRule(call.tx, id)), 'automation.rule_not_found', { code: id })
  const row = await store.keepRule(call.tx, { id, body, version })
  return viewRule(row, (await recentRuns(call)).get(id))
}

export const removeRule = async (
  call: Call,
  { code, version }: ReadInputOf<Api['removeRule']>,
): Promise<{ code: string }> => {
  refuseUnless(await store.lookRule(call.tx, code), 'automation.rule_not_found', { code })
  refuseUnless(await store.removeRule(call.tx, code, version), 'automation.changed_meanwhile', { code })
  return { code }
}

export const listRuns = async (reading: Reading, input: ReadInputOf<Api['runs']>): Promise<OutputOf<Api['runs']>> => {
  const { ruleCode, ticketId } = input
  const { rows, nextCursor } = await pageOfNewest(reading, input, 'automation.runs', (beforeId, most) =>
    store.listRuns(reading.tx, scopesOf(reading.actor), { ruleCode, ticketId, beforeId, most }),
  )
  return { items: rows.map(viewRun), nextCursor }
}

/** What outside systems check our signatures with. */
export const showWebhookSecret = async ({ context }: Reading): Promise<OutputOf<Api['webhookSecret']>> => ({
  secret: context.signer.sign('webhook', 'secret'),
  says: 'X-Paidan-Signature = sha256= 加上 HMAC-SHA256(密钥, X-Paidan-Timestamp + "." + 请求正文) 的十六进制；X-Paidan-Delivery 相同的请求是同一次告知，只处理一次。',
})
