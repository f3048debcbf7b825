import { chinaDay, DAY, HOUR, MINUTE } from './kernel/time'
import type { Tone } from './look'

const partOf = (at: Date, from: number, to: number): string =>
  new Date(at.getTime() + 8 * HOUR).toISOString().slice(from, to)

/** `14:30` in the business zone. */
export const clockWords = (at: Date): string => partOf(at, 11, 16)

/** `今天`, `明天`, `昨天`, `11月23日`, or with the year when it is another one. */
export const dayWords = (at: Date, now: Date): string => {
  const day = chinaDay(at)
  if (day === chinaDay(now)) return '今天'
  if (day === chinaDay(new Date(now.getTime() + DAY))) return '明天'
  if (day === chinaDay(new Date(now.getTime() - DAY))) return '昨天'
  const [year, month, date] = day.split('-')
  const words = `${Number(month)}月${Number(date)}日`
  return day.slice(0, 4) === chinaDay(now).slice(0, 4) ? words : `${year}年${words}`
}

/** `今天 14:30`; today's instants may go without the day. */
export const timeWords = (at: Date, now: Date, options: { plainToday?: boolean } = {}): string => {
  const day = dayWords(at, now)
  return options.plainToday && day === '今天' ? clockWords(at) : `${day} ${clockWords(at)}`
}

/** `今天 14:00–16:00`. */
export const windowWords = (from: Date, to: Date | null, now: Date): string => {
  if (!to) return timeWords(from, now)
  const end = chinaDay(from) === chinaDay(to) ? clockWords(to) : timeWords(to, now)
  return `${timeWords(from, now)}–${end}`
}

/** Whole minutes as `1 小时 20 分`, `3 天 2 小时`; under a minute is `不到 1 分`. */
export const spanWords = (minutes: number): string => {
  if (minutes < 1) return '不到 1 分'
  if (minutes < 60) return `${minutes} 分`
  const hours = Math.floor(minutes / 60)
  if (hours < 24) return minutes % 60 ? `${hours} 小时 ${minutes % 60} 分` : `${hours} 小时`
  const days = Math.floor(hours / 24)
  return hours % 24 ? `${days} 天 ${hours % 24} 小时` : `${days} 天`
}

/** The last fifth of an hour before the due time counts as near. */
const NEAR_MINUTES = 12

/** `还剩 1 小时 20 分` or `超时 12 分`, with the tone that goes with it. */
export const dueWords = (dueAt: Date, now: Date): { words: string; tone: Tone } => {
  const ms = dueAt.getTime() - now.getTime()
  const minutes = Math.floor(Math.abs(ms) / MINUTE)
  if (ms < 0) return { words: `超时 ${spanWords(minutes)}`, tone: 'overdue' }
  return { words: `还剩 ${spanWords(minutes)}`, tone: minutes < NEAR_MINUTES ? 'attention' : 'moving' }
}

type Countdown = { dueAt: string | null; dueSoonAt: string | null; duePausedFor: string | null }

/** A ticket's clock: `还剩 …` (green, amber from `dueSoonAt`), `超时 …` (red), `已暂停：等配件` (grey); null without one. */
export const countdownWords = (
  { dueAt, dueSoonAt, duePausedFor }: Countdown,
  now: Date,
): { words: string; tone: Tone } | null => {
  if (duePausedFor) return { words: `已暂停：${duePausedFor}`, tone: 'waiting' }
  if (!dueAt) return null
  const left = dueWords(new Date(dueAt), now)
  if (left.tone === 'overdue') return left
  return { words: left.words, tone: dueSoonAt && now.getTime() >= Date.parse(dueSoonAt) ? 'attention' : 'done' }
}

/** How old something is: `刚刚`, `5 分钟前`, then the time. */
export const agoWords = (at: Date, now: Date): string => {
  const minutes = Math.floor((now.getTime() - at.getTime()) / MINUTE)
  if (minutes < 1) return '刚刚'
  return minutes < 60 ? `${minutes} 分钟前` : timeWords(at, now, { plainToday: true })
}

/** Running clock `1:02:09` from seconds. */
export const runningWords = (seconds: number): string => {
  const two = (n: number) => String(n).padStart(2, '0')
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
  return seconds >= 3600 ? `${Math.floor(seconds / 3600)}:${rest}` : rest
}

/** `¥1,234.50` from integer fen. */
export const moneyWords = (fen: number): string => {
  const yuan = (Math.abs(fen) / 100).toFixed(2).replace(/\B(?=(\d{3})+(?!\d))/g, ',')
  return `${fen < 0 ? '-' : ''}¥${yuan}`
}

/** Counters are bounded by the server; above 999 nobody counts. */
export const countWords = (count: number): string => (count > 999 ? '999+' : String(count))
