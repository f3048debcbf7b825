/** Half away from zero at a decimal place, without the float's error: 1.005 at 2 places is 1.01. */
export const roundTo = (value: number, places: number): number => {
  if (!Number.isFinite(value)) return value
  const [digits = '0', exponent = '0'] = String(Math.abs(value)).split('e')
  const shifted = Math.round(Number(`${digits}e${Number(exponent) + places}`))
  if (!Number.isFinite(shifted)) return value // so large that it has no places to round
  const [whole = '0', scale = '0'] = String(shifted).split('e')
  const rounded = Number(`${whole}e${Number(scale) - places}`)
  return value < 0 ? 0 - rounded : rounded
}
