const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000
const PER_MINUTE = 30
const PER_HOUR = 1000

/** Whether one more message reaches the member: at most 30 a minute and 1000 an hour, protocol section 1.2. */
export const memberLimits = (now: () => number): ((userId: string) => boolean) => {
  const sentAt = new Map<string, number[]>()
  return userId => {
    const lastHour = (sentAt.get(userId) ?? []).filter(at => at > now() - HOUR_MS)
    const lastMinute = lastHour.filter(at => at > now() - MINUTE_MS).length
    const fits = lastMinute < PER_MINUTE && lastHour.length < PER_HOUR
    sentAt.set(userId, fits ? [...lastHour, now()] : lastHour)
    return fits
  }
}
