import { Input, InputNumber, Select } from 'antd'
import { priorities, priorityNames } from '../../../../../shared/priorities'
import type { TemplateAction } from '../../../../../shared/templates/actions'
import { useDocument } from '../designer/desk'
import type { ParamName } from './actions'
import { type Choice, type Choices, useChoices } from './choices'
import { ValueEditor } from './ValueEditor'
import { words } from './words'

export type ParamProps = {
  name: ParamName
  action: TemplateAction
  value: unknown
  onChange: (value: unknown, isTyping?: boolean) => void
}

const find = { optionFilterProp: 'label' } as const

const Targets = ({ value, onChange }: ParamProps) => {
  const { fields, groups } = useDocument().body
  const options = [
    { label: words.ofGroups, options: groups.map(({ key, label }) => ({ value: key, label })) },
    { label: words.ofFields, options: fields.map(({ key, label }) => ({ value: key, label })) },
  ]
  return (
    <Select
      size="small"
      mode="multiple"
      className="td-value wide"
      data-param="targets"
      showSearch={find}
      placeholder={words.chooseFields}
      value={value as string[]}
      options={options}
      onChange={next => onChange(next)}
    />
  )
}

const Target = ({ action, value, onChange }: ParamProps) => {
  const { fields } = useDocument().body
  const isChoice = action.action === 'options'
  const mayGo = action.action === 'warn' || action.action === 'block'
  const options = fields
    .filter(({ kind, options: list }) => kind !== 'guide' && (!isChoice || list))
    .map(({ key, label }) => ({ value: key, label }))
  return (
    <Select
      size="small"
      allowClear={mayGo}
      className="td-value"
      showSearch={find}
      popupMatchSelectWidth={false}
      placeholder={mayGo ? words.aboutField : words.chooseField}
      value={(value as string) || undefined}
      options={options}
      onChange={next => onChange(next ?? (mayGo ? undefined : ''))}
    />
  )
}

const Options = ({ action, value, onChange }: ParamProps) => {
  const { fields } = useDocument().body
  const key = 'target' in action ? action.target : undefined
  const options = fields.find(field => field.key === key)?.options ?? []
  return (
    <Select
      size="small"
      mode="multiple"
      className="td-value wide"
      placeholder={words.params.options}
      value={value as string[]}
      options={options.map(option => ({ value: option, label: option }))}
      onChange={next => onChange(next)}
    />
  )
}

const Words = ({ name, value, onChange }: ParamProps) => (
  <Input
    size="small"
    className="td-value wide"
    placeholder={placeholderOf(name)}
    data-param={name}
    value={String(value ?? '')}
    onChange={event => onChange(event.target.value, true)}
  />
)

const placeholderOf = (name: ParamName): string => words.params[name as keyof typeof words.params]

const Count = ({ name, value, onChange, least, most }: ParamProps & { least: number; most: number }) => (
  <InputNumber
    size="small"
    className="td-value narrow"
    aria-label={placeholderOf(name)}
    min={least}
    max={most}
    precision={0}
    value={value as number}
    onChange={next => onChange(next ?? least, true)}
  />
)
const count = (least: number, most: number) => (props: ParamProps) => <Count {...props} least={least} most={most} />

type FromChoices = (choices: Choices) => readonly Choice[]

const Chosen = ({ name, value, onChange, from }: ParamProps & { from: FromChoices }) => {
  const choices = useChoices()
  const options = from(choices)
  const code = String(value ?? '')
  const isMissing = choices.isLoaded && code !== '' && !options.some(option => option.value === code)
  const isSkill = name === 'skill'
  const empty = words.empty[name as keyof typeof words.empty]
  return (
    <Select
      size="small"
      className={isMissing ? 'td-value wide' : 'td-value'}
      showSearch={find}
      popupMatchSelectWidth={false}
      data-param={name}
      placeholder={placeholderOf(name)}
      status={isMissing ? (isSkill ? 'warning' : 'error') : ''}
      notFoundContent={options.length === 0 && choices.isLoaded ? empty : words.noMatch}
      value={code || undefined}
      options={[
        ...options,
        ...(isMissing ? [{ value: code, label: isSkill ? words.nobodyCan(code) : words.missing(code) }] : []),
      ]}
      onChange={next => onChange(next)}
    />
  )
}
const chosen = (from: FromChoices) => (props: ParamProps) => <Chosen {...props} from={from} />

const receivers = Object.entries(words.receivers).map(([value, label]) => ({ value, label }))
const priorityChoices = priorities.map(value => ({ value, label: priorityNames[value] }))

const editors: Record<ParamName, (props: ParamProps) => React.ReactNode> = {
  targets: Targets,
  target: Target,
  value: ValueEditor,
  options: Options,
  says: Words,
  priority: chosen(() => priorityChoices),
  reason: Words,
  tag: Words,
  teamId: chosen(({ teams }) => teams),
  partId: chosen(({ parts }) => parts),
  quantity: count(1, 999),
  skill: chosen(({ skills }) => skills),
  to: chosen(({ members }) => [...receivers, ...members]),
  templateId: chosen(({ templates }) => templates),
  afterDays: count(0, 730),
  url: Words,
  code: Words,
}

/** One setting of an action. */
export const ParamEditor = (props: ParamProps) => {
  const Editor = editors[props.name]
  return <Editor {...props} />
}
