import { isRecord } from '../kinds/record'
import { type Addition, itemsOf } from './record'

const about = { group: '地区', takes: 'region' } as const

/** The code of a region, or of the region that an address lies in. */
const codeOf = (value: unknown): string | null => {
  const code = isRecord(value) && Object.hasOwn(value, 'regionCode') ? value.regionCode : value
  return typeof code === 'string' && /^\d{6}$/.test(code) ? code : null
}

/** 330000 and 33 are the province, 330100 and 3301 the prefecture (GB/T 2260). */
const prefixOf = (region: unknown): string | null =>
  typeof region === 'string' && /^\d{2,6}$/.test(region) ? region.replace(/^(\d\d)0000$|^(\d{4})00$/, '$1$2') : null

/** Whether a region lies in one of those, named by code or by prefix. */
export const isInRegion = (value: unknown, regions: unknown): boolean => {
  const code = codeOf(value)
  return (
    code !== null &&
    itemsOf(regions).some(region => {
      const prefix = prefixOf(region)
      return prefix !== null && code.startsWith(prefix)
    })
  )
}

const cut = (digits: number) => (value: unknown) => codeOf(value)?.slice(0, digits).padEnd(6, '0') ?? null

export const places: readonly Addition[] = [
  {
    ...about,
    name: 'inRegion',
    sign: '属于地区',
    phrase: '{1} 属于 {2}',
    gives: 'yesNo',
    arity: [2, 2],
    example: { inRegion: ['330106', ['330100', '31']] },
    result: true,
    run: isInRegion,
  },
  {
    ...about,
    name: 'provinceOf',
    sign: '所在省',
    phrase: '{1} 所在的省',
    gives: 'region',
    arity: [1, 1],
    example: { provinceOf: '330106' },
    result: '330000',
    run: cut(2),
  },
  {
    ...about,
    name: 'cityOf',
    sign: '所在市',
    phrase: '{1} 所在的市',
    gives: 'region',
    arity: [1, 1],
    example: { cityOf: '330106' },
    result: '330100',
    run: cut(4),
  },
]
