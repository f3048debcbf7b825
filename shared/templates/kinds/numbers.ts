import { moneyWords, spanWords } from '../../words'
import type { Answer, Field } from '../fields'
import { roundTo } from '../rounding'
import { asAnswer, basics, halfWidth, isWholeBetween, type KindRecord, known } from './record'

/** A number as people write it: full-width digits, thousands separated, its unit behind. */
const SPOKEN_NUMBER = /^([+-]?)(\d{1,3}(?:,\d{3})+|\d+)?(\.\d+)?$/
const numberIn = (raw: unknown, ...units: (string | undefined)[]): number | null => {
  if (typeof raw === 'number') return raw
  if (typeof raw !== 'string') return null
  let text = halfWidth(raw).replaceAll(/\s/g, '')
  for (const unit of units) if (unit && text.endsWith(unit)) text = text.slice(0, -unit.length)
  const bare = text.replace(/^[¥￥]/, '')
  return /\d/.test(bare) && SPOKEN_NUMBER.test(bare) ? Number(bare.replaceAll(',', '')) : null
}

const outside = (value: number, least: number | undefined, most: number | undefined, words: (n: number) => string) => {
  if (least !== undefined && value < least) return `不能小于 ${words(least)}`
  return most !== undefined && value > most ? `不能大于 ${words(most)}` : null
}

const withUnit = (words: string, unit: string | undefined): string => (unit ? `${words} ${unit}` : words)

/** Up to the digits that were asked for, without a float's tail. */
const numberWords = (value: number, { digits, unit }: Field): string =>
  withUnit(digits === undefined ? String(roundTo(value, 6)) : value.toFixed(digits), unit)

export const number: KindRecord = {
  ...basics,
  name: '数字',
  shelf: '数字',
  icon: 'number',
  settings: [...known, 'min', 'max', 'digits', 'unit'],
  read: (raw, { unit }) => (raw === '' ? null : (numberIn(raw, unit) ?? asAnswer(raw))),
  complaint: (value, { min, max, digits }) => {
    if (typeof value !== 'number' || !Number.isFinite(value)) return '请填写数字'
    if (digits !== undefined && roundTo(value, digits) !== value) {
      return digits === 0 ? '请填写整数' : `最多 ${digits} 位小数，请核对`
    }
    const wrong = outside(value, min, max, String)
    return wrong && `${wrong}，请核对`
  },
  print: (value, field) => (typeof value === 'number' ? numberWords(value, field) : ''),
}

/** A billion yuan; what lies beyond is a slip. */
const MOST_FEN = 100_000_000_000

export const money: KindRecord = {
  ...basics,
  name: '金额',
  shelf: '数字',
  icon: 'yuan',
  settings: [...known, 'min', 'max'],
  starts: () => ({ min: 0 }),
  /** Typed in yuan, kept in fen; a number is fen already. */
  read: raw => {
    if (typeof raw !== 'string') return asAnswer(raw)
    if (raw.trim() === '') return null
    const yuan = numberIn(raw, '元', '圆')
    return yuan === null ? raw : fenOf(yuan)
  },
  complaint: (value, { min = 0, max = MOST_FEN }) => {
    if (!isWholeBetween(value, -MOST_FEN, MOST_FEN)) return '请填写金额，最多到分'
    const wrong = outside(value, min, max, moneyWords)
    return wrong && `${wrong}，请核对`
  },
  print: value => (typeof value === 'number' ? moneyWords(value) : ''),
}

/** Yuan with at most two places as whole fen; more places stay broken fen, which are refused. */
const fenOf = (yuan: number): number => roundTo(yuan * 100, 6)

/** A year; longer is not a duration of service work. */
const MOST_MINUTES = 525_600
const SPOKEN_DURATION = /^(?:(\d+(?:\.\d+)?)小时)?(?:(\d+)分钟?)?$/

const minutesIn = (raw: string): Answer => {
  const text = halfWidth(raw).replaceAll(/\s/g, '')
  if (text === '') return null
  const plain = numberIn(text)
  if (plain !== null) return plain
  const spoken = SPOKEN_DURATION.exec(text)
  return spoken ? Math.round(Number(spoken[1] ?? 0) * 60) + Number(spoken[2] ?? 0) : raw
}

export const duration: KindRecord = {
  ...basics,
  name: '时长',
  shelf: '时间',
  icon: 'timer',
  settings: [...known, 'min', 'max'],
  read: raw => (typeof raw === 'string' ? minutesIn(raw) : asAnswer(raw)),
  complaint: (value, { min = 0, max = MOST_MINUTES }) => {
    if (!isWholeBetween(value, 0, MOST_MINUTES)) return '请填写时长，精确到分钟'
    const wrong = outside(value, min, max, spanWords)
    return wrong && `${wrong}，请核对`
  },
  print: value => (typeof value === 'number' ? spanWords(value) : ''),
}

export const rating: KindRecord = {
  ...basics,
  name: '评分',
  shelf: '选择',
  icon: 'star',
  settings: [...known, 'max'],
  starts: () => ({ max: 5 }),
  read: raw => numberIn(raw, '分', '星') ?? asAnswer(raw),
  complaint: (value, { max = 5 }) => (isWholeBetween(value, 1, max) ? null : `请选择 1 到 ${max} 分`),
  print: (value, { max = 5 }) => (typeof value === 'number' ? `${value} 分（满分 ${max}）` : ''),
}

/** Worked out from other answers; nobody types it. */
export const computed: KindRecord = {
  ...basics,
  name: '自动计算',
  shelf: '显示',
  icon: 'formula',
  settings: ['formula', 'digits', 'unit'],
  starts: () => ({ formula: null }),
  complaint: value =>
    typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value)) ? null : '请填写文字或数字',
  print: (value, field) => {
    if (typeof value === 'number') return numberWords(value, field)
    return typeof value === 'string' ? withUnit(value, field.unit) : ''
  },
}
