import { Input, Textarea } from '@tarojs/components'
import type { InputProps } from './types'

const shown = (value: InputProps['value']): string => (value === null || value === undefined ? '' : String(value))

type LineProps = InputProps & { type: 'text' | 'digit' | 'number' }

const WordsLine = ({ id, field, value, type, onChange }: LineProps) => (
  <Input
    id={id}
    className="pd-input"
    type={type}
    maxlength={200}
    value={shown(value)}
    placeholder={field.hint ?? `请填写${field.label}`}
    placeholderClass="pd-hintword"
    onInput={event => onChange(event.detail.value)}
  />
)

/** Words that are no number stay as they are: the form then says what is wrong. */
const numberOf = (said: string): number | string | null => {
  if (said.trim() === '') return null
  const number = Number(said)
  return Number.isFinite(number) && !said.endsWith('.') ? number : said
}

export const TextInput = (props: InputProps) => <WordsLine {...props} type="text" />

export const NumberInput = ({ onChange, ...props }: InputProps) => (
  <WordsLine {...props} type="digit" onChange={said => onChange(numberOf(String(said)))} />
)

/** A browser's number field would drop `+`, `-` and the stars of a masked number. */
const phoneType = (process.env.TARO_ENV === 'h5' ? 'tel' : 'number') as 'number'

export const PhoneInput = (props: InputProps) => <WordsLine {...props} type={phoneType} />

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
