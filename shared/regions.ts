/** Names by six-digit code (GB/T 2260): `330000` a province, `330100` a city, `330106` a district. */
export type Regions = Readonly<Record<string, string>>

export type Region = { code: string; name: string }

/** What both front ends load when somebody chooses or reads a region. */
export const regionsFile = '/regions.json'

const isProvince = (code: string): boolean => code.endsWith('0000')
const isCity = (code: string): boolean => code.endsWith('00') && !isProvince(code)

const isDirectlyBelow = (code: string, above: string | null): boolean => {
  if (above === null) return isProvince(code)
  if (isProvince(above)) return isCity(code) && code.startsWith(above.slice(0, 2))
  return isCity(above) && !code.endsWith('00') && code.startsWith(above.slice(0, 4))
}

export const regionsBelow = (regions: Regions, above: string | null): Region[] =>
  Object.entries(regions).flatMap(([code, name]) => (isDirectlyBelow(code, above) ? [{ code, name }] : []))

/** The code with those above it, outermost first; only those that have a name. */
export const regionPath = (regions: Regions, code: string): string[] =>
  [`${code.slice(0, 2)}0000`, `${code.slice(0, 4)}00`, code].filter(
    (one, index, all) => one in regions && all.indexOf(one) === index,
  )

/** `浙江省杭州市西湖区`; 北京市 is not said twice. A code that nobody knows stays a code. */
export const regionWords = (regions: Regions, code: string): string => {
  const names = regionPath(regions, code).map(one => regions[one] ?? '')
  return names.filter((name, index) => name !== names[index - 1]).join('') || code
}

/** As `regionWords`, for the first two, four or six digits of a code; a prefix that names no region stays a prefix. */
export const prefixWords = (regions: Regions, prefix: string): string => {
  const code = prefix.padEnd(6, '0')
  return prefix.length % 2 === 0 && code in regions ? regionWords(regions, code) : prefix
}

/**
 * The district, or else the city, that an address begins with. Each level must be named in full, so that of two
 * districts with the same name none is guessed.
 */
export const regionOfAddress = (regions: Regions, address: string): string | null => {
  const province = regionsBelow(regions, null).find(({ name }) => address.startsWith(name))
  if (!province) return null
  const rest = address.slice(province.name.length)
  const cities = regionsBelow(regions, province.code)
  const named = cities.find(({ name }) => rest.startsWith(name))
  if (named) return districtOf(regions, named.code, rest.slice(named.name.length)) ?? named.code
  // A municipality is its own city: 北京市朝阳区.
  const isMunicipality = cities.some(({ name }) => name === province.name)
  if (!isMunicipality) return null
  return cities.map(({ code }) => districtOf(regions, code, rest)).find(code => code !== null) ?? null
}

const districtOf = (regions: Regions, city: string, text: string): string | null =>
  regionsBelow(regions, city).find(({ name }) => text.startsWith(name))?.code ?? null
