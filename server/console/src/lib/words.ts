import { chinaDay, DAY, HOUR, MINUTE } from '../../../../shared/kernel/time'
import type { Tone } from '../../../../shared/look'

/** `14:30` in the business zone. */
export const clockWords = (at: Date): string => new Date(at.getTime() + 8 * HOUR).toISOString().slice(11, 16)

/** `今天`, `明天`, `昨天`, `11月23日`, or with the year when it is another one. */
export const dayWords = (at: Date, now: Date): string => {
  const day = chinaDay(at)
  const near = { 今天: 0, 明天: DAY, 昨天: -DAY }
  const found = Object.entries(near).find(([, ms]) => chinaDay(new Date(now.getTime() + ms)) === day)
  if (found) return found[0]
  const [year, month, date] = day.split('-')
  const words = `${Number(month)}月${Number(date)}日`
  return chinaDay(now).startsWith(`${year}-`) ? words : `${year}年${words}`
}

/** `今天 14:30`. */
export const timeWords = (at: Date, now: Date): string => `${dayWords(at, now)} ${clockWords(at)}`

/** Whole minutes as `1 小时 20 分`, `3 天 2 小时`; under a minute is `不到 1 分`. */
export const spanWords = (minutes: number): string => {
  if (minutes < 1) return '不到 1 分'
  const parts: [number, string][] = [
    [Math.floor(minutes / 1440), '天'],
    [Math.floor(minutes / 60) % 24, '小时'],
    [minutes >= 1440 ? 0 : minutes % 60, '分'],
  ]
  return parts.flatMap(([count, unit]) => (count ? [`${count} ${unit}`] : [])).join(' ')
}

/** Less than this before the due time counts as near. */
const NEAR_MINUTES = 12

/** `还剩 1 小时 20 分` or `超时 12 分`, with the tone that goes with it. */
export const dueWords = (dueAt: Date, now: Date): { words: string; tone: Tone } => {
  const ms = dueAt.getTime() - now.getTime()
  const minutes = Math.floor(Math.abs(ms) / MINUTE)
  if (ms < 0) return { words: `超时 ${spanWords(minutes)}`, tone: 'overdue' }
  return { words: `还剩 ${spanWords(minutes)}`, tone: minutes < NEAR_MINUTES ? 'attention' : 'moving' }
}

/** `刚刚`, `5 分钟前`, then the time. */
export const agoWords = (at: Date, now: Date): string => {
  const minutes = Math.floor((now.getTime() - at.getTime()) / MINUTE)
  if (minutes < 1) return '刚刚'
  return minutes < 60 ? `${minutes} 分钟前` : timeWords(at, now)
}

/** Counters are bounded by the server; above 999 nobody counts. */
export const countWords = (count: number): string => (count > 999 ? '999+' : String(count))
