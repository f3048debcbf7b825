import { Input, Select } from 'antd'
import { useState } from 'react'
import { keysOf, renameField } from '../../../../../shared/templates/edits'
import { type Field, type FieldKind, fieldKey, fieldKinds } from '../../../../../shared/templates/fields'
import { kindOf } from '../../../../../shared/templates/kinds'
import { commonSettings, shelves } from '../../../../../shared/templates/kinds/record'
import { reservedKeys } from '../../../../../shared/templates/reads'
import { useDesk, useDocument } from '../designer/desk'
import type { EditorProps } from './editors'
import { Line } from './parts'
import { words } from './words'

const options = shelves.map(shelf => ({
  label: shelf,
  options: fieldKinds
    .filter(kind => kindOf[kind].shelf === shelf)
    .map(kind => ({ value: kind, label: kindOf[kind].name })),
}))

/** What the new kind does not use goes; what it needs comes. */
const changesTo = (field: Field, kind: FieldKind): Partial<Field> => {
  const kept: readonly string[] = [...commonSettings, ...kindOf[kind].settings]
  const dropped = Object.keys(field).filter(name => !kept.includes(name) && name !== 'required')
  const isAsked = kept.includes('required')
  return {
    ...Object.fromEntries(
      Object.entries(kindOf[kind].starts()).filter(([name]) => !(name in field) || name === 'formula'),
    ),
    ...Object.fromEntries(dropped.map(name => [name, undefined])),
    ...(isAsked ? { stage: field.stage } : { required: false, stage: undefined }),
    initial: undefined,
    kind,
  }
}

export const KindEditor = ({ field, change }: EditorProps) => (
  <Line name={words.kind}>
    <Select<FieldKind>
      showSearch={{ optionFilterProp: 'label' }}
      value={field.kind}
      options={options}
      onChange={kind => change(changesTo(field, kind))}
    />
  </Line>
)

/** The name that rules and exports use; a new one is put in everywhere at once. */
export const KeyEditor = ({ field }: EditorProps) => {
  const desk = useDesk()
  const { body } = useDocument()
  const [text, setText] = useState(field.key)
  const problem = problemOfKey(text, field.key, [...keysOf(body), ...reservedKeys])
  const rename = (): void => {
    if (problem || text === field.key) return
    desk.edit(document => renameField(document, field.key, text))
    desk.select({ kind: 'field', key: text })
  }
  return (
    <Line name={words.key} says={problem ?? words.keySays}>
      <Input
        value={text}
        maxLength={40}
        status={problem ? 'error' : ''}
        onChange={event => setText(event.target.value)}
        onBlur={rename}
        onPressEnter={rename}
      />
    </Line>
  )
}

const problemOfKey = (text: string, current: string, taken: readonly string[]): string | null => {
  if (!fieldKey.safeParse(text).success) return words.keyWrong
  return text !== current && taken.includes(text) ? words.keyTaken : null
}
