import { MINUTE } from '../../../../shared/kernel/time'
import { raiseAlarm } from '../../../alarms/actions'
import type { Call } from '../../../call'
import { lookPerson } from '../../../people/actions'
import { keepCard } from '../../cards/actions'
import { missed } from '../actions'
import type { Batch } from '../pace/actions'
import { holdMs } from '../pace/rules'
import * as pace from '../pace/store'
import { isRoom } from '../rooms/rules'
import type { OutboxRow } from '../store'
import { isFrequency, isLockedOut, type Outcome, type Verdict, verdictOn } from './rules'

/** After so many failures in a row the administrators hear that WeCom cannot be reached. */
const ALARM_AFTER = 4
/** Whoever has been told may have helped by then; clearing the alarm is faster. */
const LOCKED_OUT_HOLD_MS = 5 * MINUTE

type Sent = Extract<Outcome, { kind: 'sent' }>
type Refused = Extract<Outcome, { kind: 'refused' }>

/** Writes down what came of a batch. Returns the tickets whose cards have just gone out. */
export const settle = async (call: Call, { lease }: Batch, outcomes: readonly Outcome[]): Promise<string[]> => {
  const sent = outcomes.filter((one): one is Sent => one.kind === 'sent')
  const refused = outcomes.filter((one): one is Refused => one.kind === 'refused')
  const numbers = sent.map(({ row, messageId }) => ({ id: row.id, messageId }))
  await pace.markSent(call.tx, lease, numbers, call.now)
  if (sent.length > 0) await pace.forgiveStrikes(call.tx)
  if (refused.some(({ error }) => isFrequency(error))) await holdAll(call, holdMs(await pace.strike(call.tx)))
  if (refused.some(({ error }) => isLockedOut(error))) await holdAll(call, LOCKED_OUT_HOLD_MS)
  for (const outcome of refused) await settleRefused(call, outcome)
  for (const { row, kind } of outcomes) {
    if (kind === 'later') await pace.putBack(call.tx, row, { ...passedOver(row), at: call.now.getTime() })
  }
  return keepCards(call, sent)
}

/** As if it had not been taken. */
const passedOver = (row: OutboxRow) => ({
  attempts: row.attempts - 1,
  errcode: row.errcode,
  mayHaveGone: row.state === 'sending',
})

const holdAll = async ({ tx, now }: Call, ms: number): Promise<void> => {
  await pace.introduce(tx, [pace.WHOLE_APP])
  await pace.hold(tx, pace.WHOLE_APP, now.getTime() + ms)
}

const settleRefused = async (call: Call, { row, error }: Refused): Promise<void> => {
  const verdict = verdictOn(row, error, call.now.getTime())
  if (verdict.kind === 'again') {
    await pace.putBack(call.tx, row, verdict)
    if (verdict.errcode === null && row.attempts >= ALARM_AFTER) await raiseAlarm(call, unreachable)
    return
  }
  await pace.setAside(call.tx, [row.id], { state: 'failed', errcode: verdict.errcode })
  await pace.failWithDigest(call.tx, row.id, verdict.errcode)
  if (verdict.kind === 'gone' && !isRoom(row.toUserId)) await noteGone(call, row, verdict)
  await missed(call, row, 'undelivered')
}

const unreachable = {
  key: 'wecom.unreachable',
  kind: 'wecom.unreachable',
  says: '企业微信接口连续多次没有应答：请检查服务器能否访问 qyapi.weixin.qq.com（出口网络、DNS、代理）；恢复后消息会自动补发',
  details: {},
}

/** Nothing more is sent to somebody the platform does not know; whether they have left is for the administrator to say. */
const noteGone = async (call: Call, { toUserId, personId }: OutboxRow, { errcode }: Verdict & { kind: 'gone' }) => {
  if (!(await pace.markGone(call.tx, toUserId, call.now))) return
  const name = (personId && (await lookPerson(call, personId))?.name) || toUserId
  await raiseAlarm(call, {
    key: `wecom.memberGone:${toUserId}`,
    kind: 'wecom.memberGone',
    says: `消息发不到 ${name}（企业微信账号 ${toUserId}），已停止向其发送：若已离职请在「人员」中标记离职；若在职请核对账号，并把该成员加入应用的可见范围，然后清除本告警，积压的消息会补发`,
    details: { userId: toUserId, errcode: String(errcode) },
  })
}

/** A ticket's card is out: its buttons and its code are kept until the ticket has moved on. */
const keepCards = async (call: Call, sent: readonly Sent[]): Promise<string[]> => {
  const ticketIds: string[] = []
  for (const { row, responseCode } of sent) {
    const taskId = row.body.msgtype === 'template_card' ? row.body.template_card.task_id : undefined
    if (!taskId || !row.personId || !row.ticketId) continue
    await keepCard(call, { taskId, personId: row.personId, responseCode })
    ticketIds.push(row.ticketId)
  }
  return ticketIds
}
