import type { Answer, Field, FieldKind } from '../fields'
import type { ChecklistStep, TableColumn } from '../parts'
import { choice } from './choices'
import { money, number } from './numbers'
import { asked, basics, demanded, hasOnly, isId, isRecord, type KindRecord, own, type Plain } from './record'
import { phone, scan, text } from './text'
import { date } from './times'

type StepAnswer = { isDone: boolean; fileIds?: string[] | null; note?: string | null }

const isStepAnswer = (value: unknown): value is StepAnswer => {
  if (!isRecord(value) || !hasOnly(value, ['isDone', 'fileIds', 'note'])) return false
  const { isDone, fileIds = [], note = '' } = value
  const areFiles = fileIds === null || (Array.isArray(fileIds) && fileIds.length <= 20 && fileIds.every(isId))
  return typeof isDone === 'boolean' && areFiles && (note === null || (typeof note === 'string' && note.length <= 500))
}

const isDoneIn = (value: Plain, { key }: ChecklistStep): boolean =>
  isRecord(own(value, key)) && (own(value, key) as StepAnswer).isDone

/** Steps that are done need their photos; a checklist that must be filled in is done to the last step. */
const complaintOfSteps = (value: Answer, { steps = [], required }: Field): string | null => {
  if (
    !isRecord(value) ||
    !hasOnly(
      value,
      steps.map(step => step.key),
    ) ||
    !Object.values(value).every(isStepAnswer)
  ) {
    return '请按步骤填写'
  }
  const bare = steps.find(
    step => step.needsPhoto && isDoneIn(value, step) && !(own(value, step.key) as StepAnswer).fileIds?.length,
  )
  if (bare) return `请为「${bare.label}」拍照`
  const next = required ? steps.find(step => !isDoneIn(value, step)) : undefined
  return next ? `请完成「${next.label}」` : null
}

export const checklist: KindRecord = {
  ...basics,
  name: '步骤清单',
  shelf: '步骤',
  icon: 'checklist',
  settings: [...demanded, 'steps'],
  starts: () => ({
    steps: [
      { key: 'step1', label: '第一步', needsPhoto: false },
      { key: 'step2', label: '第二步', needsPhoto: true },
    ],
  }),
  empty: {},
  complaint: complaintOfSteps,
  print: (value, { steps = [] }) => {
    if (!isRecord(value)) return ''
    return `完成 ${steps.filter(step => isDoneIn(value, step)).length} / ${steps.length} 步`
  },
}

/** The kinds that fit into a cell, judged as fields of their own. */
const cells = { text, number, money, choice, date, scan, phone } satisfies Partial<Record<FieldKind, KindRecord>>
const asField = ({ key, label, kind, required, options }: TableColumn): Field => ({
  key,
  label,
  kind,
  required,
  ...(options && { options }),
})
const cellOf = (row: Plain, column: TableColumn): Answer => (own(row, column.key) ?? null) as Answer

const complaintOfCell = (row: Plain, column: TableColumn): string | null => {
  const record = cells[column.kind]
  const value = cellOf(row, column)
  if (record.isEmpty(value)) return column.required ? `请填写${column.label}` : null
  const wrong = record.complaint(value, asField(column))
  return wrong && `${column.label}：${wrong}`
}

const MOST_ROWS = 200

const complaintOfRows = (value: Answer, { columns = [], min = 0, max = MOST_ROWS }: Field): string | null => {
  if (!Array.isArray(value)) return '请按行填写'
  const rows: readonly unknown[] = value
  if (rows.length < min) return `请至少填写 ${min} 行`
  if (rows.length > max) return `请最多填写 ${max} 行`
  const keys = columns.map(column => column.key)
  for (const [at, row] of rows.entries()) {
    if (!isRecord(row) || !hasOnly(row, keys)) return '请按行填写'
    for (const column of columns) {
      const wrong = complaintOfCell(row, column)
      if (wrong) return `第 ${at + 1} 行，${wrong}`
    }
  }
  return null
}

const rowWords = (row: unknown, columns: readonly TableColumn[]): string =>
  isRecord(row)
    ? columns
        .map(column => [column.label, cells[column.kind].print(cellOf(row, column), asField(column))])
        .filter(([, words]) => words)
        .map(([label, words]) => `${label} ${words}`)
        .join('，')
    : ''

export const table: KindRecord = {
  ...basics,
  name: '表格',
  shelf: '步骤',
  icon: 'table',
  settings: [...asked, 'columns', 'min', 'max'],
  starts: () => ({
    columns: [
      { key: 'item', label: '项目', kind: 'text', required: true },
      { key: 'quantity', label: '数量', kind: 'number', required: false },
    ],
    max: 20,
  }),
  empty: [],
  read: (raw, { columns = [] }) =>
    (Array.isArray(raw) ? raw.map(row => readRow(row, columns)) : basics.read(raw)) as Answer,
  complaint: complaintOfRows,
  print: (value, { columns = [] }) =>
    Array.isArray(value)
      ? value
          .map(row => rowWords(row, columns))
          .filter(Boolean)
          .join('；')
      : '',
}

const readRow = (row: unknown, columns: readonly TableColumn[]): unknown => {
  if (!isRecord(row)) return row
  const read = columns
    .filter(column => Object.hasOwn(row, column.key))
    .map(column => [column.key, cells[column.kind].read(row[column.key], asField(column))])
  return { ...row, ...Object.fromEntries(read) }
}

/** Words between the questions; holds no value. */
export const guide: KindRecord = {
  ...basics,
  name: '说明',
  shelf: '显示',
  icon: 'info',
  settings: ['says'],
  starts: () => ({ says: '请在这里写说明' }),
  read: () => null,
  complaint: () => '这里不用填写',
  print: () => '',
}
