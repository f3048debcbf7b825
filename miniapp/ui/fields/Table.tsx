import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Answer } from '../../../shared/templates/fields'
import { kindOf } from '../../../shared/templates/kinds'
import type { TableColumn } from '../../../shared/templates/parts'
import { Button } from '../Button'
import { FieldFrame } from '../FieldFrame'
import { Icon } from '../Icon'
import { Sheet } from '../Sheet'
import { cells } from './cells'
import { type InputProps, questionOf } from './types'
import { words } from './words'

type Row = Record<string, Answer>

const MOST_ROWS = 200

const cellWords = (column: TableColumn, value: Answer | undefined): string => {
  const { print, isEmpty } = kindOf[column.kind]
  return value === undefined || isEmpty(value) ? '' : print(value, questionOf(column))
}

const rowWords = (columns: readonly TableColumn[], row: Row): string =>
  columns
    .map(column => cellWords(column, row[column.key]))
    .filter(Boolean)
    .join(' · ')

/** Rows one below the other; a row is filled in in a sheet of its own. */
export const TableInput = ({ id, field, value, context, onChange }: InputProps) => {
  const rows = Array.isArray(value) ? (value as unknown as Row[]) : []
  const columns = field.columns ?? []
  const [open, setOpen] = useState<number | null>(null)
  const put = (next: Row[]) => onChange(next as Answer)
  const add = () => {
    put([...rows, {}])
    setOpen(rows.length)
  }
  return (
    <View className="pd-under">
      {[...rows.entries()].map(([index, row]) => (
        <View
          key={`row ${index + 1}`}
          id={`${id}-row-${index}`}
          className="pd-file pd-tap"
          role="button"
          onClick={() => setOpen(index)}
        >
          <View className="pd-weak">{index + 1}</View>
          <View className="pd-grow">{rowWords(columns, row) || words.emptyRow}</View>
          <Icon name="next" size="small" />
        </View>
      ))}
      {rows.length < (field.max ?? MOST_ROWS) && (
        <Button id={id} kind="plain" small icon="plus" onTap={add}>
          {words.addRow}
        </Button>
      )}
      {open !== null && rows[open] && (
        <Sheet
          id={`${id}-sheet`}
          title={`${field.label} ${words.row(open + 1)}`}
          onClose={() => setOpen(null)}
          foot={
            <>
              <Button
                id={`${id}-remove`}
                kind="plain"
                onTap={() => {
                  put(rows.filter((_, index) => index !== open))
                  setOpen(null)
                }}
              >
                {words.removeRow}
              </Button>
              <Button id={`${id}-done`} onTap={() => setOpen(null)}>
                {words.saveRow}
              </Button>
            </>
          }
        >
          {columns.map((column, index) => {
            const Cell = cells[column.kind]
            const cellId = `${id}-${column.key}`
            return (
              <FieldFrame
                key={column.key}
                id={cellId}
                label={column.label}
                isRequired={column.required}
                first={index === 0}
              >
                <Cell
                  id={cellId}
                  field={questionOf(column)}
                  value={rows[open]?.[column.key]}
                  context={context}
                  onChange={cell => put(rows.map((row, at) => (at === open ? { ...row, [column.key]: cell } : row)))}
                />
              </FieldFrame>
            )
          })}
        </Sheet>
      )}
    </View>
  )
}
