import { Select } from 'antd'
import { useDocument } from '../designer/desk'
import type { Test } from './condition'
import { OperandEditor } from './OperandEditor'
import { comparisonsFor, firstComparison, pathOf, type Subject, subjectOf, subjectsOf, valuesFor } from './subjects'
import { words } from './words'

type Props = { test: Test; onChange: (test: Test, isTyping?: boolean) => void }

const nobody: Pick<Subject, 'family' | 'options'> = { family: 'thing', options: [] }

/** One line: what, how compared, with what. */
export const TestEditor = ({ test, onChange }: Props) => {
  const { fields } = useDocument().body
  const { operator, values } = test
  const subject = subjectOf(fields, test.subject)
  const { family } = subject ?? nobody
  const all = subjectsOf(fields)
  const comparisons = comparisonsFor(family)
  const optionsOf = (subjects: readonly Subject[]) =>
    subjects.map(({ logic, label }) => ({ value: JSON.stringify(logic), label }))
  const pickSubject = (json: string): void => {
    const logic: unknown = JSON.parse(json)
    const next = subjectOf(fields, logic) ?? nobody
    const fits = comparisonsFor(next.family).usual.some(({ name }) => name === operator)
    const comparison = fits && next.family === family ? operator : firstComparison(next.family)
    onChange({ is: 'test', subject: logic, operator: comparison, values: valuesFor(comparison, next, []) })
  }
  const gone = subject ? [] : [{ value: JSON.stringify(test.subject), label: words.gone(pathOf(test.subject)) }]
  return (
    <div className="td-test">
      <Select
        size="small"
        showSearch={{ optionFilterProp: 'label' }}
        className="td-subject"
        status={subject ? '' : 'error'}
        popupMatchSelectWidth={false}
        value={JSON.stringify(test.subject)}
        options={[
          { label: words.ofForm, options: [...gone, ...optionsOf(all.fields)] },
          { label: words.ofTicket, options: optionsOf(all.context) },
        ]}
        onChange={pickSubject}
      />
      <Select
        size="small"
        className="td-operator"
        popupMatchSelectWidth={false}
        value={operator}
        options={[
          { label: words.usual, options: comparisons.usual.map(({ name, sign }) => ({ value: name, label: sign })) },
          { label: words.others, options: comparisons.others.map(({ name, sign }) => ({ value: name, label: sign })) },
        ]}
        onChange={next => onChange({ ...test, operator: next, values: valuesFor(next, { family }, values) })}
      />
      {values.map((value, at) => (
        <OperandEditor
          // biome-ignore lint/suspicious/noArrayIndexKey: a value is its place
          key={at}
          value={value}
          operator={operator}
          subject={subject ?? nobody}
          onChange={(next, isTyping) => onChange({ ...test, values: values.with(at, next) }, isTyping)}
        />
      ))}
    </div>
  )
}
