import { toWire, toWireOrNull } from '../../../shared/kernel/time'
import { type Priority, priorityNames } from '../../../shared/priorities'
import type { Misfit } from '../../../shared/simulator'
import type { ActionName, TemplateAction } from '../../../shared/templates/actions'
import { initialAnswers } from '../../../shared/templates/answers'
import type { TemplateBody } from '../../../shared/templates/api'
import { formContext } from '../../../shared/templates/context'
import { evaluateForm, type Form, type FormError } from '../../../shared/templates/evaluate'
import type { Answers } from '../../../shared/templates/fields'
import { prefilled } from '../../../shared/templates/prefill'
import { errorsAt, type FormStage } from '../../../shared/templates/stages'
import type { TicketRow } from '../../tickets/actions'

type Subject = Parameters<typeof formContext>[0]
type Customer = Subject['customer'] & { phone: string | null; address: string | null }
export type Around = { customer: Customer | null; device: Subject['device'] }

/** What a template makes of a ticket when it is opened. */
export type Opened = {
  answers: Answers
  businessType: string
  priority: Priority
  redAlert: string | null
  teamId: string | null
  actions: TemplateAction[]
}
export type FormMisfit = Pick<Misfit, 'stage' | 'key' | 'field' | 'reason'>
export type FormChange = { before: Opened; after: Opened; misfits: FormMisfit[]; dropped: string[] }

/** As it was made: what rules have done to it since is not yet so. */
const asMade = (ticket: TicketRow, body: TemplateBody): TicketRow => ({
  ...ticket,
  priority: body.priority,
  businessType: body.businessType,
  isRed: false,
})

const formOf = (ticket: TicketRow, body: TemplateBody, around: Around, answers: Answers): Form =>
  evaluateForm(
    body,
    answers,
    formContext(
      {
        ticket: { ...asMade(ticket, body), appointmentFrom: toWireOrNull(ticket.appointmentFrom) },
        ...around,
      },
      toWire(ticket.createdAt),
    ),
  )

const lastOf = <Name extends ActionName>(actions: readonly TemplateAction[], name: Name) =>
  actions.findLast((one): one is Extract<TemplateAction, { action: Name }> => one.action === name)

const openedAs = (body: TemplateBody, { actions, values }: Form): Opened => {
  const redAlert = lastOf(actions, 'redAlert')?.reason ?? null
  return {
    answers: values,
    businessType: body.businessType,
    priority: redAlert === null ? (lastOf(actions, 'setPriority')?.priority ?? body.priority) : 'critical',
    redAlert,
    teamId: lastOf(actions, 'assignTeam')?.teamId ?? null,
    actions,
  }
}

/** What the new form asks besides, as far as it would be known without anybody typing. */
const answersFor = (ticket: TicketRow, { before, after }: Bodies, around: Around): Answers => {
  const asked = new Set(before.fields.map(({ key }) => key))
  const fresh = after.fields.filter(({ key }) => !asked.has(key))
  const kept = Object.entries(ticket.answers).filter(([key]) => after.fields.some(field => field.key === key))
  const known = { ...around, said: { description: ticket.description ?? undefined } }
  return { ...prefilled(fresh, initialAnswers(fresh), known).answers, ...Object.fromEntries(kept) }
}

type Bodies = { before: TemplateBody; after: TemplateBody }

/** The ticket as another template would open it; `stages` are those it has come through. */
export const formChange = (
  ticket: TicketRow,
  bodies: Bodies,
  { around, stages }: { around: Around; stages: readonly FormStage[] },
): FormChange => {
  const { before: old, after: next } = bodies
  const was = formOf(ticket, old, around, ticket.answers)
  const is = formOf(ticket, next, around, answersFor(ticket, bodies, around))
  const before = openedAs(old, was)
  const after = openedAs(next, is)
  const isChosen = !ticket.isRed && ![old.priority, before.priority].includes(ticket.priority)
  const chosen = isChosen ? { priority: ticket.priority } : {}
  return {
    before: { ...before, ...chosen },
    after: { ...after, ...(after.redAlert === null && chosen) },
    misfits: stages.flatMap(stage => misfitsAt(stage, bodies, { was, is })),
    dropped: old.fields
      .filter(({ key }) => Object.hasOwn(was.values, key) && !next.fields.some(field => field.key === key))
      .map(({ label }) => label),
  }
}

const isSame = (one: FormError) => (other: FormError) => one.key === other.key && one.code === other.code

/** What the form of its own time did not mind. Questions that are no longer asked would not be sent. */
const misfitsAt = (stage: FormStage, { before, after }: Bodies, { was, is }: { was: Form; is: Form }): FormMisfit[] => {
  const known = errorsAt(stage, before.fields, was)
  return errorsAt(stage, after.fields, is)
    .filter(error => error.code !== 'template.answer_hidden' && !known.some(isSame(error)))
    .map(error => ({
      stage,
      key: error.key,
      field: after.fields.find(({ key }) => key === error.key)?.label ?? '',
      reason: error.code === 'template.answer_missing' ? MISSING : String(error.details.reason ?? error.message),
    }))
}

const MISSING = '必填，没有填写'

/** 优先级 普通→高, 缺必填：故障代码. */
export const wordsOfForm = (
  { before, after, misfits, dropped }: FormChange,
  teamName: (id: string) => string,
): string[] => {
  const said: string[] = []
  if (before.priority !== after.priority) {
    said.push(`优先级 ${priorityNames[before.priority]}→${priorityNames[after.priority]}`)
  }
  if (before.redAlert === null && after.redAlert !== null) said.push(`会触发红色预警：${after.redAlert}`)
  if (before.redAlert !== null && after.redAlert === null) said.push('不再触发红色预警')
  if (before.teamId !== after.teamId) said.push(after.teamId ? `派给${teamName(after.teamId)}` : '不再指派班组')
  for (const action of effectsIn(after, before)) said.push(action)
  for (const action of effectsIn(before, after)) said.push(`不再${action}`)
  for (const { field, reason } of misfits)
    said.push(reason === MISSING ? `缺必填：${field}` : `${field || '表单'}：${reason}`)
  for (const label of dropped) said.push(`不再问「${label}」`)
  return said
}

/** Effects of the one that the other has not. */
const effectsIn = ({ actions }: Opened, other: Opened): string[] => {
  const known = new Set(other.actions.map(one => JSON.stringify(one)))
  return actions.flatMap(one => (known.has(JSON.stringify(one)) ? [] : (effectWords(one) ?? [])))
}

const effectWords = (action: TemplateAction): string | null => {
  switch (action.action) {
    case 'addTag':
      return `加标签「${action.tag}」`
    case 'requireSkill':
      return `要求技能「${action.skill}」`
    case 'requirePart':
      return `要求配件 ${action.partId}`
    case 'followUp':
      return `${action.afterDays} 天后跟进`
    default:
      return null
  }
}
