import { chinaDay } from '../../../../shared/kernel/time'

/** `2026-11`, `2026-10`, … back from the month of `now`, newest first. */
export const monthsUpTo = (now: Date, count: number): string[] => {
  const [year = 0, month = 1] = chinaDay(now).split('-').map(Number)
  return Array.from({ length: count }, (_, back) => {
    const months = year * 12 + month - 1 - back
    return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`
  })
}

/** `2026年11月`. */
export const monthWords = (month: string): string => {
  const [year, number] = month.split('-')
  return `${year}年${Number(number)}月`
}
