import { peopleApi } from '../../../../../shared/people'
import type { Answer } from '../../../../../shared/templates/fields'
import type { CascadeOption } from '../../../../../shared/templates/parts'
import { useQuery } from '../../lib/use-query'
import type { InputProps } from './inputs'
import { words } from './words'

export const ChoiceInput = ({ field, value, options, onChange }: InputProps) => (
  <Pills
    label={field.label}
    options={options ?? field.options ?? []}
    isOn={option => option === value}
    onPick={option => onChange(option === value ? null : option)}
  />
)

const textsOf = (value: Answer): string[] => (Array.isArray(value) ? (value as string[]) : [])

export const ChoicesInput = ({ field, value, options, onChange }: InputProps) => {
  const chosen = textsOf(value)
  const flip = (option: string): void =>
    onChange(chosen.includes(option) ? chosen.filter(one => one !== option) : [...chosen, option])
  return (
    <Pills
      label={field.label}
      options={options ?? field.options ?? []}
      isOn={option => chosen.includes(option)}
      onPick={flip}
    />
  )
}

type PillsProps = {
  label: string
  options: readonly string[]
  isOn: (option: string) => boolean
  onPick: (option: string) => void
}

const Pills = ({ label, options, isOn, onPick }: PillsProps) => (
  // biome-ignore lint/a11y/useSemanticElements: a fieldset breaks the grid of the phone
  <div className="td-pills" role="group" aria-label={label}>
    {options.map(option => (
      <button
        key={option}
        type="button"
        aria-pressed={isOn(option)}
        className={isOn(option) ? 'on' : ''}
        onClick={() => onPick(option)}
      >
        {option}
      </button>
    ))}
  </div>
)

type Pick = { value: string; label: string }
type SelectProps = {
  label: string
  value: string
  options: readonly Pick[]
  none?: string
  onPick: (value: string) => void
}

export const Select = ({ label, value, options, none = words.choose, onPick }: SelectProps) => (
  <select className="td-input" aria-label={label} value={value} onChange={event => onPick(event.target.value)}>
    <option value="">{none}</option>
    {options.map(option => (
      <option key={option.value} value={option.value}>
        {option.label}
      </option>
    ))}
  </select>
)

/** The choices of each level that is open: the first, and those below what is chosen. */
const levelsOf = (tree: readonly CascadeOption[], path: readonly string[]): (readonly CascadeOption[])[] => {
  const levels = [tree]
  for (const label of path) {
    const below = levels.at(-1)?.find(option => option.label === label)?.children
    if (!below?.length) break
    levels.push(below)
  }
  return levels
}

export const CascadeInput = ({ field, value, onChange }: InputProps) => {
  const path = textsOf(value)
  const pick = (level: number, label: string): void => {
    const chosen = [...path.slice(0, level), ...(label ? [label] : [])]
    onChange(chosen.length > 0 ? chosen : null)
  }
  return (
    <span className="td-chain">
      {levelsOf(field.tree ?? [], path).map((level, at) => (
        <Select
          // biome-ignore lint/suspicious/noArrayIndexKey: a level is its depth
          key={at}
          label={field.label}
          value={path[at] ?? ''}
          options={level.map(({ label }) => ({ value: label, label }))}
          onPick={label => pick(at, label)}
        />
      ))}
    </span>
  )
}

const PickerInput = ({
  field,
  value,
  options,
  onChange,
}: Omit<InputProps, 'options'> & { options: readonly Pick[] }) => (
  <Select
    label={field.label}
    value={typeof value === 'string' ? value : ''}
    options={options}
    onPick={id => onChange(id || null)}
  />
)

const samples = (name: (letter: string) => string, stem: string): readonly Pick[] =>
  ['甲', '乙'].map((letter, at) => ({ value: `${stem}${at + 1}`, label: name(letter) }))

const customers = samples(words.sampleCustomer, 'sample-customer-')
const devices = samples(words.sampleDevice, 'sample-device-')

export const CustomerInput = (props: InputProps) => <PickerInput {...props} options={customers} />
export const DeviceInput = (props: InputProps) => <PickerInput {...props} options={devices} />
export const StaffInput = (props: InputProps) => {
  const { data } = useQuery(peopleApi.list, {})
  const people = (data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))
  return <PickerInput {...props} options={people} />
}
