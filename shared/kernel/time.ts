export const SECOND = 1000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** The business zone, UTC+8 without daylight saving since 1991. */
const CHINA_OFFSET = 8 * HOUR

const shifted = (at: Date): string => new Date(at.getTime() + CHINA_OFFSET).toISOString()

/** `2026-11-23T09:00:00+08:00`: whole seconds, the form of every instant on the wire. */
export const toWire = (at: Date): string => `${shifted(at).slice(0, 19)}+08:00`
export const toWireOrNull = (at: Date | null): string | null => (at ? toWire(at) : null)

/** The calendar day in the business zone: `2026-11-23`. */
export const chinaDay = (at: Date): string => shifted(at).slice(0, 10)

/** The first instant of the business day that `at` falls on. */
export const startOfChinaDay = (at: Date): Date => new Date(`${chinaDay(at)}T00:00:00+08:00`)
