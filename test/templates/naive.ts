import type { TemplateAction } from '../../shared/templates/actions'
import { evaluateLogic, type Logic } from '../../shared/templates/conditions'
import type { FormBody, FormContext } from '../../shared/templates/evaluate'
import type { Answer, Answers, Field } from '../../shared/templates/fields'
import { kindOf } from '../../shared/templates/kinds'
import { truthy } from '../../shared/templates/operators'

type State = { shown: Record<string, boolean>; values: Record<string, Answer> }

const aboutTicket =
  'setPriority redAlert addTag assignTeam requirePart requireSkill notify followUp webhook coupon'.split(' ')

const rounded = (value: number, places: number): number =>
  Number(`${Math.round(Number(`${value}e${places}`))}e-${places}`)

/** What an expression gave, as the field holds it. Numbers in these tests are small and not negative. */
const held = (result: unknown, field: Field): Answer => {
  if (typeof result === 'number' && !Number.isFinite(result)) return null
  const places = field.kind === 'money' ? 0 : (field.digits ?? 6)
  const given = (typeof result === 'number' ? rounded(result, places) : result) as Answer
  const kind = kindOf[field.kind]
  const read = kind.isEmpty(given) ? null : kind.read(given, field)
  return kind.isEmpty(read) || kind.complaint(read, field) !== null ? null : read
}

const appliesHere = (variant: FormBody['variants'][number], { regionCode, at }: FormContext): boolean => {
  const inRegion = variant.regions.length === 0 || variant.regions.some(prefix => regionCode?.startsWith(prefix))
  const month = at ? Number(at.slice(5, 7)) : 0
  return inRegion && (variant.months.length === 0 || variant.months.includes(month))
}

/**
 * The rules of a form the slow and obvious way: everything anew from the state before, sixty times or until nothing
 * changes, in whatever order. Null when it never settles.
 */
export const naiveForm = (body: FormBody, answers: Answers, context: FormContext) => {
  const variants = body.variants.filter(variant => appliesHere(variant, context))
  const isOut = (field: Field) => field.isLocal === true && variants.some(variant => variant.hidden.includes(field.key))
  const fields = body.fields.map(field =>
    field.isLocal ? (Object.assign({}, field, ...variants.map(({ changes }) => changes[field.key])) as Field) : field,
  )
  const membersOf = (key: string) => fields.filter(field => field.key === key || field.group === key)
  const actionsWith = (key: string, rules: readonly (readonly TemplateAction[])[]) =>
    rules
      .flat()
      .filter(action =>
        'targets' in action ? action.targets.includes(key) : 'target' in action && action.target === key,
      )

  const dataOf = ({ shown, values }: State): Record<string, unknown> => ({
    ...Object.fromEntries(fields.map(({ key }) => [key, shown[key] ? (values[key] ?? null) : null])),
    ticket: context.ticket ?? null,
    customer: context.customer ?? null,
    device: context.device ?? null,
    regionCode: context.regionCode ?? null,
  })
  const compute = (logic: Logic, state: State): unknown => evaluateLogic(logic, dataOf(state), undefined, context.at)
  const holding = (state: State) => body.rules.filter(rule => truthy(compute(rule.when, state))).map(rule => rule.then)

  const isShown = (key: string, state: State): boolean => {
    const isShownByRule = actionsWith(
      key,
      body.rules.map(rule => rule.then),
    ).some(({ action }) => action === 'show')
    const last = actionsWith(key, holding(state))
      .filter(({ action }) => action === 'show' || action === 'hide')
      .at(-1)
    return last ? last.action === 'show' : !isShownByRule
  }
  const valueNow = (field: Field, state: State): Answer => {
    const said = Object.hasOwn(answers, field.key) ? (answers[field.key] ?? null) : null
    let value = kindOf[field.kind].isEmpty(said) || field.kind === 'guide' ? null : said
    if (field.kind === 'computed') value = held(compute(field.formula ?? null, state), field)
    for (const action of holding(state).flat()) {
      const isMeant =
        'targets' in action
          ? action.targets.some(key => membersOf(key).includes(field))
          : 'target' in action && action.target === field.key
      if (!isMeant) continue
      if (action.action === 'clear') value = null
      if (action.action === 'compute') value = held(compute(action.value, state), field)
      if (action.action === 'set' && value === null) value = held(compute(action.value, state), field)
    }
    return value
  }
  const next = (state: State): State => ({
    shown: Object.fromEntries(
      fields.map(field => {
        const inGroup = body.groups.find(group => group.key === field.group)
        return [field.key, !isOut(field) && (!inGroup || isShown(inGroup.key, state)) && isShown(field.key, state)]
      }),
    ),
    values: Object.fromEntries(fields.map(field => [field.key, valueNow(field, state)])),
  })

  let state: State = { shown: {}, values: {} }
  let isSettled = false
  for (let round = 0; round < 60 && !isSettled; round += 1) {
    const then = next(state)
    isSettled = JSON.stringify(then) === JSON.stringify(state)
    state = then
  }
  if (!isSettled) return null

  const holdingNow = holding(state)
  const visible = fields.filter(({ key }) => state.shown[key])
  const isRequired = (field: Field): boolean => {
    const said = holdingNow
      .flat()
      .filter(action => action.action === 'require' || action.action === 'optional')
      .filter(action => 'targets' in action && action.targets.some(key => membersOf(key).includes(field)))
      .at(-1)
    return (said ? said.action === 'require' : field.required) && field.kind !== 'computed' && field.kind !== 'guide'
  }
  const optionsOf = (field: Field): string[] | undefined => {
    const narrowed = actionsWith(field.key, holdingNow)
      .filter(action => action.action === 'options')
      .at(-1)
    return narrowed?.action === 'options'
      ? (field.options ?? []).filter(option => narrowed.options.includes(option))
      : undefined
  }
  const says = (name: 'warn' | 'block') =>
    holdingNow.flat().flatMap(action => (action.action === name ? [action.says] : []))
  const effects = holdingNow.flat().filter(({ action }) => aboutTicket.includes(action))
  return {
    visible: visible.map(({ key }) => key),
    required: visible.filter(isRequired).map(({ key }) => key),
    values: Object.fromEntries(
      visible
        .filter(({ kind, key }) => kind !== 'guide' && !kindOf[kind].isEmpty(state.values[key]))
        .map(({ key }) => [key, state.values[key]]),
    ),
    options: Object.fromEntries(visible.flatMap(field => (optionsOf(field) ? [[field.key, optionsOf(field)]] : []))),
    warns: says('warn'),
    blocks: says('block'),
    actions: effects.filter((one, at) => effects.findIndex(two => JSON.stringify(one) === JSON.stringify(two)) === at),
    wrong: fields.flatMap(field => {
      const { key } = field
      const said = Object.hasOwn(answers, key) ? (answers[key] ?? null) : null
      const kind = kindOf[field.kind]
      if (!state.shown[key]) return kind.isEmpty(said) || field.kind === 'computed' ? [] : [`${key} hidden`]
      const value = field.kind === 'guide' ? said : (state.values[key] ?? null)
      if (kind.isEmpty(value)) return isRequired(field) ? [`${key} missing`] : []
      const options = optionsOf(field)
      return kind.complaint(value, options ? { ...field, options } : field) === null ? [] : [`${key} invalid`]
    }),
  }
}
