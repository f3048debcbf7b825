import { regionPath, regionsBelow } from '../../../../../shared/regions'
import type { Answer } from '../../../../../shared/templates/fields'
import { useRegions } from '../../lib/use-regions'
import type { InputProps } from './inputs'
import { Select } from './inputs-choices'
import { words } from './words'

type RegionProps = { label: string; value: string | null; none?: string; onPick: (code: string | null) => void }

/** Province, city, district, as far as one wants to say. */
export const RegionPicker = ({ label, value, none, onPick }: RegionProps) => {
  const regions = useRegions(true)
  if (!regions || Object.keys(regions).length === 0) {
    return (
      <input
        className="td-input"
        aria-label={label}
        inputMode="numeric"
        maxLength={6}
        placeholder={words.regionsMissing}
        value={value ?? ''}
        onChange={event => onPick(event.target.value || null)}
      />
    )
  }
  const path = value ? regionPath(regions, value) : []
  const levels = [null, ...path].map(above => regionsBelow(regions, above)).filter(level => level.length > 0)
  return (
    <span className="td-chain">
      {levels.map((level, at) => (
        <Select
          // biome-ignore lint/suspicious/noArrayIndexKey: a level is its depth
          key={at}
          label={`${label} ${words.regions[at] ?? ''}`}
          none={at === 0 ? (none ?? words.regions[0]) : words.regions[at]}
          value={path[at] ?? ''}
          options={level.map(({ code, name }) => ({ value: code, label: name }))}
          onPick={code => onPick(code || path[at - 1] || null)}
        />
      ))}
    </span>
  )
}

export const RegionInput = ({ field, value, onChange }: InputProps) => (
  <RegionPicker label={field.label} value={typeof value === 'string' ? value : null} onPick={onChange} />
)

type Address = { regionCode: string | null; detail: string; lat: number | null; lng: number | null }
const noAddress: Address = { regionCode: null, detail: '', lat: null, lng: null }

const addressOf = (value: Answer): Address =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? { ...noAddress, ...(value as Address) }
    : noAddress

export const AddressInput = ({ field, value, onChange }: InputProps) => {
  const address = addressOf(value)
  const change = (part: Partial<Address>): void => {
    const next = { ...address, ...part }
    onChange(next.detail || next.regionCode ? next : null)
  }
  return (
    <span className="td-stack">
      <RegionPicker label={field.label} value={address.regionCode} onPick={regionCode => change({ regionCode })} />
      <input
        className="td-input"
        aria-label={field.label}
        placeholder={words.detail}
        value={address.detail}
        onChange={event => change({ detail: event.target.value })}
      />
    </span>
  )
}
