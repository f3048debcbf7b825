import { Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { regionWords } from '../../../../../shared/regions'
import type { Logic } from '../../../../../shared/templates/conditions'
import { operationOf } from '../../../../../shared/templates/logic'
import { useRegions } from '../../lib/use-regions'
import { useDocument } from '../designer/desk'
import { RegionPicker } from '../preview/inputs-places'
import { logicWords, tidied } from './sentence'
import { type Subject, subjectOf, subjectsOf, takesList } from './subjects'
import { words } from './words'

type About = Pick<Subject, 'family' | 'options'>
type Change = (value: Logic, isTyping?: boolean) => void
type Props = { value: Logic; operator: string; subject: About; onChange: Change }

const TODAY = 'today'
const VALUE = 'value'

/** What something is compared with: a value, another field, or today. */
export const OperandEditor = ({ value, operator, subject, onChange }: Props) => {
  const { fields } = useDocument().body
  const regions = useRegions(true)
  const operation = operationOf(value)
  const isField = operation?.name === 'var' && subjectOf(fields, value) !== undefined
  const source = isField ? JSON.stringify(value) : operation?.name === TODAY ? TODAY : VALUE
  const mayBeField = !takesList(operator) && operator !== 'timeBetween'
  if (operation && source === VALUE)
    return <span className="td-fixed">{tidied(logicWords(value, { fields, regions }))}</span>
  const pick = (next: string): void => {
    const blank = subject.family === 'number' || subject.family === 'money' ? 0 : ''
    const given: Record<string, Logic> = { [TODAY]: { today: [] }, [VALUE]: blank }
    onChange(next in given ? given[next] : JSON.parse(next))
  }
  const others = subjectsOf(fields).fields.map(({ logic, label }) => ({ value: JSON.stringify(logic), label }))
  return (
    <span className="td-operand">
      {source === VALUE && <ValueInput value={value} operator={operator} subject={subject} onChange={onChange} />}
      {mayBeField && (
        <Select
          size="small"
          variant={source === VALUE ? 'borderless' : 'outlined'}
          className={source === VALUE ? 'td-source' : 'td-subject'}
          aria-label={words.valueIs}
          popupMatchSelectWidth={false}
          value={source}
          labelRender={({ label }) => (source === VALUE ? '' : label)}
          options={[
            { value: VALUE, label: words.aValue },
            ...(subject.family === 'date' ? [{ value: TODAY, label: words.today }] : []),
            { label: words.otherField, options: others },
          ]}
          onChange={pick}
        />
      )}
    </span>
  )
}

const ValueInput = ({ value, operator, subject, onChange }: Props) => {
  if (operator === 'inRegion') return <RegionsInput value={value} onChange={onChange} />
  if (operator === 'timeBetween') return <TimeInput value={value} onChange={onChange} />
  if (takesList(operator)) {
    return (
      <Select
        size="small"
        mode={subject.options.length > 0 ? 'multiple' : 'tags'}
        className="td-value wide"
        placeholder={words.aValue}
        value={(Array.isArray(value) ? value : []) as string[]}
        options={subject.options as { value: string; label: string }[]}
        onChange={list => onChange(list)}
      />
    )
  }
  return <OneValue value={value} subject={subject} onChange={onChange} />
}

type OneProps = { value: Logic; subject: About; onChange: Change }

const OneValue = ({ value, subject: { family, options }, onChange }: OneProps) => {
  if (family === 'yesNo') {
    const says = [
      { value: 'yes', label: words.yes },
      { value: 'no', label: words.not },
    ]
    return (
      <Select
        size="small"
        className="td-value"
        value={value === true ? 'yes' : 'no'}
        options={says}
        onChange={next => onChange(next === 'yes')}
      />
    )
  }
  if (options.length > 0) {
    return (
      <Select
        size="small"
        className="td-value"
        placeholder={words.aValue}
        popupMatchSelectWidth={false}
        value={typeof value === 'string' && value !== '' ? value : undefined}
        options={options as { value: string; label: string }[]}
        onChange={next => onChange(next)}
      />
    )
  }
  if (family === 'number' || family === 'money')
    return <NumberValue value={value} isMoney={family === 'money'} onChange={onChange} />
  if (family === 'date') return <DayValue value={value} onChange={onChange} />
  return (
    <Input
      size="small"
      className="td-value"
      placeholder={words.aValue}
      value={String(value ?? '')}
      onChange={event => onChange(event.target.value, true)}
    />
  )
}

/** Money is kept in fen and typed in yuan. */
const NumberValue = ({ value, isMoney, onChange }: { value: Logic; isMoney: boolean; onChange: Change }) => {
  const scale = isMoney ? 100 : 1
  return (
    <InputNumber
      size="small"
      className="td-value narrow"
      suffix={isMoney ? words.yuan : undefined}
      value={typeof value === 'number' ? value / scale : null}
      onChange={next => onChange(next === null ? null : isMoney ? Math.round(next * scale) : next, true)}
    />
  )
}

const DayValue = ({ value, onChange }: { value: Logic; onChange: Change }) => (
  <input
    type="date"
    className="td-input small"
    aria-label={words.aValue}
    value={typeof value === 'string' ? value.slice(0, 10) : ''}
    onChange={event => onChange(event.target.value)}
  />
)

const TimeInput = ({ value, onChange }: { value: Logic; onChange: Change }) => (
  <input
    type="time"
    className="td-input small"
    aria-label={words.aValue}
    value={typeof value === 'string' ? value : ''}
    onChange={event => onChange(event.target.value)}
  />
)

/** Regions by code, shown by name. */
export const RegionsInput = ({ value, onChange }: { value: Logic; onChange: Change }) => {
  const regions = useRegions(true)
  const [picked, setPicked] = useState<string | null>(null)
  const codes = (Array.isArray(value) ? value : []) as string[]
  const add = (): void => {
    if (picked && !codes.includes(picked)) onChange([...codes, picked])
    setPicked(null)
  }
  return (
    <div className="td-regions">
      {codes.map(code => (
        <button key={code} type="button" className="td-tag" onClick={() => onChange(codes.filter(one => one !== code))}>
          {regions ? regionWords(regions, code) : code} ×
        </button>
      ))}
      <span className="td-regions-add">
        <RegionPicker label={words.region} value={picked} onPick={setPicked} />
        <button type="button" className="td-tag add" disabled={!picked} onClick={add}>
          {words.addRegion}
        </button>
      </span>
    </div>
  )
}
