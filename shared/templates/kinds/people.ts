import type { Answer } from '../fields'
import {
  asAnswer,
  asked,
  basics,
  hasOnly,
  isId,
  isRecord,
  isWholeBetween,
  type KindRecord,
  known,
  readText,
} from './record'

/** A kind whose answer is the id of one that the company knows; whether it exists is asked where it is used. */
const reference = (name: string, icon: string, please: string): KindRecord => ({
  ...basics,
  name,
  shelf: '人和物',
  icon,
  settings: known,
  read: readText,
  complaint: value => (isId(value) ? null : please),
  print: (value, _, names = {}) =>
    (typeof value === 'string' && Object.hasOwn(names, value) ? names[value] : value) as string,
})

export const customer = reference('客户', 'customer', '请选择客户')
export const staff = reference('同事', 'staff', '请选择同事')
export const device = reference('设备', 'device', '请选择设备')

const MOST_LINES = 50

type PartLine = { partId: string; name: string; quantity: number }
const isLine = (line: unknown): line is PartLine =>
  isRecord(line) &&
  hasOnly(line, ['partId', 'name', 'quantity']) &&
  isId(line.partId) &&
  typeof line.name === 'string' &&
  line.name.length <= 200

const complaintOfLines = (value: Answer): string | null => {
  if (!Array.isArray(value)) return '请选择配件'
  const lines: readonly unknown[] = value
  if (!lines.every(isLine)) return '请选择配件'
  if (lines.length > MOST_LINES) return `配件最多 ${MOST_LINES} 行，请合并`
  if (!lines.every(line => isWholeBetween(line.quantity, 1, 999))) return '配件数量请填 1 到 999'
  return new Set(lines.map(line => line.partId)).size < lines.length ? '同一种配件请合并成一行' : null
}

export const parts: KindRecord = {
  ...basics,
  name: '配件',
  shelf: '人和物',
  icon: 'parts',
  settings: asked,
  empty: [],
  read: asAnswer,
  complaint: complaintOfLines,
  print: value =>
    complaintOfLines(value) ? '' : (value as PartLine[]).map(line => `${line.name} ×${line.quantity}`).join('、'),
}
