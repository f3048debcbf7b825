import { toWire } from '../../../shared/kernel/time'
import type { Status } from '../../../shared/tickets/life'
import { numberIn, withoutNumber } from '../../../shared/tickets/numbers'

/** What stands behind 红警: a ticket by its number, or somebody to find; and the reason, empty when none was given. */
export type Said = { number: string | null; subject: string; reason: string }

const BREAK = /[\s：:，,。；;、]+/

/** `T20261122-0007 冒烟了` or `陈雅琴 空调冒烟`. */
export const readSaid = (words: string): Said => {
  const number = numberIn(words)
  if (number !== null) return { number, subject: '', reason: withoutNumber(words).replace(/^[\s：:，,。]+/, '') }
  const [subject = '', ...rest] = words.split(BREAK)
  return { number: null, subject, reason: rest.join(' ').trim() }
}

export const HOW_TO = '请写成「红警 T20261122-0007 原因」，或「红警 客户姓名或电话 原因」'

/** A draft lacks something that a visit needs: nobody can be sent before it is filled in. */
export const raisedWords = ({ number, status }: { number: string; status: Status }): string =>
  status === 'draft'
    ? `已登记红色预警 ${number}，已通知区域经理。资料不全，还不能派单，请马上补充并提交`
    : `已发起红色预警 ${number}，已通知区域经理，正在安排工程师`

export const knownWords = (number: string, alert: { raisedByName: string; raisedAt: Date }): string =>
  `${number} 已经是红色预警，${alert.raisedByName}在 ${toWire(alert.raisedAt).slice(11, 16)} 发起，正在处理`
