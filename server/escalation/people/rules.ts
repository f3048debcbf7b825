type Dispatcher = { teamId: string | null; regionCodes: readonly string[] }
type Place = { teamId: string | null; regionCode: string | null }

/** Those in charge of the ticket's team or region; else those who are in charge of no part of the company; else all. */
export const dispatchersOf = <T extends Dispatcher>({ teamId, regionCode }: Place, all: readonly T[]): T[] => {
  const inCharge = all.filter(
    one => (teamId !== null && one.teamId === teamId) || one.regionCodes.some(prefix => regionCode?.startsWith(prefix)),
  )
  if (inCharge.length > 0) return inCharge
  const ofNoPart = all.filter(one => one.teamId === null && one.regionCodes.length === 0)
  return ofNoPart.length > 0 ? ofNoPart : [...all]
}
