import './inputs.css'
import { useState } from 'react'
import type { Answer, Field, FieldKind } from '../../../../../shared/templates/fields'
import { kindOf } from '../../../../../shared/templates/kinds'
import { spanWords } from '../../../../../shared/words'
import { CascadeInput, ChoiceInput, ChoicesInput, CustomerInput, DeviceInput, StaffInput } from './inputs-choices'
import { AddressInput, RegionInput } from './inputs-places'
import { ChecklistInput, PartsInput, TableInput } from './inputs-rows'
import { words } from './words'

export type InputProps = {
  field: Field
  value: Answer
  /** Where a rule narrowed them. */
  options?: readonly string[] | undefined
  onChange: (value: Answer) => void
}

type Typed = { mode?: 'numeric' | 'decimal' | 'tel'; show?: (value: Answer) => string }

const plain = (value: Answer): string => (value === null || value === undefined ? '' : String(value))
const inYuan = (value: Answer): string => (typeof value === 'number' ? String(value / 100) : plain(value))

const asSpan = (value: Answer): string => (typeof value === 'number' ? spanWords(value) : plain(value))

/** Text that the kind itself reads; what cannot be read stays as typed, and its complaint says why. */
const TypedInput = ({ field, value, onChange, mode, show = plain }: InputProps & Typed) => {
  const [raw, setRaw] = useState<string | null>(null)
  const change = (text: string): void => {
    setRaw(text)
    onChange(kindOf[field.kind].read(text, field))
  }
  return (
    <input
      className="td-input"
      inputMode={mode}
      aria-label={field.label}
      placeholder={field.unit ? words.inUnit(field.unit) : words.please}
      value={raw ?? show(value)}
      onChange={event => change(event.target.value)}
      onBlur={() => setRaw(null)}
    />
  )
}
const typed = (more: Typed) => (props: InputProps) => <TypedInput {...props} {...more} />

const Long = ({ field, value, onChange }: InputProps) => (
  <textarea
    className="td-input"
    rows={3}
    aria-label={field.label}
    placeholder={words.please}
    value={plain(value)}
    onChange={event => onChange(event.target.value || null)}
  />
)

type Picked = {
  type: 'date' | 'time' | 'datetime-local'
  show?: (value: string) => string
  read?: (text: string) => string
}
const asIs = (text: string): string => text

const PickedInput = ({ field, value, onChange, type, show = asIs, read = asIs }: InputProps & Picked) => (
  <input
    className="td-input"
    type={type}
    aria-label={field.label}
    value={typeof value === 'string' ? show(value) : ''}
    onChange={event => onChange(event.target.value ? read(event.target.value) : null)}
  />
)
const picked = (more: Picked) => (props: InputProps) => <PickedInput {...props} {...more} />
const instant: Picked = {
  type: 'datetime-local',
  show: value => value.slice(0, 16),
  read: text => `${text}:00+08:00`,
}

const Rating = ({ field, value, onChange }: InputProps) => {
  const most = field.max ?? 5
  return (
    <span className="td-stars" role="radiogroup" aria-label={field.label}>
      {Array.from({ length: most }, (_, at) => at + 1).map(stars => (
        <button
          key={stars}
          type="button"
          aria-label={words.stars(stars)}
          className={typeof value === 'number' && stars <= value ? 'on' : ''}
          onClick={() => onChange(value === stars ? null : stars)}
        >
          ★
        </button>
      ))}
    </span>
  )
}

/** Stands for an upload: the trial keeps no files. */
const UploadInput = ({ field, value, onChange, name }: InputProps & { name: string }) => {
  const ids = Array.isArray(value) ? (value as string[]) : []
  return (
    <span className="td-files">
      {ids.map((id, at) => (
        <button key={id} type="button" className="td-file" onClick={() => onChange(ids.toSpliced(at, 1))}>
          {words.sample(name, at + 1)}
        </button>
      ))}
      {ids.length < (field.max ?? 9) && (
        <button
          type="button"
          className="td-file add"
          aria-label={words.addSample(name)}
          onClick={() => onChange([...ids, `sample-${ids.length + 1}`])}
        >
          ＋ {name}
        </button>
      )}
    </span>
  )
}
const uploaded = (name: string) => (props: InputProps) => <UploadInput {...props} name={name} />

const Signature = ({ value, onChange }: InputProps) => (
  <button type="button" className="td-sign" onClick={() => onChange(value ? null : 'sample-signature')}>
    {value ? words.signed : words.sign}
  </button>
)

const Computed = ({ field, value }: InputProps) => (
  <output className="td-computed">{kindOf.computed.print(value, field) || words.notYet}</output>
)

const Guide = ({ field }: InputProps) => <p className="td-guide">{field.says}</p>

const inputs: Record<FieldKind, (props: InputProps) => React.ReactNode> = {
  text: typed({}),
  longText: Long,
  number: typed({ mode: 'decimal' }),
  money: typed({ mode: 'decimal', show: inYuan }),
  choice: ChoiceInput,
  choices: ChoicesInput,
  cascade: CascadeInput,
  rating: Rating,
  date: picked({ type: 'date' }),
  time: picked({ type: 'time' }),
  dateTime: picked(instant),
  duration: typed({ show: asSpan }),
  phone: typed({ mode: 'tel' }),
  idNumber: typed({}),
  region: RegionInput,
  address: AddressInput,
  customer: CustomerInput,
  staff: StaffInput,
  device: DeviceInput,
  parts: PartsInput,
  scan: typed({}),
  photo: uploaded(words.files.photo),
  video: uploaded(words.files.video),
  file: uploaded(words.files.file),
  voice: uploaded(words.files.voice),
  signature: Signature,
  checklist: ChecklistInput,
  table: TableInput,
  computed: Computed,
  guide: Guide,
}

/** A light input of any kind, as a phone would show it. */
export const AnswerInput = (props: InputProps) => {
  const Input = inputs[props.field.kind]
  return <Input {...props} />
}
