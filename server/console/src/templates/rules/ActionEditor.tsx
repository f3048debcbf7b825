import { Select } from 'antd'
import { Fragment } from 'react'
import { actionList } from '../../../../../shared/templates/actionList'
import type { ActionName, TemplateAction } from '../../../../../shared/templates/actions'
import { ActButton } from '../ui/KindIcon'
import { further, newAction, type ParamName, tokensOf } from './actions'
import { ParamEditor } from './ParamEditor'
import { words } from './words'

type Change = (action: TemplateAction, isTyping?: boolean) => void

const shelvesOf = (only: (name: ActionName) => boolean) => {
  const offered = actionList.filter(({ action }) => only(action))
  return [...new Set(offered.map(({ shelf }) => shelf))].map(shelf => ({
    label: shelf,
    options: offered.filter(one => one.shelf === shelf).map(({ action, sign }) => ({ value: action, label: sign })),
  }))
}
const every = () => true

type Props = {
  action: TemplateAction
  onChange: Change
  onRemove: () => void
  /** What is offered; all of them without it. */
  only?: (name: ActionName) => boolean
}

/** The action, then its sentence with its settings in it. */
export const ActionEditor = ({ action, onChange, onRemove, only = every }: Props) => {
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
          options={shelvesOf(only)}
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
