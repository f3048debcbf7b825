export type ByteRange = { start: number; end: number }

const ONE_RANGE = /^bytes=(\d*)-(\d*)$/

/** The bytes that a `Range` header asks for, both ends included; null for the whole, also where the header asks for nothing that is there. */
export const rangeIn = (header: string, size: number): ByteRange | null => {
  const [, from = '', to = ''] = ONE_RANGE.exec(header) ?? []
  if (from === '' && to === '') return null
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from)
  const end = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1)
  return start <= end ? { start, end } : null
}
