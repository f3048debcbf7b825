import { Button, Input } from 'antd'
import { useState } from 'react'
import type { TemplateAction, TemplateRule } from '../../../../../shared/templates/actions'
import { ruleEdits } from '../../../../../shared/templates/edits'
import { ruleOf } from '../../../../../shared/templates/rules'
import { useDesk } from '../designer/desk'
import { ActionEditor } from './ActionEditor'
import { newAction } from './actions'
import { readRule, writeCondition } from './condition'
import { JsonEditor } from './JsonEditor'
import { SeveralEditor } from './SeveralEditor'
import { words } from './words'

/** 当 … 则 …, or the same as JSON. */
export const RuleEditor = ({ rule, at }: { rule: TemplateRule; at: number }) => {
  const desk = useDesk()
  const [isExpert, setIsExpert] = useState(false)
  const change = (next: TemplateRule, isTyping = false): void => desk.edit(() => ruleEdits.change(at, next, isTyping))
  return (
    <div className="td-rule-editor">
      <div className="td-rule-line">
        <Input
          size="small"
          maxLength={80}
          placeholder={words.name}
          value={rule.name ?? ''}
          onChange={event => change({ ...rule, name: event.target.value || undefined }, true)}
        />
        <Button type="link" size="small" onClick={() => setIsExpert(!isExpert)}>
          {isExpert ? words.simple : words.expert}
        </Button>
      </div>
      {isExpert ? (
        <JsonEditor
          value={{ when: rule.when, [then]: rule.then }}
          read={ruleIn}
          onChange={next => change({ ...rule, ...next })}
        />
      ) : (
        <>
          <Condition rule={rule} change={change} />
          <Actions rule={rule} change={change} />
        </>
      )}
    </div>
  )
}

const then = 'then'

/** A rule as JSON; null when it does not have the shape of one. */
const ruleIn = (json: unknown): TemplateRule | null => {
  const { when, [then]: actions } = (json ?? {}) as Partial<TemplateRule>
  const isList =
    Array.isArray(actions) && actions.every(one => typeof one === 'object' && one !== null && 'action' in one)
  return when !== undefined && isList ? ruleOf(when, actions) : null
}

type PartProps = { rule: TemplateRule; change: (rule: TemplateRule, isTyping?: boolean) => void }

const Condition = ({ rule, change }: PartProps) => (
  <section className="td-when">
    <h4>{words.when}</h4>
    <SeveralEditor
      several={readRule(rule.when)}
      isTop
      onChange={(several, isTyping) => change({ ...rule, when: writeCondition(several) }, isTyping)}
    />
  </section>
)

const Actions = ({ rule, change }: PartProps) => {
  const withActions = (actions: TemplateAction[]): TemplateRule => ruleOf(rule.when, actions, rule)
  return (
    <section className="td-then">
      <h4>{words.andThen}</h4>
      <div className="td-actions">
        {rule.then.map((action, at) => (
          <ActionEditor
            // biome-ignore lint/suspicious/noArrayIndexKey: an action is its place
            key={at}
            action={action}
            onChange={(next, isTyping) => change(withActions(rule.then.with(at, next)), isTyping)}
            onRemove={() => change(withActions(rule.then.toSpliced(at, 1)))}
          />
        ))}
        <Button
          type="dashed"
          size="small"
          data-act="add-action"
          onClick={() => change(withActions([...rule.then, newAction('show')]))}
        >
          {words.addAction}
        </Button>
      </div>
    </section>
  )
}
