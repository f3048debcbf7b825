import { Button } from 'antd'
import { memo } from 'react'
import type { TemplateRule } from '../../../../../shared/templates/actions'
import { moveRule, ruleEdits } from '../../../../../shared/templates/edits'
import { ruleOf } from '../../../../../shared/templates/rules'
import { useRegions } from '../../lib/use-regions'
import { Nothing } from '../../ui/States'
import { useDesk, useDocument, useOnDesk } from '../designer/desk'
import { useProblems } from '../designer/problems'
import { ActButton } from '../ui/KindIcon'
import { words as common } from '../words'
import { useActionWords } from './action-words'
import { RuleEditor } from './RuleEditor'
import { conditionWords } from './sentence'
import { words } from './words'
import './rules.css'

/** Every rule as a sentence; the selected one opens to be edited. */
export const Rules = () => {
  const desk = useDesk()
  const { rules } = useDocument().body
  const selected = useOnDesk(state => (state.selected.kind === 'rule' ? state.selected.at : null))
  const isReadOnly = useOnDesk(state => state.isReadOnly)
  const { items } = useProblems()
  const add = (): void => {
    desk.edit(() => ruleEdits.add(ruleOf(true, []), rules.length))
    desk.select({ kind: 'rule', at: rules.length })
  }
  return (
    <div className="td-rules">
      {rules.length === 0 && <Nothing title={words.none} says={words.noneSays} />}
      {rules.map((rule, at) => (
        <RuleCard
          // biome-ignore lint/suspicious/noArrayIndexKey: a rule is its place
          key={at}
          rule={rule}
          at={at}
          isLast={at === rules.length - 1}
          isOpen={selected === at && !isReadOnly}
          isReadOnly={isReadOnly}
          trouble={items
            .filter(({ path }) => path === `rules.${at}` || path.startsWith(`rules.${at}.`))
            .map(({ says }) => says)
            .join('\n')}
        />
      ))}
      {!isReadOnly && (
        <Button className="td-add-rule" data-act="add-rule" onClick={add}>
          {words.add}
        </Button>
      )}
    </div>
  )
}

type CardProps = {
  rule: TemplateRule
  at: number
  isLast: boolean
  isOpen: boolean
  isReadOnly: boolean
  /** A line for each problem, one value so that other cards are not drawn again. */
  trouble: string
}

const RuleCard = memo(({ rule, at, isLast, isOpen, isReadOnly, trouble }: CardProps) => {
  const desk = useDesk()
  const move = (by: number): void => {
    desk.edit(() => moveRule(at, at + by))
    desk.select({ kind: 'rule', at: at + by })
  }
  return (
    <article className={`td-rule ${isOpen ? 'open' : ''}`} data-rule={at}>
      <header>
        <button type="button" className="td-rule-head" onClick={() => desk.select({ kind: 'rule', at })}>
          <span className="pc-weak pc-small">{words.no(at + 1)}</span>
          {rule.name && <strong>{rule.name}</strong>}
          {trouble && <span className="td-mark problem">{common.canvas.trouble.problem}</span>}
        </button>
        {!isReadOnly && (
          <span className="td-tools">
            <ActButton act="up" name={common.moveUp} isDisabled={at === 0} onClick={() => move(-1)} />
            <ActButton act="down" name={common.moveDown} isDisabled={isLast} onClick={() => move(1)} />
            <ActButton act="copy" name={common.copy} onClick={() => desk.edit(() => ruleEdits.add(rule, at + 1))} />
            <ActButton act="remove" name={common.remove} onClick={() => desk.edit(() => ruleEdits.remove(at))} />
          </span>
        )}
      </header>
      {isOpen ? <RuleEditor rule={rule} at={at} /> : <Sentence rule={rule} at={at} />}
      {trouble && <p className="td-wrong">{trouble}</p>}
    </article>
  )
})

const Sentence = ({ rule, at }: { rule: TemplateRule; at: number }) => {
  const desk = useDesk()
  const { fields } = useDocument().body
  const regions = useRegions(true)
  const actionWords = useActionWords()
  return (
    <button type="button" className="td-sentence" onClick={() => desk.select({ kind: 'rule', at })}>
      <b>{words.when}</b> {conditionWords(rule.when, { fields, regions })} <b>{words.andThen}</b>{' '}
      {rule.then.map(actionWords).join('；') || words.nothing}
    </button>
  )
}
