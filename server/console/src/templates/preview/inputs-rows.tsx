import { partsApi } from '../../../../../shared/parts'
import type { Answer, Field } from '../../../../../shared/templates/fields'
import { kindOf } from '../../../../../shared/templates/kinds'
import type { TableColumn } from '../../../../../shared/templates/parts'
import { useQuery } from '../../lib/use-query'
import { ActButton } from '../ui/KindIcon'
import type { InputProps } from './inputs'
import { Select } from './inputs-choices'
import { words } from './words'

type Row = Record<string, Answer>
const rowsOf = (value: Answer): Row[] => (Array.isArray(value) ? (value as unknown as Row[]) : [])
const orNull = (rows: readonly object[]): Answer => (rows.length > 0 ? (rows as unknown as Answer) : null)

const fieldOf = ({ key, label, kind, options }: TableColumn): Field => ({
  key,
  label,
  kind,
  required: false,
  ...(options ? { options } : {}),
})

const Cell = ({
  column,
  value,
  onChange,
}: {
  column: TableColumn
  value: Answer
  onChange: (value: Answer) => void
}) => {
  const field = fieldOf(column)
  if (column.kind === 'choice') {
    const options = (column.options ?? []).map(option => ({ value: option, label: option }))
    return (
      <Select
        label={column.label}
        value={String(value ?? '')}
        options={options}
        onPick={one => onChange(one || null)}
      />
    )
  }
  return (
    <input
      className="td-input"
      type={column.kind === 'date' ? 'date' : 'text'}
      aria-label={column.label}
      defaultValue={kindOf[column.kind].print(value, field)}
      onChange={event => onChange(kindOf[column.kind].read(event.target.value, field))}
    />
  )
}

export const TableInput = ({ field, value, onChange }: InputProps) => {
  const rows = rowsOf(value)
  const columns = field.columns ?? []
  const change = (at: number, part: Row): void => onChange(orNull(rows.with(at, { ...rows[at], ...part })))
  return (
    <div className="td-rows">
      {rows.map((row, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row has nothing else
        <div key={at} className="td-one-row">
          {columns.map(column => (
            <div key={column.key} className="td-cell">
              <span>{column.label}</span>
              <Cell
                column={column}
                value={row[column.key] ?? null}
                onChange={cell => change(at, { [column.key]: cell })}
              />
            </div>
          ))}
          <ActButton act="close" name={words.removeRow} onClick={() => onChange(orNull(rows.toSpliced(at, 1)))} />
        </div>
      ))}
      {rows.length < (field.max ?? 200) && (
        <button type="button" className="td-file add" onClick={() => onChange(orNull([...rows, {}]))}>
          {words.addRow}
        </button>
      )}
    </div>
  )
}

type Line = { partId: string; name: string; quantity: number }

export const PartsInput = ({ value, onChange }: InputProps) => {
  const { data } = useQuery(partsApi.list, {})
  const lines = rowsOf(value) as unknown as Line[]
  const left = (data?.items ?? []).filter(({ sku }) => !lines.some(({ partId }) => partId === sku))
  const add = (partId: string): void => {
    const name = left.find(({ sku }) => sku === partId)?.name ?? partId
    onChange(orNull([...lines, { partId, name, quantity: 1 }]))
  }
  return (
    <div className="td-rows">
      {lines.map((line, at) => (
        <div key={line.partId} className="td-one-row line">
          <span className="pc-cut">{line.name}</span>
          <input
            className="td-input"
            type="number"
            min={1}
            max={999}
            aria-label={words.quantity}
            value={line.quantity}
            onChange={event => onChange(orNull(lines.with(at, { ...line, quantity: Number(event.target.value) })))}
          />
          <ActButton act="close" name={words.removeRow} onClick={() => onChange(orNull(lines.toSpliced(at, 1)))} />
        </div>
      ))}
      <Select
        label={words.addPart}
        none={words.addPart}
        value=""
        options={left.map(({ sku, name }) => ({ value: sku, label: name }))}
        onPick={add}
      />
    </div>
  )
}

type Step = { isDone: boolean; fileIds: string[]; note: string }
const noStep: Step = { isDone: false, fileIds: [], note: '' }

export const ChecklistInput = ({ field, value, onChange }: InputProps) => {
  const done = (typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}) as Record<
    string,
    Step
  >
  const change = (key: string, part: Partial<Step>): void =>
    onChange({ ...done, [key]: { ...noStep, ...done[key], ...part } } as unknown as Answer)
  return (
    <ol className="td-steps">
      {(field.steps ?? []).map(({ key, label, hint, needsPhoto }) => {
        const step = { ...noStep, ...done[key] }
        return (
          <li key={key}>
            <label>
              <input
                type="checkbox"
                checked={step.isDone}
                onChange={event => change(key, { isDone: event.target.checked })}
              />
              <span>
                {label}
                {hint && <small>{hint}</small>}
              </span>
            </label>
            {needsPhoto && (
              <button
                type="button"
                className="td-file add"
                onClick={() => change(key, { fileIds: [...step.fileIds, `sample-${step.fileIds.length + 1}`] })}
              >
                {step.fileIds.length > 0 ? words.photos(step.fileIds.length) : words.photoOf}
              </button>
            )}
          </li>
        )
      })}
    </ol>
  )
}
