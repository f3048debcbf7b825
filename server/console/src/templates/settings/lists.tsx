import { Button, Input, Select, Switch } from 'antd'
import { useState } from 'react'
import { freshKey } from '../../../../../shared/templates/edits'
import { kindOf } from '../../../../../shared/templates/kinds'
import { type ChecklistStep, columnKinds, type TableColumn } from '../../../../../shared/templates/parts'
import type { EditorProps } from './editors'
import { ListEditor } from './ListEditor'
import { Block } from './parts'
import { words } from './words'

/** 选项一, 选项二 ...: the first that is not there. */
const freshOption = (options: readonly string[]): string => {
  for (let number = options.length + 1; ; number++) {
    const option = words.option(number)
    if (!options.includes(option)) return option
  }
}

export const OptionsEditor = ({ field, change }: EditorProps) => {
  const options = field.options ?? []
  const [isWhole, setIsWhole] = useState(false)
  return (
    <Block name={words.options}>
      {isWhole ? (
        <WholeList options={options} onChange={next => change({ options: next }, true)} />
      ) : (
        <ListEditor
          items={options}
          add={words.addOption}
          fresh={() => freshOption(options)}
          onChange={(next, isTyping) => change({ options: next }, isTyping)}
        >
          {(option, put) => (
            <Input
              size="small"
              maxLength={60}
              data-setting="option"
              value={option}
              onChange={event => put(event.target.value, true)}
            />
          )}
        </ListEditor>
      )}
      <Button type="link" size="small" className="pc-bare" onClick={() => setIsWhole(!isWhole)}>
        {isWhole ? words.oneByOne : words.allAtOnce}
      </Button>
    </Block>
  )
}

/** One option a line, as pasted from elsewhere. */
const WholeList = ({ options, onChange }: { options: readonly string[]; onChange: (options: string[]) => void }) => {
  const [text, setText] = useState(options.join('\n'))
  const change = (next: string): void => {
    setText(next)
    const lines = next.split('\n').map(line => line.trim().slice(0, 60))
    onChange([...new Set(lines.filter(line => line !== ''))].slice(0, 200))
  }
  return (
    <Input.TextArea
      autoSize={{ minRows: 4, maxRows: 14 }}
      data-setting="options"
      placeholder={words.onePerLine}
      value={text}
      onChange={event => change(event.target.value)}
    />
  )
}

export const StepsEditor = ({ field, change }: EditorProps) => {
  const steps = field.steps ?? []
  const fresh = (): ChecklistStep => ({
    key: freshKey(
      steps.map(({ key }) => key),
      'step',
    ),
    label: words.step(steps.length + 1),
    needsPhoto: false,
  })
  return (
    <Block name={words.steps}>
      <ListEditor
        items={steps}
        add={words.addStep}
        fresh={fresh}
        onChange={(next, isTyping) => change({ steps: next }, isTyping)}
      >
        {(step, put) => (
          <div className="td-entry">
            <Input
              size="small"
              maxLength={100}
              placeholder={words.stepLabel}
              value={step.label}
              onChange={event => put({ ...step, label: event.target.value }, true)}
            />
            <Input
              size="small"
              maxLength={300}
              placeholder={words.stepHint}
              value={step.hint ?? ''}
              onChange={event => put({ ...step, hint: event.target.value || undefined }, true)}
            />
            <span className="td-entry-line">
              <Switch
                size="small"
                checked={step.needsPhoto}
                onChange={needsPhoto => put({ ...step, needsPhoto })}
                aria-label={words.needsPhoto}
              />
              <span className="pc-small">{words.needsPhoto}</span>
            </span>
          </div>
        )}
      </ListEditor>
    </Block>
  )
}

const columnOptions = columnKinds.map(kind => ({ value: kind, label: kindOf[kind].name }))

export const ColumnsEditor = ({ field, change }: EditorProps) => {
  const columns = field.columns ?? []
  const fresh = (): TableColumn => ({
    key: freshKey(
      columns.map(({ key }) => key),
      'column',
    ),
    label: words.column(columns.length + 1),
    kind: 'text',
    required: false,
  })
  return (
    <Block name={words.columnsName}>
      <ListEditor
        items={columns}
        add={words.addColumn}
        fresh={fresh}
        onChange={(next, isTyping) => change({ columns: next }, isTyping)}
      >
        {(column, put) => <ColumnEntry column={column} put={put} />}
      </ListEditor>
    </Block>
  )
}

const ColumnEntry = ({
  column,
  put,
}: {
  column: TableColumn
  put: (column: TableColumn, isTyping?: boolean) => void
}) => {
  const withKind = (kind: TableColumn['kind']): TableColumn => {
    const { options, ...rest } = column
    return kind === 'choice' ? { ...rest, kind, options: options ?? [words.option(1)] } : { ...rest, kind }
  }
  return (
    <div className="td-entry">
      <span className="td-entry-line">
        <Input
          size="small"
          maxLength={40}
          value={column.label}
          onChange={event => put({ ...column, label: event.target.value }, true)}
        />
        <Select size="small" value={column.kind} options={columnOptions} onChange={kind => put(withKind(kind))} />
      </span>
      {column.kind === 'choice' && (
        <Select
          size="small"
          mode="tags"
          placeholder={words.options}
          value={column.options ?? []}
          onChange={options => put({ ...column, options })}
        />
      )}
      <span className="td-entry-line">
        <Switch
          size="small"
          aria-label={words.required}
          checked={column.required}
          onChange={required => put({ ...column, required })}
        />
        <span className="pc-small">{words.required}</span>
      </span>
    </div>
  )
}
