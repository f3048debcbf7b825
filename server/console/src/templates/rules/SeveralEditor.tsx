import { Button, Select } from 'antd'
import { useRegions } from '../../lib/use-regions'
import { useDocument } from '../designer/desk'
import { ActButton } from '../ui/KindIcon'
import type { Condition, Several } from './condition'
import { JsonEditor } from './JsonEditor'
import { logicWords, tidied } from './sentence'
import { firstComparison, subjectsOf, valuesFor } from './subjects'
import { TestEditor } from './TestEditor'
import { words } from './words'

type Change = (several: Several, isTyping?: boolean) => void

const modes = (['all', 'any', 'none'] as const).map(value => ({ value, label: words.groups[value] }))

/** Conditions that stand together, and groups of them inside. */
export const SeveralEditor = ({
  several,
  isTop,
  onChange,
}: {
  several: Several
  isTop?: boolean
  onChange: Change
}) => {
  const { fields } = useDocument().body
  const { is, parts } = several
  const firstTest = (): Condition => {
    const all = subjectsOf(fields)
    const subject = all.fields[0] ?? all.context[0]
    if (!subject) return { is: 'raw', logic: true }
    const operator = firstComparison(subject.family)
    return { is: 'test', subject: subject.logic, operator, values: valuesFor(operator, subject, []) }
  }
  const put = (at: number, part: Condition, isTyping?: boolean): void =>
    onChange({ is, parts: parts.with(at, part) }, isTyping)
  const add = (part: Condition): void => onChange({ is, parts: [...parts, part] })
  return (
    <div className={`td-several ${isTop ? '' : 'inner'}`}>
      {(parts.length > 1 || !isTop || is === 'none') && (
        <Select
          size="small"
          className="td-mode"
          value={is}
          options={modes}
          onChange={mode => onChange({ is: mode, parts })}
        />
      )}
      {isTop && parts.length === 0 && <p className="pc-weak">{words.always}</p>}
      {parts.map((part, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a condition is its place
        <div key={at} className="td-part">
          {at > 0 && <span className="td-joint">{words.between[is]}</span>}
          <PartEditor part={part} onChange={(next, isTyping) => put(at, next, isTyping)} />
          <ActButton
            act="close"
            name={part.is === 'test' ? words.removeTest : words.removeGroup}
            onClick={() => onChange({ is, parts: parts.toSpliced(at, 1) })}
          />
        </div>
      ))}
      <div className="td-several-add">
        <Button type="dashed" size="small" data-act="add-test" onClick={() => add(firstTest())}>
          {words.addTest}
        </Button>
        <Button type="text" size="small" onClick={() => add({ is: 'any', parts: [firstTest()] })}>
          {words.addGroup}
        </Button>
      </div>
    </div>
  )
}

const PartEditor = ({
  part,
  onChange,
}: {
  part: Condition
  onChange: (part: Condition, isTyping?: boolean) => void
}) => {
  if (part.is === 'raw') return <RawEditor logic={part.logic} onChange={logic => onChange({ is: 'raw', logic })} />
  if (part.is === 'test') return <TestEditor test={part} onChange={onChange} />
  return <SeveralEditor several={part} onChange={onChange} />
}

/** What only the expert view can change, read aloud. */
const RawEditor = ({ logic, onChange }: { logic: unknown; onChange: (logic: unknown) => void }) => {
  const { fields } = useDocument().body
  const regions = useRegions(true)
  return (
    <details className="td-raw">
      <summary>
        {tidied(logicWords(logic, { fields, regions }))} <span className="pc-weak pc-small">{words.rawSays}</span>
      </summary>
      <JsonEditor value={logic} read={json => ({ json })} onChange={({ json }) => onChange(json)} />
    </details>
  )
}
