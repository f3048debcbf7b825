import type { Answer, Field } from '../fields'
import { matchesPattern } from '../patterns/match'
import { basics, halfWidth, type KindRecord, known, printPlain, readText } from './record'

/** Characters in a text that sets no bound of its own; an answer cannot hold more. */
const MOST_CHARACTERS = 5000

const complaintOfText = (value: Answer, { min = 0, max = MOST_CHARACTERS, pattern, patternSays }: Field) => {
  if (typeof value !== 'string') return '请填写文字'
  const length = [...value].length
  if (length < min) return `请至少填写 ${min} 个字`
  if (length > max) return `请控制在 ${max} 个字以内`
  return pattern === undefined || matchesPattern(pattern, value) ? null : patternSays || '格式不对，请核对'
}

/** Digits, blanks, `+`, `-`; `*` where a number is shown masked. */
const PHONE = /^[0-9+*\- ]{3,20}$/

/** Weights and check signs of GB 11643-1999 (ISO 7064, MOD 11-2). */
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CHECK_SIGNS = '10X98765432'
const ID_NUMBER = /^[1-9]\d{5}(\d{4})(\d{2})(\d{2})\d{3}[\dX]$/

const isRealDay = (year: number, month: number, day: number): boolean => {
  const at = new Date(Date.UTC(year, month - 1, day))
  return at.getUTCFullYear() === year && at.getUTCMonth() === month - 1 && at.getUTCDate() === day
}

const complaintOfIdNumber = (value: Answer): string | null => {
  const parts = typeof value === 'string' ? ID_NUMBER.exec(value) : null
  if (!parts) return '请填写 18 位身份证号码'
  const [number, year, month, day] = parts
  if (Number(year) < 1800 || !isRealDay(Number(year), Number(month), Number(day))) return '身份证号码里的出生日期不对'
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(number[at]), 0)
  return CHECK_SIGNS[sum % 11] === number[17] ? null : '身份证号码不对，请核对'
}

const readNumberPlate = (raw: unknown): Answer => {
  const read = readText(raw)
  return typeof read === 'string' ? halfWidth(read).trim() : read
}

export const text: KindRecord = {
  ...basics,
  name: '单行文字',
  shelf: '文字',
  icon: 'text',
  settings: [...known, 'min', 'max', 'pattern', 'patternSays'],
  empty: '',
  read: readText,
  complaint: complaintOfText,
  print: printPlain,
}

export const longText: KindRecord = {
  ...text,
  name: '多行文字',
  icon: 'lines',
  settings: [...known, 'min', 'max'],
}

export const phone: KindRecord = {
  ...basics,
  name: '电话',
  shelf: '文字',
  icon: 'phone',
  settings: known,
  empty: '',
  read: readNumberPlate,
  complaint: value => (typeof value === 'string' && PHONE.test(value) ? null : '电话号码格式不对'),
  print: printPlain,
}

export const idNumber: KindRecord = {
  ...basics,
  name: '身份证号',
  shelf: '文字',
  icon: 'idCard',
  settings: known,
  empty: '',
  read: raw => {
    const read = readNumberPlate(raw)
    return typeof read === 'string' ? read.replaceAll(' ', '').toUpperCase() : read
  },
  complaint: complaintOfIdNumber,
  print: printPlain,
}

export const scan: KindRecord = {
  ...basics,
  name: '扫码',
  shelf: '人和物',
  icon: 'scan',
  settings: known,
  empty: '',
  read: readNumberPlate,
  complaint: value => {
    if (typeof value !== 'string') return '请扫码或填写编号'
    return value.length <= 200 ? null : '编号太长，请核对后重新扫码'
  },
  print: printPlain,
}
