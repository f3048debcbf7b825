import type { Answer } from '../fields'
import { basics, halfWidth, hasOnly, isRecord, type KindRecord, known, readText } from './record'

/** First two digits of GB/T 2260: the provinces, by zone of the country. */
const PROVINCES = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82'.split(' '),
)

/** Six digits of a province, prefecture or county; the table of all of them is not needed here. */
export const isRegionCode = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{6}$/.test(value) && PROVINCES.has(value.slice(0, 2))

export const region: KindRecord = {
  ...basics,
  name: '地区',
  shelf: '地点',
  icon: 'region',
  settings: known,
  read: raw => {
    const text = readText(raw)
    return typeof text === 'string' ? halfWidth(text).trim() : text
  },
  complaint: value => (isRegionCode(value) ? null : '请选择地区'),
  print: (value, _, names = {}) => (typeof value === 'string' ? regionWords(value, names) : ''),
}

const regionWords = (code: string, names: Readonly<Record<string, string>>): string =>
  (Object.hasOwn(names, code) ? names[code] : undefined) ?? code

const isDegrees = (value: unknown, most: number): boolean =>
  typeof value === 'number' && Number.isFinite(value) && Math.abs(value) <= most
const isAbsent = (value: unknown): boolean => value === null || value === undefined

const complaintOfAddress = (value: Answer): string | null => {
  if (!isRecord(value) || !hasOnly(value, ['regionCode', 'detail', 'lat', 'lng'])) return '请填写地址'
  const { regionCode, detail, lat, lng } = value
  if (typeof detail !== 'string' || detail.trim() === '') return '请填写详细地址'
  if (detail.length > 200) return '详细地址请控制在 200 个字以内'
  if (!isAbsent(regionCode) && regionCode !== '' && !isRegionCode(regionCode)) return '请选择地区'
  if (isAbsent(lat) && isAbsent(lng)) return null
  return isDegrees(lat, 90) && isDegrees(lng, 180) ? null : '地图位置不对，请重新选点'
}

export const address: KindRecord = {
  ...basics,
  name: '地址',
  shelf: '地点',
  icon: 'pin',
  settings: known,
  read: raw => {
    const text = readText(raw)
    return typeof text === 'string' ? { regionCode: null, detail: text, lat: null, lng: null } : text
  },
  complaint: complaintOfAddress,
  isEmpty: value =>
    basics.isEmpty(value) || (isRecord(value) && Object.values(value).every(part => isAbsent(part) || part === '')),
  print: (value, _, names = {}) => {
    if (!isRecord(value)) return ''
    const { regionCode, detail } = value
    const parts = [typeof regionCode === 'string' ? regionWords(regionCode, names) : '', detail]
    return parts.filter(part => typeof part === 'string' && part !== '').join(' ')
  },
}
