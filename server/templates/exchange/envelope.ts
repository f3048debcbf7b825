import { inflateRawSync } from 'node:zlib'
import { XMLParser } from 'fast-xml-parser'
import { refuse, refuseUnless } from '../../../shared/kernel/refusal'
import type { Cell, Sheet } from './sheets/rules'

/** An XLSX is a ZIP (PKWARE APPNOTE 4.3) of SpreadsheetML (ECMA-376 part 1, 18). Only what a template needs is read, within bounds. */
const MAX_INFLATED_BYTES = 10_000_000
const MAX_ENTRIES = 500
const MAX_ROWS = 20_000
const MAX_COLUMNS = 60

const END_OF_DIRECTORY = 0x06054b50
const DIRECTORY_ENTRY = 0x02014b50
const LOCAL_HEADER = 0x04034b50
/** The end record is 22 bytes and a comment of at most 64 KiB. */
const LONGEST_END = 22 + 0xffff

const unreadable = (): never => refuse('template.file_invalid', { reason: '这不是有效的 XLSX 文件' })

type Entry = { method: number; size: number; at: number }

const directoryOf = (zip: Buffer): Map<string, Entry> => {
  const earliest = Math.max(0, zip.length - LONGEST_END)
  let end = zip.length - 22
  while (end >= earliest && zip.readUInt32LE(end) !== END_OF_DIRECTORY) end -= 1
  if (end < earliest) return unreadable()
  const count = zip.readUInt16LE(end + 10)
  refuseUnless(count <= MAX_ENTRIES, 'template.file_invalid', { reason: '文件里的内容太多' })
  const entries = new Map<string, Entry>()
  let at = zip.readUInt32LE(end + 16)
  for (let entry = 0; entry < count; entry++) {
    if (zip.readUInt32LE(at) !== DIRECTORY_ENTRY) return unreadable()
    const nameLength = zip.readUInt16LE(at + 28)
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength)
    entries.set(name, {
      method: zip.readUInt16LE(at + 10),
      size: zip.readUInt32LE(at + 20),
      at: zip.readUInt32LE(at + 42),
    })
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
  }
  return entries
}

/** Declared sizes are only a claim: what counts is how much comes out. */
const inflated = (zip: Buffer, { method, size, at }: Entry, mostBytes: number): Buffer => {
  if (zip.readUInt32LE(at) !== LOCAL_HEADER) return unreadable()
  const start = at + 30 + zip.readUInt16LE(at + 26) + zip.readUInt16LE(at + 28)
  const packed = zip.subarray(start, start + size)
  if (method === 0) return packed
  return method === 8 ? inflateRawSync(packed, { maxOutputLength: Math.max(1, mostBytes) }) : unreadable()
}

const LISTS = ['sheet', 'Relationship', 'si', 'r', 'row', 'c']
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  processEntities: false,
  isArray: name => LISTS.includes(name),
})

const parsed = (xml: string): unknown => {
  try {
    return parser.parse(xml)
  } catch {
    return unreadable()
  }
}

type Node = string | { [name: string]: unknown } | undefined
const under = (node: unknown, name: string): unknown =>
  typeof node === 'object' && node !== null ? (node as Record<string, unknown>)[name] : undefined
const listUnder = (node: unknown, name: string): unknown[] => {
  const list = under(node, name)
  return Array.isArray(list) ? list : []
}

const named: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }
const codePoint = (digits: string, base: number): string => {
  const point = Number.parseInt(digits, base)
  return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : ''
}
const plain = (escaped: string): string =>
  escaped
    .replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(lt|gt|amp|quot|apos));/gi, (whole, hex, decimal, name) => {
      if (hex) return codePoint(hex, 16)
      return decimal ? codePoint(decimal, 10) : (named[String(name).toLowerCase()] ?? whole)
    })
    .replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))

const textOf = (node: Node): string => {
  if (typeof node === 'string') return plain(node)
  return typeof node?.['#text'] === 'string' ? plain(node['#text']) : ''
}

/** A string item: plain, or in runs of different looks (18.4.8). */
const stringOf = (item: unknown): string => {
  if (typeof item === 'string') return plain(item)
  const runs = listUnder(item, 'r')
  return runs.length > 0 ? runs.map(run => textOf(under(run, 't') as Node)).join('') : textOf(under(item, 't') as Node)
}

