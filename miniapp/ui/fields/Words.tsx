import { Input, Textarea, View } from '@tarojs/components'
import { useState } from 'react'
import { kindOf } from '../../../shared/templates/kinds'
import { type InputProps, questionOf } from './types'
import { words } from './words'

const shown = (value: InputProps['value']): string => (value === null || value === undefined ? '' : String(value))

type LineProps = Pick<InputProps, 'id' | 'field'> & {
  said: string
  type: 'text' | 'digit' | 'number' | 'idcard'
  onSay: (said: string) => void
  unit?: string | undefined
}

const MOST_CHARACTERS = 200

export const Line = ({ id, field, said, type, onSay, unit }: LineProps) => {
  const input = (
    <Input
      id={id}
      className="pd-input"
      type={type}
      maxlength={field.kind === 'text' ? (field.max ?? MOST_CHARACTERS) : MOST_CHARACTERS}
      value={said}
      placeholder={field.hint || words.write(field.label)}
      placeholderClass="pd-hintword"
      aria-label={field.label}
      onInput={event => onSay(event.detail.value)}
    />
  )
  if (!unit) return input
  return (
    <View className="pd-row">
      <View className="pd-grow">{input}</View>
      <View className="pd-unit">{unit}</View>
    </View>
  )
}

export const TextInput = ({ id, field, value, onChange }: InputProps) => (
  <Line id={id} field={field} said={shown(value)} type="text" onSay={onChange} />
)

/** A browser's number field would drop `+`, `-` and the stars of a masked number. */
const phoneType = (process.env.TARO_ENV === 'h5' ? 'tel' : 'number') as 'number'

export const PhoneInput = ({ id, field, value, onChange }: InputProps) => (
  <Line id={id} field={field} said={shown(value)} type={phoneType} onSay={onChange} />
)

export const IdNumberInput = ({ id, field, value, onChange }: InputProps) => (
  <Line id={id} field={field} said={shown(value)} type="idcard" onSay={said => onChange(said.toUpperCase())} />
)

type FigureProps = InputProps & { print: (value: InputProps['value']) => string; unit?: string | undefined }

/** What was typed stays as it was typed, `12.50` too, as long as it means the value. */
const Figure = ({ id, field, value, onChange, print, unit }: FigureProps) => {
  const [said, setSaid] = useState(() => print(value))
  const read = (typed: string) => kindOf[field.kind].read(typed, questionOf(field))
  return (
    <Line
      id={id}
      field={field}
      said={read(said) === (value ?? null) ? said : print(value)}
      type={(field.min ?? 0) < 0 ? 'text' : 'digit'}
      unit={unit}
      onSay={typed => {
        setSaid(typed)
        onChange(read(typed))
      }}
    />
  )
}

export const NumberInput = (props: InputProps) => <Figure {...props} print={shown} unit={props.field.unit} />

const yuanOf = (value: InputProps['value']): string => {
  if (typeof value !== 'number') return shown(value)
  return value % 100 === 0 ? String(value / 100) : (value / 100).toFixed(2)
}

export const MoneyInput = (props: InputProps) => <Figure {...props} print={yuanOf} unit={words.yuan} />

const LONG_TEXT = 2000

export const LongTextInput = ({ id, field, value, onChange }: InputProps) => (
  <Textarea
    id={id}
    className="pd-area"
    maxlength={field.max ?? LONG_TEXT}
    value={shown(value)}
    placeholder={field.hint || words.write(field.label)}
    placeholderClass="pd-hintword"
    aria-label={field.label}
    onInput={event => onChange(event.detail.value)}
  />
)
