import { Button, Input, Select } from 'antd'
import type { TextAreaRef } from 'antd/es/input/TextArea'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { Logic } from '../../../../../shared/templates/conditions'
import { useDocument } from '../designer/desk'
import { JsonEditor } from '../rules/JsonEditor'
import { subjectsOf } from '../rules/subjects'
import { namingOf } from './naming'
import { parseFormula } from './parse'
import { type Naming, printFormula } from './print'
import { functions } from './signs'
import { words } from './words'

type Props = { value: Logic; onChange: (value: Logic, isTyping?: boolean) => void }

/** Nothing where there is no formula yet; null where only JSON can say it. */
const writtenOf = (value: Logic, naming: Naming): string | null =>
  value === null || value === undefined || value === '' ? '' : printFormula(value, naming)

/** A formula in words of the form; JSON for what words cannot say. */
export const FormulaEditor = ({ value, onChange }: Props) => {
  const { fields } = useDocument().body
  const naming = useMemo(() => namingOf(fields), [fields])
  const printed = writtenOf(value, naming)
  const [isExpert, setIsExpert] = useState(printed === null)
  return (
    <div className="td-formula">
      {isExpert ? (
        <JsonEditor value={value} read={json => ({ json })} onChange={({ json }) => onChange(json)} />
      ) : printed === null ? (
        <p className="pc-weak">{words.onlyJson}</p>
      ) : (
        <Written printed={printed} onChange={onChange} />
      )}
      <Button type="link" size="small" className="pc-bare" onClick={() => setIsExpert(!isExpert)}>
        {isExpert ? words.simple : words.expert}
      </Button>
    </div>
  )
}

const Written = ({ printed, onChange }: { printed: string; onChange: Props['onChange'] }) => {
  const { fields } = useDocument().body
  const naming = useMemo(() => namingOf(fields), [fields])
  const [text, setText] = useState(printed)
  const [problem, setProblem] = useState<string | null>(null)
  const [meant, setMeant] = useState(printed)
  const hasMoney = fields.some(({ kind, label }) => kind === 'money' && text.includes(label))
  const area = useRef<TextAreaRef>(null)
  useEffect(() => {
    // Undone, or a field was renamed.
    if (printed === meant) return
    setText(printed)
    setMeant(printed)
    setProblem(null)
  }, [printed, meant])
  const change = (next: string): void => {
    setText(next)
    const parsed = next.trim() === '' ? { logic: null } : parseFormula(next, naming)
    setProblem('problem' in parsed ? parsed.problem : null)
    if ('problem' in parsed) return
    setMeant(writtenOf(parsed.logic, naming) ?? next)
    onChange(parsed.logic, true)
  }
  const insert = (piece: string): void => {
    const box = area.current?.resizableTextArea?.textArea
    const at = box?.selectionStart ?? text.length
    change(`${text.slice(0, at)}${piece}${text.slice(box?.selectionEnd ?? at)}`)
    box?.focus()
  }
  return (
    <>
      <Input.TextArea
        ref={area}
        autoSize={{ minRows: 2, maxRows: 8 }}
        placeholder={words.placeholder}
        status={problem ? 'error' : ''}
        value={text}
        onChange={event => change(event.target.value)}
      />
      <div className="td-formula-tools">
        <Select
          size="small"
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={words.insertField}
          popupMatchSelectWidth={false}
          value={null}
          options={subjectsOf(fields).fields.map(({ label, field }) => ({ value: field?.key ?? '', label }))}
          onChange={key => insert(`「${naming.nameOf(String(key))}」`)}
        />
        <Select
          size="small"
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={words.insertFunction}
          popupMatchSelectWidth={false}
          value={null}
          options={functions.map(({ sign, phrase }) => ({
            value: sign,
            label: `${sign} — ${phrase.replace(/[{}]/g, '')}`,
          }))}
          onChange={sign => insert(`${String(sign)}()`)}
        />
      </div>
      <p className={problem ? 'td-wrong' : 'pc-weak pc-small'}>
        {problem ?? `${words.says}${hasMoney ? words.moneySays : ''}`}
      </p>
    </>
  )
}
