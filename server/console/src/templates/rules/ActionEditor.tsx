import { Select } from 'antd'
import { Fragment } from 'react'
import { actionList, actionNamed } from '../../../../../shared/templates/actionList'
import type { ActionName, TemplateAction } from '../../../../../shared/templates/actions'
import { ActButton } from '../ui/KindIcon'
import { ParamEditor, type ParamName } from './ParamEditor'
import { words } from './words'

type Change = (action: TemplateAction, isTyping?: boolean) => void

/** Settings that the phrase does not name. */
const further: Partial<Record<ActionName, readonly ParamName[]>> = {
  warn: ['target'],
  block: ['target'],
  followUp: ['says'],
  coupon: ['says'],
}

const blank: Record<ParamName, unknown> = {
  targets: [],
  target: '',
  value: '',
  options: [],
  says: '',
  priority: 'critical',
  reason: '',
  tag: '',
  teamId: '',
  partId: '',
  quantity: 1,
  skill: '',
  to: 'manager',
  templateId: '',
  afterDays: 3,
  url: '',
  code: '',
}

const paramsIn = (name: ActionName): ParamName[] =>
  [...actionNamed(name).phrase.matchAll(/\{(\w+)\}/g)].map(([, param]) => param as ParamName)

/** An action with nothing said yet; what is missing is listed until it is. */
export const newAction = (name: ActionName, before: object = {}): TemplateAction => {
  const kept = before as Partial<Record<ParamName, unknown>>
  const wanted = [...paramsIn(name), ...(name === 'followUp' || name === 'coupon' ? (['says'] as const) : [])]
  return {
    action: name,
    ...Object.fromEntries(wanted.map(param => [param, kept[param] ?? blank[param]])),
  } as TemplateAction
}

const shelves = [...new Set(actionList.map(({ shelf }) => shelf))].map(shelf => ({
  label: shelf,
  options: actionList.filter(one => one.shelf === shelf).map(({ action, sign }) => ({ value: action, label: sign })),
}))

type Props = { action: TemplateAction; onChange: Change; onRemove: () => void }

/** The action, then its sentence with its settings in it. */
export const ActionEditor = ({ action, onChange, onRemove }: Props) => {
  const settings = action as unknown as Record<string, unknown>
  const set = (name: ParamName, value: unknown, isTyping?: boolean): void =>
    onChange({ ...action, [name]: value } as TemplateAction, isTyping)
  const param = (name: ParamName) => (
    <ParamEditor
      key={name}
      name={name}
      action={action}
      value={settings[name]}
      onChange={(value, isTyping) => set(name, value, isTyping)}
    />
  )
  return (
    <div className="td-action">
      <div className="td-action-line">
        <Select<ActionName>
          size="small"
          className="td-action-name"
          popupMatchSelectWidth={false}
          aria-label={words.chooseAction}
          value={action.action}
          options={shelves}
          onChange={name => onChange(newAction(name, action))}
        />
        {tokensOf(action.action).map(token => (
          <Fragment key={token.says ?? token.param}>
            {token.param ? param(token.param) : <span className="td-word">{token.says}</span>}
          </Fragment>
        ))}
        {further[action.action]?.map(param)}
      </div>
      <ActButton act="close" name={words.removeAction} onClick={onRemove} />
    </div>
  )
}

type Token = { says?: string; param?: ParamName }

/** `{afterDays} 天后建一张 {templateId}` as settings and words between them; what the name before it says is not said again. */
const tokensOf = (name: ActionName): Token[] => {
  const { phrase, sign } = actionNamed(name) ?? { phrase: '', sign: '' }
  return phrase
    .replace(new RegExp(`^${sign}`), '')
    .split(/(\{\w+\})/)
    .map(part => part.replace(/[「」]/g, '').trim())
    .filter(part => part !== '')
    .map(part => (part.startsWith('{') ? { param: part.slice(1, -1) as ParamName } : { says: part }))
}
