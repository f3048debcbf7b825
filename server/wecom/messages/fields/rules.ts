import type { Fields, FieldValue, MessageContent, Reader } from '../rules'

export const text = (fields: Fields, name: string): string => {
  const value = fields[name]
  return typeof value === 'string' ? value : ''
}
export const given = (fields: Fields, name: string): string | null => text(fields, name) || null
export const count = (fields: Fields, name: string): number | null =>
  /^\d+$/.test(text(fields, name)) ? Number(text(fields, name)) : null
export const child = (fields: Fields, name: string): Fields => {
  const value = fields[name]
  return typeof value === 'object' && !Array.isArray(value) ? value : {}
}
export const list = (fields: Fields, name: string): FieldValue[] => {
  const value = fields[name]
  return Array.isArray(value) ? value : []
}
export const records = (fields: Fields, name: string): Fields[] =>
  list(fields, name).filter((item): item is Fields => typeof item === 'object' && !Array.isArray(item))
export const strings = (fields: Fields, name: string): string[] =>
  list(fields, name).filter(item => typeof item === 'string')

/** Sources spell ItemUserId and ItemUserid, approverstep and ApproverStep: names are compared without case. */
export const lowered = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name.toLowerCase(), loweredValue(value)]))
export const loweredValue = (value: FieldValue): FieldValue => {
  if (typeof value === 'string') return value
  return Array.isArray(value) ? value.map(loweredValue) : lowered(value)
}

export const place = (kind: 'location' | 'placeReported', lat: string, lng: string, label: string): MessageContent => {
  const [latitude, longitude] = [Number.parseFloat(lat), Number.parseFloat(lng)]
  const isOnEarth = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180
  return isOnEarth ? { kind, lat: latitude, lng: longitude, label } : { kind: 'unknown', name: kind }
}

export const selection = (items: Fields[], key: string, options: string, option: string): Record<string, string[]> =>
  Object.fromEntries(items.map(item => [text(item, key), strings(child(item, options), option)]))

export const readBy = (readers: Record<string, Reader>, name: string, fields: Fields): MessageContent => {
  const reader = Object.hasOwn(readers, name) ? readers[name] : undefined
  return reader ? reader(fields) : { kind: 'unknown', name }
}
