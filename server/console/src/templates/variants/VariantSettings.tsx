import { Button, Input, Select, Switch } from 'antd'
import type { Variant } from '../../../../../shared/templates/api'
import { variantEdits } from '../../../../../shared/templates/edits'
import type { Field } from '../../../../../shared/templates/fields'
import { useDesk, useDocument, useOnDesk } from '../designer/desk'
import { RegionsInput } from '../rules/OperandEditor'
import { Block, Part, Words } from '../settings/parts'
import { words } from './words'

type Change = Variant['changes'][string]
type Props = { variant: Variant; at: number }

/** Where, when, and field by field what is different there. */
export const VariantSettings = ({ variant, at }: Props) => {
  const desk = useDesk()
  const isReadOnly = useOnDesk(state => state.isReadOnly)
  const local = useDocument().body.fields.filter(({ isLocal }) => isLocal)
  const change = (part: Partial<Variant>, isTyping = false): void =>
    desk.edit(() => variantEdits.change(at, { ...variant, ...part }, isTyping))
  const remove = (): void => {
    desk.edit(() => variantEdits.remove(at))
    desk.select({ kind: 'template' })
  }
  return (
    <div className="td-settings">
      <fieldset disabled={isReadOnly} className="td-fieldset">
        <Part title={words.title}>
          <Words
            name={words.name}
            max={40}
            isWrong={variant.name.trim() === ''}
            value={variant.name}
            onChange={name => change({ name }, true)}
          />
          <Block name={words.where} says={words.whereSays}>
            <RegionsInput
              value={variant.regions.map(code => code.padEnd(6, '0'))}
              onChange={codes => change({ regions: codes as string[] })}
            />
          </Block>
          <Block name={words.when} says={words.whenSays}>
            <Months months={variant.months} onChange={months => change({ months })} />
          </Block>
        </Part>
        <Part title={words.what}>
          {local.length === 0 && <p className="pc-weak pc-small">{words.noLocal}</p>}
          {local.map(field => (
            <Difference key={field.key} field={field} variant={variant} change={change} />
          ))}
        </Part>
      </fieldset>
      {!isReadOnly && (
        <footer className="td-settings-foot">
          <Button size="small" danger onClick={remove}>
            {words.remove}
          </Button>
        </footer>
      )}
    </div>
  )
}

const Months = ({ months, onChange }: { months: readonly number[]; onChange: (months: number[]) => void }) => (
  <div className="td-months">
    {Array.from({ length: 12 }, (_, at) => at + 1).map(month => {
      const isOn = months.includes(month)
      const flipped = isOn ? months.filter(one => one !== month) : [...months, month].sort((a, b) => a - b)
      return (
        <button
          key={month}
          type="button"
          aria-pressed={isOn}
          className={isOn ? 'on' : ''}
          onClick={() => onChange([...flipped])}
        >
          {month} 月
        </button>
      )
    })}
  </div>
)

type DifferenceProps = {
  field: Field
  variant: Variant
  change: (part: Partial<Variant>, isTyping?: boolean) => void
}

/** What stays as it is, is not said. */
const Difference = ({ field, variant: { hidden, changes }, change }: DifferenceProps) => {
  const { key, label } = field
  const isHidden = hidden.includes(key)
  const own: Change = changes[key] ?? {}
  const set = (part: Change, isTyping?: boolean): void => {
    const next = Object.fromEntries(
      Object.entries({ ...own, ...part }).filter(([, value]) => value !== undefined),
    ) as Change
    const { [key]: _, ...others } = changes
    change({ changes: Object.keys(next).length > 0 ? { ...others, [key]: next } : others }, isTyping)
  }
  const hide = (isShown: boolean): void =>
    change({ hidden: isShown ? hidden.filter(one => one !== key) : [...hidden, key] })
  const required = own.required === undefined ? 'same' : own.required ? 'yes' : 'no'
  return (
    <div className="td-difference">
      <span className="td-yes-no">
        <strong className="pc-cut">{label}</strong>
        <Switch
          size="small"
          checked={!isHidden}
          checkedChildren={words.shown}
          unCheckedChildren={words.hidden}
          onChange={hide}
        />
      </span>
      {!isHidden && (
        <>
          <Input
            size="small"
            maxLength={40}
            placeholder={`${words.label}：${label}`}
            value={own.label ?? ''}
            onChange={event => set({ label: event.target.value || undefined }, true)}
          />
          <Input
            size="small"
            maxLength={200}
            placeholder={`${words.hint}：${field.hint ?? words.same}`}
            value={own.hint ?? ''}
            onChange={event => set({ hint: event.target.value || undefined }, true)}
          />
          <Select
            size="small"
            value={required}
            options={(['same', 'yes', 'no'] as const).map(value => ({ value, label: words.required[value] }))}
            onChange={value => set({ required: value === 'same' ? undefined : value === 'yes' })}
          />
          {field.options && (
            <Select
              size="small"
              mode="tags"
              placeholder={field.options.join('、')}
              value={(own.options ?? []) as string[]}
              onChange={options => set({ options: options.length > 0 ? options : undefined })}
            />
          )}
        </>
      )}
    </div>
  )
}
