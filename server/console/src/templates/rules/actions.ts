import { actionNamed } from '../../../../../shared/templates/actionList'
import type { ActionName, TemplateAction } from '../../../../../shared/templates/actions'

export type ParamName =
  | 'targets'
  | 'target'
  | 'value'
  | 'options'
  | 'says'
  | 'priority'
  | 'reason'
  | 'tag'
  | 'teamId'
  | 'partId'
  | 'quantity'
  | 'skill'
  | 'to'
  | 'templateId'
  | 'afterDays'
  | 'url'
  | 'code'

/** Settings that the phrase does not name. */
export const further: Partial<Record<ActionName, readonly ParamName[]>> = {
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

type Token = { says?: string; param?: ParamName }

/** `{afterDays} 天后建一张 {templateId}` as settings and words between them; what the name before it says is not said again. */
export const tokensOf = (name: ActionName): Token[] => {
  const { phrase, sign } = actionNamed(name) ?? { phrase: '', sign: '' }
  return phrase
    .replace(new RegExp(`^${sign}`), '')
    .split(/(\{\w+\})/)
    .map(part => part.replace(/[「」]/g, '').trim())
    .filter(part => part !== '')
    .map(part => (part.startsWith('{') ? { param: part.slice(1, -1) as ParamName } : { says: part }))
}
