/** Six-digit region codes from three independent sources; null where a source has none. */
export type PlaceSources = { gps: string | null; customer: string | null; outlet: string | null }
export type PlaceDecision =
  | { kind: 'decided'; regionCode: string }
  | { kind: 'review'; level: 'city' | 'province'; regionCode: string }
  | { kind: 'held' }

/** The first code whose first `digits` occur twice. */
const agreedOn = (codes: readonly string[], digits: number): string | undefined =>
  codes
    .map(code => code.slice(0, digits))
    .find((code, index, all) => all.indexOf(code) !== index)
    ?.padEnd(6, '0')

/** Two of three prove the place: equal districts decide, equal cities or provinces wait for a review, else the line is held. */
export const decidePlace = ({ gps, customer, outlet }: PlaceSources): PlaceDecision => {
  const codes = [gps, customer, outlet].filter(code => code !== null)
  const district = agreedOn(codes, 6)
  if (district) return { kind: 'decided', regionCode: district }
  const city = agreedOn(codes, 4)
  if (city) return { kind: 'review', level: 'city', regionCode: city }
  const province = agreedOn(codes, 2)
  return province ? { kind: 'review', level: 'province', regionCode: province } : { kind: 'held' }
}
