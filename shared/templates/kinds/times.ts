import { toWire } from '../../kernel/time'
import type { Answer } from '../fields'
import { basics, halfWidth, type KindRecord, known, readText } from './record'

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/
const INSTANT = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,3})?)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/

/** Whether a day stands in the calendar: not 30 February, not the year 0. */
export const isDay = (value: unknown): value is string => {
  const parts = typeof value === 'string' ? DATE.exec(value) : null
  if (!parts) return false
  const [year, month, day] = parts.slice(1).map(Number) as [number, number, number]
  const at = new Date(Date.UTC(year, month - 1, day))
  return year >= 1000 && at.getUTCMonth() === month - 1 && at.getUTCDate() === day
}

export const isInstant = (value: unknown): value is string => {
  const parts = typeof value === 'string' ? INSTANT.exec(value) : null
  return parts !== null && isDay(parts[1])
}

const two = (part: string | undefined): string => (part ?? '').padStart(2, '0')

/** `2026年3月5日`, `2026/3/5`, `2026.3.5` as `2026-03-05`. */
const SPOKEN_DAY = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?/
/** `9:30`, `9点`, `9点半`, `下午3点20分`. */
const SPOKEN_TIME = /^(上午|早上|中午|下午|晚上)?(\d{1,2})(?:[:点时](半|\d{1,2})?分?)$/

const dayIn = (text: string): string | null => {
  const parts = SPOKEN_DAY.exec(text)
  return parts ? `${parts[1]}-${two(parts[2])}-${two(parts[3])}` : null
}

const timeIn = (text: string): string | null => {
  const parts = SPOKEN_TIME.exec(text)
  if (!parts) return null
  const [, half, hours, minutes = '0'] = parts
  const isLate = (half === '下午' || half === '晚上' || half === '中午') && Number(hours) < 12
  const isNoon = half === '中午' && Number(hours) >= 11
  const hour = Number(hours) + (isLate && !isNoon ? 12 : 0)
  return `${two(String(hour))}:${two(minutes === '半' ? '30' : minutes)}`
}

const tidied = (raw: unknown, read: (text: string) => string | null): Answer => {
  const text = readText(raw)
  if (typeof text !== 'string') return text
  return read(halfWidth(text).trim()) ?? text
}

const SECONDS_AND_ZONE = /^(\d{4}-\d{2}-\d{2}) ?T?(\d{2}:\d{2})(:\d{2})?$/
const instantIn = (text: string): string | null => {
  const isRead: boolean = isInstant(text)
  if (isRead) return text
  const plain = SECONDS_AND_ZONE.exec(text)
  if (plain) return `${plain[1]}T${plain[2]}${plain[3] ?? ':00'}+08:00`
  const day = dayIn(text)
  const time = day && timeIn(text.replace(SPOKEN_DAY, '').trim())
  return time ? `${day}T${time}:00+08:00` : null
}

const dayPrinted = (day: string): string => {
  const [year, month, date] = day.split('-')
  return `${year}年${Number(month)}月${Number(date)}日`
}

export const date: KindRecord = {
  ...basics,
  name: '日期',
  shelf: '时间',
  icon: 'calendar',
  settings: known,
  read: raw => tidied(raw, dayIn),
  complaint: value => {
    if (typeof value !== 'string' || !DATE.test(value)) return '请选择日期'
    return isDay(value) ? null : '没有这一天，请重新选择日期'
  },
  print: value => (isDay(value) ? dayPrinted(value) : ''),
}

export const time: KindRecord = {
  ...basics,
  name: '时间',
  shelf: '时间',
  icon: 'clock',
  settings: known,
  read: raw => tidied(raw, timeIn),
  complaint: value => (typeof value === 'string' && TIME.test(value) ? null : '请选择时间'),
  print: value => (typeof value === 'string' ? value : ''),
}

export const dateTime: KindRecord = {
  ...basics,
  name: '日期和时间',
  shelf: '时间',
  icon: 'calendarClock',
  settings: known,
  read: raw => tidied(raw, instantIn),
  complaint: value => (isInstant(value) ? null : '请选择日期和时间'),
  print: value => {
    if (!isInstant(value)) return ''
    const wire = toWire(new Date(value))
    return `${dayPrinted(wire.slice(0, 10))} ${wire.slice(11, 16)}`
  },
}