const columnOf = (reference: unknown): number | null => {
  const letters = typeof reference === 'string' ? /^[A-Z]{1,3}(?=\d)/.exec(reference)?.[0] : undefined
  return letters ? [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1 : null
}

const cellOf = (cell: unknown, strings: readonly string[]): Cell => {
  const type = under(cell, '@t')
  const value = textOf(under(cell, 'v') as Node)
  if (type === 'inlineStr') return stringOf(under(cell, 'is'))
  if (type === 's') return strings[Number(value)] ?? null
  if (type === 'b') return value === '1'
  if (type === 'str') return value
  return type === 'e' || value === '' ? null : Number(value)
}

const rowOf = (row: unknown, strings: readonly string[]): Cell[] => {
  const cells: Cell[] = []
  let next = 0
  for (const cell of listUnder(row, 'c')) {
    const column = columnOf(under(cell, '@r')) ?? next
    next = column + 1
    if (column < MAX_COLUMNS) cells[column] = cellOf(cell, strings)
  }
  return Array.from(cells, cell => cell ?? null)
}

/** The sheets of a workbook by name. Refuses `template.file_invalid` for whatever is no workbook, or is far too much of one. */
export const readWorkbook = (zip: Buffer): Sheet[] => {
  try {
    return sheetsOf(zip)
  } catch (error) {
    const { code = '' } = error as { code?: string }
    if (code === 'ERR_BUFFER_TOO_LARGE') return refuse('template.file_invalid', { reason: '文件解开后太大' })
    // The offsets and the packed bytes of a file are what somebody else wrote.
    if (code === 'ERR_OUT_OF_RANGE' || code.startsWith('Z_')) return unreadable()
    throw error
  }
}

const sheetsOf = (zip: Buffer): Sheet[] => {
  const directory = directoryOf(zip)
  let bytesLeft = MAX_INFLATED_BYTES
  const read = (name: string): unknown => {
    const entry = directory.get(name)
    if (!entry) return undefined
    const bytes = inflated(zip, entry, bytesLeft)
    bytesLeft -= bytes.length
    const xml = bytes.toString('utf8')
    if (bytesLeft < 0 || xml.includes('<!DOCTYPE')) return unreadable()
    return parsed(xml)
  }
  const workbook = under(read('xl/workbook.xml'), 'workbook')
  const targets = new Map(
    listUnder(under(read('xl/_rels/workbook.xml.rels'), 'Relationships'), 'Relationship').map(one => [
      under(one, '@Id'),
      String(under(one, '@Target')).replace(/^\/?(xl\/)?/, 'xl/'),
    ]),
  )
  if (workbook === undefined) return unreadable()
  const strings = listUnder(under(read('xl/sharedStrings.xml'), 'sst'), 'si').map(stringOf)
  return listUnder(under(workbook, 'sheets'), 'sheet').map(sheet => {
    const content = under(read(targets.get(under(sheet, '@id')) ?? ''), 'worksheet')
    const rows = listUnder(under(content, 'sheetData'), 'row')
    refuseUnless(rows.length <= MAX_ROWS, 'template.file_invalid', { reason: `表格超过 ${MAX_ROWS} 行` })
    return { name: plain(String(under(sheet, '@name') ?? '')), rows: rows.map(row => rowOf(row, strings)) }
  })
}

/** Characters that XML cannot hold, and what would be read back as such a one, are written `_x000D_` (22.9.2.19). */
const escaped = (text: string): string =>
  text.replace(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: those are meant
    /_(?=x[0-9A-Fa-f]{4}_)|[\u0000-\u0009\u000b-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
    character => `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
  )

const WIDEST = 60

/** A workbook with a heading line that stays in sight. */
export const writeWorkbook = async (sheets: readonly Sheet[]): Promise<Buffer> => {
  // It takes a third of a second to load, and few ever export.
  const { default: excel } = await import('exceljs')
  const workbook = new excel.Workbook()
  for (const { name, rows } of sheets) {
    const sheet = workbook.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] })
    for (const row of rows) sheet.addRow(row.map(cell => (typeof cell === 'string' ? escaped(cell) : cell)))
    sheet.getRow(1).font = { bold: true }
    rows[0]?.forEach((_, column) => {
      const longest = Math.max(...rows.map(row => String(row[column] ?? '').length))
      sheet.getColumn(column + 1).width = Math.min(WIDEST, longest * 2 + 4)
    })
  }
  return Buffer.from(await workbook.xlsx.writeBuffer())
}
