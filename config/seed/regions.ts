/** Districts of Hangzhou, GB/T 2260 as of 2021. */
export const districts: Readonly<Record<string, string>> = {
  330102: '上城区',
  330105: '拱墅区',
  330106: '西湖区',
  330108: '滨江区',
  330109: '萧山区',
  330110: '余杭区',
  330111: '富阳区',
  330112: '临安区',
  330113: '临平区',
  330114: '钱塘区',
}

/** What settlement knows of a place; the longest prefix that fits counts. `cityTier` 1 is a first-tier city. */
export type RegionFacts = { prefix: string; cityTier: number; altitudeM: number }

export const regionFacts: readonly RegionFacts[] = [
  { prefix: '', cityTier: 3, altitudeM: 50 },
  { prefix: '11', cityTier: 1, altitudeM: 44 },
  { prefix: '31', cityTier: 1, altitudeM: 4 },
  { prefix: '3301', cityTier: 2, altitudeM: 10 },
  { prefix: '330112', cityTier: 2, altitudeM: 45 },
  { prefix: '3302', cityTier: 2, altitudeM: 4 },
  { prefix: '4401', cityTier: 1, altitudeM: 11 },
  { prefix: '4403', cityTier: 1, altitudeM: 12 },
  { prefix: '5101', cityTier: 2, altitudeM: 500 },
  { prefix: '54', cityTier: 3, altitudeM: 3650 },
  { prefix: '63', cityTier: 3, altitudeM: 2275 },
]
