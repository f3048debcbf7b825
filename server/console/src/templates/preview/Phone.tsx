import { memo, useState } from 'react'
import type { TemplateBody } from '../../../../../shared/templates/api'
import type { Form } from '../../../../../shared/templates/evaluate'
import type { Answer, Field, Group } from '../../../../../shared/templates/fields'
import { fieldsOfSection } from '../../../../../shared/templates/layout'
import { AnswerInput } from './inputs'
import { useTrial } from './trial'
import { words } from './words'

type Props = { name: string; body: TemplateBody; form: Form }

/** The form on a phone, 390 px wide, answering to whoever types into it. */
export const Phone = ({ name, body, form }: Props) => {
  const { isSent, send } = useTrial()
  const isFine = isSent && form.errors.length === 0 && form.blocks.length === 0
  return (
    <div className="td-phone" data-own-keys>
      <div className="td-phone-head">
        <span className="td-phone-clock">{words.status}</span>
        <strong className="pc-cut">{words.newTicket(name)}</strong>
      </div>
      <div className="td-phone-form">
        {[null, ...body.groups].map((group, at) => (
          <PhoneSection key={group?.key ?? ''} group={group} fields={fieldsOfSection(body, at - 1)} form={form} />
        ))}
        {sayings(form).map(({ says, tone }) => (
          <p key={`${tone} ${says}`} className={`td-saying ${tone}`}>
            {says}
          </p>
        ))}
      </div>
      <div className="td-phone-foot">
        <button type="button" onClick={send} className={isFine ? 'fine' : ''}>
          {isFine ? words.sentWell : words.send}
        </button>
      </div>
    </div>
  )
}

/** What is said of the form as a whole; what is said of a field stands below it. */
const sayings = ({ warnings, blocks }: Form) => [
  ...blocks.filter(({ key }) => !key).map(({ says }) => ({ says, tone: 'overdue' })),
  ...warnings.filter(({ key }) => !key).map(({ says }) => ({ says, tone: 'attention' })),
]

const PhoneSection = ({ group, fields, form }: { group: Group | null; fields: readonly Field[]; form: Form }) => {
  const { answers, answer, isSent } = useTrial()
  const [isClosed, setIsClosed] = useState(group?.isCollapsed ?? false)
  const shown = fields.filter(({ key }) => form.visible.includes(key))
  if (shown.length === 0) return null
  return (
    <section className="td-phone-section">
      {group && (
        <button
          type="button"
          className="td-phone-group"
          aria-expanded={!isClosed}
          onClick={() => setIsClosed(!isClosed)}
        >
          {group.label}
        </button>
      )}
      {(!group || !isClosed) &&
        shown.map(field => {
          const { key } = field
          const error = form.errors.find(one => one.key === key)
          const isAnswered = answers[key] !== undefined && answers[key] !== null
          const said = [...form.blocks, ...form.warnings].find(one => one.key === key)?.says
          return (
            <Question
              key={key}
              field={field}
              value={form.values[key] ?? answers[key] ?? null}
              isRequired={form.required.includes(key)}
              options={form.options[key]}
              says={(isSent || isAnswered ? error?.message : undefined) ?? said}
              onAnswer={answer}
            />
          )
        })}
    </section>
  )
}

type QuestionProps = {
  field: Field
  value: Answer
  isRequired: boolean
  options: readonly string[] | undefined
  says: string | undefined
  onAnswer: (key: string, value: Answer) => void
}

const Question = memo(({ field, value, isRequired, options, says, onAnswer }: QuestionProps) => (
  <div className="td-question" data-question={field.key}>
    <span className="td-question-label">
      {field.label}
      {isRequired && <span className="td-star">*</span>}
    </span>
    <AnswerInput field={field} value={value} options={options} onChange={next => onAnswer(field.key, next)} />
    {field.hint && <span className="td-hint">{field.hint}</span>}
    {says && <span className="td-question-says">{says}</span>}
  </div>
))
