import * as z from 'zod'
import { HOUR, MINUTE } from '../shared/kernel/time'

/** How long rows that are no business record stay, in days, by what they are. */
export type Keep = {
  /** Traces of work that is done: events, answers of commands, ended sessions. */
  traces: number
  /** What people and platforms have said, as it came or went: personal data, and what makes a repeat a repeat. */
  messages: number
  /** Who punched when and where. */
  attendance: number
}
export type UpkeepConfig = {
  /** Milliseconds after midnight in the business zone. */
  startsAtMs: number
  keepDays: Keep
}

const days = (least: number, normally: number) =>
  z.coerce
    .number('must be a number of days')
    .int('must be whole days')
    .min(least, `must be at least ${least} days`)
    .max(36_500, 'must be at most 36500 days')
    .default(normally)

export const upkeepNames = {
  UPKEEP_AT: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day like 03:30')
    .default('03:30'),
  /** Clients repeat a command for a week at most. */
  KEEP_TRACES_DAYS: days(7, 30),
  /** Platforms repeat a message within minutes, and tell three days of old ones again when they are asked. */
  KEEP_MESSAGES_DAYS: days(30, 180),
  /** Records are pulled again for three months back; pay is asked about for two years. */
  KEEP_ATTENDANCE_DAYS: days(92, 730),
}

type Said = Record<Exclude<keyof typeof upkeepNames, 'UPKEEP_AT'>, number> & { UPKEEP_AT: string }

export const upkeepOf = (env: Said): UpkeepConfig => {
  const [hour = 0, minute = 0] = env.UPKEEP_AT.split(':').map(Number)
  return {
    startsAtMs: hour * HOUR + minute * MINUTE,
    keepDays: {
      traces: env.KEEP_TRACES_DAYS,
      messages: env.KEEP_MESSAGES_DAYS,
      attendance: env.KEEP_ATTENDANCE_DAYS,
    },
  }
}
