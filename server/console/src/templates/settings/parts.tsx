import { Input, InputNumber, Switch } from 'antd'
import { type ReactNode, useId } from 'react'

type LineProps = { name: string; says?: ReactNode; setting?: string; children: ReactNode }

/** A setting with its name above, as wide as the panel. */
export const Line = ({ name, says, children }: LineProps) => (
  // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child
  <label className="td-line">
    <span className="td-line-name">{name}</span>
    {children}
    {says && <span className="td-line-says">{says}</span>}
  </label>
)

/** A setting whose controls are many, so that a click on its name means none of them. */
export const Block = ({ name, says, children }: LineProps) => (
  <div className="td-line">
    <span className="td-line-name">{name}</span>
    {children}
    {says && <span className="td-line-says">{says}</span>}
  </div>
)

export const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className="td-part-of">
    <h3>{title}</h3>
    {children}
  </section>
)

type YesNoProps = { name: string; says?: string; setting?: string; isOn: boolean; onChange: (isOn: boolean) => void }

export const YesNo = ({ name, says, setting, isOn, onChange }: YesNoProps) => (
  <div className="td-yes-no">
    <span>
      {name}
      {says && <span className="td-line-says">{says}</span>}
    </span>
    <Switch size="small" aria-label={name} data-setting={setting} checked={isOn} onChange={onChange} />
  </div>
)

type WordsProps = {
  name: string
  says?: ReactNode
  setting?: string
  value: string | undefined
  placeholder?: string
  max?: number
  rows?: number
  isWrong?: boolean
  /** Offered while one types. */
  offers?: readonly { value: string; label: string }[]
  onChange: (value: string) => void
}

export const Words = (props: WordsProps) => {
  const { name, says, setting, value, placeholder, max, rows, isWrong = false, offers, onChange } = props
  const offersId = useId()
  const shared = {
    value: value ?? '',
    placeholder,
    maxLength: max,
    'data-setting': setting,
    status: isWrong ? ('error' as const) : ('' as const),
  }
  return (
    <Line name={name} says={says}>
      {rows ? (
        <Input.TextArea
          {...shared}
          autoSize={{ minRows: rows, maxRows: 8 }}
          onChange={event => onChange(event.target.value)}
        />
      ) : (
        <Input {...shared} list={offers ? offersId : undefined} onChange={event => onChange(event.target.value)} />
      )}
      {offers && (
        <datalist id={offersId}>
          {offers.map(offer => (
            <option key={offer.value} value={offer.value}>
              {offer.label}
            </option>
          ))}
        </datalist>
      )}
    </Line>
  )
}

type CountProps = {
  name: string
  value: number | undefined
  least?: number
  most?: number
  digits?: number
  unit?: string | undefined
  placeholder?: string
  onChange: (value: number | undefined) => void
}

/** A number, or nothing. */
export const Count = ({ name, value, least, most, digits, unit, placeholder, onChange }: CountProps) => (
  <Line name={name}>
    <InputNumber
      className="td-count-input"
      min={least}
      max={most}
      precision={digits}
      suffix={unit}
      placeholder={placeholder}
      value={value ?? null}
      onChange={next => onChange(typeof next === 'number' ? next : undefined)}
    />
  </Line>
)
