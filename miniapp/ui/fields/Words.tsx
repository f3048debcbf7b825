import { Input, Textarea } from '@tarojs/components'
import type { InputProps } from './types'

const shown = (value: InputProps['value']): string => (value === null || value === undefined ? '' : String(value))

const lineOf = (type: 'text' | 'digit' | 'number') =>
  function WordsLine({ id, field, value, onChange }: InputProps) {
    return (
      <Input
        id={id}
        className="pd-input"
        type={type}
        maxlength={200}
        value={shown(value)}
        placeholder={field.hint ?? `请填写${field.label}`}
        placeholderClass="pd-hintword"
        onInput={event => onChange(type === 'digit' ? numberOf(event.detail.value) : event.detail.value)}
      />
    )
  }

/** Words that are no number stay as they are: the form then says what is wrong. */
const numberOf = (said: string): number | string | null => {
  if (said.trim() === '') return null
  const number = Number(said)
  return Number.isFinite(number) && !said.endsWith('.') ? number : said
}

export const TextInput = lineOf('text')
export const NumberInput = lineOf('digit')
export const PhoneInput = lineOf('number')

export const LongTextInput = ({ id, field, value, onChange }: InputProps) => (
  <Textarea
    id={id}
    className="pd-area"
    maxlength={2000}
    value={shown(value)}
    placeholder={field.hint ?? `请填写${field.label}`}
    placeholderClass="pd-hintword"
    onInput={event => onChange(event.detail.value)}
  />
)
