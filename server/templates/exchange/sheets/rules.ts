import { refuse, refuseUnless } from '../../../../shared/kernel/refusal'
import { fieldKinds } from '../../../../shared/templates/fields'
import { kindOf } from '../../../../shared/templates/kinds'

export type Cell = string | number | boolean | null
export type Sheet = { name: string; rows: Cell[][] }

/** Excel's own limit of characters in a cell is 32,767. */
const LONGEST_CELL = 32_000

/** How a setting stands in a cell, and what a cell says of a setting; null and undefined: nothing. */
type Codec = { write: (value: unknown, title: string) => Cell; read: (cell: Cell, title: string) => unknown }

const bounded = (text: string, title: string): string => {
  refuseUnless(text.length <= LONGEST_CELL, 'template.not_for_xlsx', { what: `「${title}」` })
  return text
}

const text: Codec = {
  write: (value, title) => (typeof value === 'string' && value !== '' ? bounded(value, title) : null),
  read: cell => (cell === null || cell === '' ? undefined : String(cell)),
}
const number: Codec = {
  write: value => (typeof value === 'number' ? value : null),
  read: cell => {
    if (cell === null || cell === '') return undefined
    return typeof cell === 'string' && Number.isFinite(Number(cell)) ? Number(cell) : cell
  },
}
const yes: Codec = {
  write: value => (typeof value === 'boolean' ? (value ? '是' : '否') : null),
  read: cell => {
    if (cell === null || cell === '') return undefined
    return cell === true || cell === 1 || ['是', '1', 'TRUE', 'true', 'Y', 'y', '√'].includes(String(cell))
  },
}
const json: Codec = {
  write: (value, title) => (value === undefined ? null : bounded(JSON.stringify(value), title)),
  read: (cell, title) => {
    if (cell === null || cell === '') return undefined
    try {
      return JSON.parse(String(cell))
    } catch {
      return refuse('template.file_invalid', { reason: `「${title}」里有一格不是有效的 JSON` })
    }
  },
}
/** Only for what holds no comma itself: keys, codes, months. */
const words = (read: (word: string) => unknown): Codec => ({
  write: (value, title) => (Array.isArray(value) && value.length > 0 ? bounded(value.join('、'), title) : null),
  read: cell =>
    cell === null
      ? undefined
      : String(cell)
          .split(/[、,，]/)
          .map(word => word.trim())
          .filter(Boolean)
          .map(read),
})
const named = (names: Readonly<Record<string, string>>): Codec => ({
  write: value => names[String(value)] ?? (value === undefined ? null : String(value)),
  read: cell => {
    if (cell === null || cell === '') return undefined
    return Object.keys(names).find(key => names[key] === cell || key === cell) ?? String(cell)
  },
})

const kindNames = Object.fromEntries(fieldKinds.map(kind => [kind, kindOf[kind].name]))

export type Column = readonly [title: string, key: string, codec: Codec]
export type Table = { name: string; columns: readonly Column[] }

export const ownerColumn: Column = ['字段编号', 'field', text]
export const fieldTable: Table = {
  name: '字段',
  columns: [
    ['编号', 'key', text],
    ['名称', 'label', text],
    ['类型', 'kind', named(kindNames)],
    ['必填', 'required', yes],
    ['填写时机', 'stage', named({ open: '建单', finish: '完工' })],
    ['分组', 'group', text],
    ['占列', 'span', number],
    ['提示', 'hint', text],
    ['预填来源', 'prefill', text],
    ['初始值', 'initial', json],
    ['可因地区季节不同', 'isLocal', yes],
    ['客户可见', 'isForCustomer', yes],
    ['最小', 'min', number],
    ['最大', 'max', number],
    ['小数位', 'digits', number],
    ['单位', 'unit', text],
    ['格式', 'pattern', text],
    ['格式说明', 'patternSays', text],
    ['公式', 'formula', json],
    ['说明文字', 'says', text],
  ],
}
export const groupTable: Table = {
  name: '分组',
  columns: [
    ['编号', 'key', text],
    ['名称', 'label', text],
    ['列数', 'columns', number],
    ['收起', 'isCollapsed', yes],
  ],
}
export const ruleTable: Table = {
  name: '规则',
  columns: [
    ['名称', 'name', text],
    ['当', 'when', json],
    ['则', 'then', json],
  ],
}
/** One line for each choice; one below another stands in the next column. */
export const optionTable: Table = {
  name: '选项',
  columns: [ownerColumn, ['一级', '0', text], ['二级', '1', text], ['三级', '2', text], ['四级', '3', text]],
}
export const stepTable: Table = {
  name: '步骤',
  columns: [
    ownerColumn,
    ['编号', 'key', text],
    ['名称', 'label', text],
    ['提示', 'hint', text],
    ['图片', 'pictureId', text],
    ['需要拍照', 'needsPhoto', yes],
  ],
}
export const columnTable: Table = {
  name: '表格列',
  columns: [
    ownerColumn,
    ['编号', 'key', text],
    ['名称', 'label', text],
    ['类型', 'kind', named(kindNames)],
    ['必填', 'required', yes],
    ['选项', 'options', json],
  ],
}
export const variantTable: Table = {
  name: '差异',
  columns: [
    ['名称', 'name', text],
    ['地区', 'regions', words(word => word)],
    ['月份', 'months', words(Number)],
    ['隐藏', 'hidden', words(word => word)],
    ['不同之处', 'changes', json],
  ],
}
/** One line for each setting of the whole. */
export const wholeColumns: readonly Column[] = [
  ['名称', 'name', text],
  ['编号', 'code', text],
  ['快捷按钮', 'isPreset', yes],
  ['类别', 'category', text],
  ['业务类型', 'businessType', text],
  ['优先级', 'priority', text],
  ['流程', 'flowCode', text],
  ['结算规则', 'ruleSetCode', text],
  ['时限方案', 'slaPolicyCode', text],
  ['约定工时分钟', 'agreedMinutes', number],
  ['签到允许米数', 'deviationMetres', number],
  ['可重开天数', 'reopenDays', number],
]

export type Item = Record<string, unknown>

export const sheetOf = ({ name, columns }: Table, items: readonly Item[]): Sheet => ({
  name,
  rows: [
    columns.map(([title]) => title),
    ...items.map(item => columns.map(([title, key, codec]) => codec.write(item[key], title))),
  ],
})

const isBlank = (row: readonly Cell[]): boolean => row.every(cell => cell === null || cell === '')

export const itemsOf = ({ name, columns }: Table, sheets: readonly Sheet[]): Item[] => {
  const [titles = [], ...rows] = sheets.find(sheet => sheet.name === name)?.rows ?? []
  const places = columns.map(([title]) => titles.indexOf(title))
  return rows
    .filter(row => !isBlank(row))
    .map(row => {
      const item: Item = {}
      columns.forEach(([title, key, codec], at) => {
        const value = codec.read(row[places[at] ?? -1] ?? null, `${name} ${title}`)
        if (value !== undefined) item[key] = value
      })
      return item
    })
}
