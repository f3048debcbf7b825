import { Refusal } from '../kernel/refusal'
import type { Compiled, Run } from './compile'
import { newRun } from './conditions'
import type { FormContext } from './evaluate'
import type { Answer, Answers } from './fields'
import { fitted } from './fit'
import { truthy } from './operators'
import type { FieldPlan, Filling, GroupPlan, Plan, ShowPlan } from './plan'

const MOST_ROUNDS = 10
/** Steps of one expression, and of a whole evaluation: at the very most, some tenths of a second on a phone. */
const STEPS_EACH = 50_000
const STEPS_IN_ALL = 200_000

const TOO_LARGE = 'logic.too_large'

const isSame = (a: Answer, b: Answer): boolean => a === b || JSON.stringify(a) === JSON.stringify(b)

/** What expressions see: answers by key, null where there is none, and what is known around the form. */
const dataFor = ({ fields }: Plan, { ticket, customer, device, regionCode }: FormContext): Record<string, unknown> => {
  const data: Record<string, unknown> = Object.create(null)
  for (const { field } of fields) data[field.key] = null
  data.ticket = ticket ?? null
  data.customer = customer ?? null
  data.device = device ?? null
  data.regionCode = regionCode ?? null
  return data
}

/** A form on its way to the fixed point, then at it: what is shown and what it holds, by place of the field. */
export class Settling {
  readonly isShown: boolean[]
  readonly values: Answer[]
  /** What was said; null where nothing was. */
  readonly given: Answer[]
  /** Keys of answers to no question. */
  readonly strangers: string[] = []
  /** Places of fields for which something was worked out that cannot be their answer. */
  readonly misfits = new Set<number>()
  /** What kept expressions from being computed, each once. */
  readonly refusals = new Map<string, Refusal>()
  private readonly plan: Plan
  private readonly data: Record<string, unknown>
  private readonly run: Run
  private stepsLeft = STEPS_IN_ALL
  private readonly verdicts: (boolean | undefined)[]
  private readonly groupVerdicts: (boolean | undefined)[]

  constructor(plan: Plan, answers: Answers, context: FormContext) {
    this.plan = plan
    this.data = dataFor(plan, context)
    this.run = newRun(context.at ?? null)
    this.isShown = plan.fields.map(() => false)
    this.values = plan.fields.map(() => null)
    this.given = plan.fields.map(() => null)
    this.verdicts = plan.rules.map(() => undefined)
    this.groupVerdicts = Array.from({ length: plan.groupCount }, () => undefined)
    this.take(answers)
  }

  /** Whether a rule's condition holds. */
  holds(rule: number): boolean {
    const known = this.verdicts[rule]
    if (known !== undefined) return known
    const when = this.plan.rules[rule]?.when
    const verdict = when !== undefined && truthy(this.compute(when))
    this.verdicts[rule] = verdict
    return verdict
  }

  /** Goes through all fields, each behind those it depends on; whether another round could change anything. */
  round(): boolean {
    this.verdicts.fill(undefined)
    this.groupVerdicts.fill(undefined)
    let isMoving = false
    for (const place of this.plan.order) if (this.visit(place)) isMoving = true
    return isMoving
  }

  private take(answers: Answers): void {
    const { placeOf, fields } = this.plan
    for (const key of Object.keys(answers)) {
      const place = placeOf.get(key)
      const value = answers[key] ?? null
      if (place === undefined) this.strangers.push(key)
      else if (!fields[place]?.kind.isEmpty(value)) this.given[place] = value
    }
  }

  private visit(place: number): boolean {
    const field = this.plan.fields[place] as FieldPlan
    const isShown = !field.isOut && (field.group === null || this.isGroupShown(field.group)) && this.isShownBy(field)
    const value = isShown ? this.valueNow(place, field) : null
    const isChanged =
      !this.plan.isAcyclic && (isShown !== this.isShown[place] || !isSame(value, this.values[place] ?? null))
    this.isShown[place] = isShown
    this.values[place] = value
    this.data[field.field.key] = value
    return isChanged
  }

  private isShownBy({ startsHidden, showings }: ShowPlan): boolean {
    let isShown = !startsHidden
    for (const showing of showings) if (this.holds(showing.rule)) isShown = showing.isShown
    return isShown
  }

  private isGroupShown(group: GroupPlan): boolean {
    this.groupVerdicts[group.place] ??= this.isShownBy(group)
    return this.groupVerdicts[group.place] as boolean
  }

  private valueNow(place: number, field: FieldPlan): Answer {
    if (this.misfits.size > 0) this.misfits.delete(place)
    let value = field.formula ? this.workOut(field.formula, place, field) : this.saidTo(place, field)
    for (const filling of field.fillings) value = this.filled(value, filling, place, field)
    return value
  }

  /** A guide has no value, whatever was sent. */
  private saidTo(place: number, { field }: FieldPlan): Answer {
    return field.kind === 'guide' ? null : (this.given[place] ?? null)
  }

  private filled(value: Answer, { rule, how, value: expression }: Filling, place: number, field: FieldPlan): Answer {
    if (!this.holds(rule) || (how === 'set' && value !== null)) return value
    return how === 'clear' ? null : this.workOut(expression, place, field)
  }

  private workOut(expression: Compiled, place: number, { field, kind }: FieldPlan): Answer {
    const { answer, isFit } = fitted(this.compute(expression), field, kind)
    if (!isFit) this.misfits.add(place)
    return answer
  }

  /** Computes within its steps; what is refused gives nothing. */
  private compute(expression: Compiled): unknown {
    if (this.stepsLeft === 0) return this.refused(new Refusal(TOO_LARGE))
    const granted = Math.min(this.stepsLeft, STEPS_EACH)
    this.run.stepsLeft = granted
    try {
      return expression(this.data, this.run)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      return this.refused(error)
    } finally {
      this.stepsLeft -= granted - Math.max(0, this.run.stepsLeft)
    }
  }

  refused(refusal: Refusal): null {
    if (!this.refusals.has(refusal.code)) this.refusals.set(refusal.code, refusal)
    return null
  }
}

/** The form where nothing changes any more: after one round where no field depends on itself by a detour, else after at most ten. */
export const settle = (plan: Plan, answers: Answers, context: FormContext): Settling => {
  const settling = new Settling(plan, answers, context)
  let isMoving = true
  for (let round = 0; isMoving && round < MOST_ROUNDS; round += 1) {
    isMoving = settling.round()
  }
  if (isMoving) settling.refused(new Refusal('logic.unsettled'))
  return settling
}
