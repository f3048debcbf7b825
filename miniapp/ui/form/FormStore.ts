import { initialAnswers } from '../../../shared/templates/answers'
import {
  evaluateForm,
  type Form,
  type FormBody,
  type FormContext,
  type FormError,
  variantOf,
} from '../../../shared/templates/evaluate'
import type { Answer, Answers, Field } from '../../../shared/templates/fields'
import { kindOf } from '../../../shared/templates/kinds'
import { errorsAt, type FormStage } from '../../../shared/templates/stages'
import { Listeners } from './Listeners'
import { isSame, type Row, rowOf } from './rows'
import { type Section, sectionsOf } from './sections'

/** Values known before anybody types, and where each comes from, by field key. */
export type Prefilled = { answers: Answers; origins: Record<string, string> }

export type Setup = {
  body: FormBody
  context: FormContext
  known: Prefilled
  typed: Answers
  /** Whether this page asks a field, `required` being as the rules have it; the others count in the rules all the same. */
  asks: (field: Field) => boolean
  /** What counts as missing. */
  stage: FormStage
}

export type Shape = {
  /** Keys of the groups that stand open, and of those in which nothing is asked. */
  open: readonly string[]
  empty: readonly string[]
  warnings: readonly string[]
  blocks: readonly string[]
}

/** Typing rests this long before the rules are run. */
export const REST_MS = 120

const SHAPE = ''

/**
 * A form while it is filled in. Each row is heard by its own key: an answer redraws its row at once, and after the
 * rules have run those rows that they changed.
 */
export class FormStore {
  private readonly heard = new Listeners()
  private readonly rows = new Map<string, Row>()
  private readonly busy = new Set<string>()
  private readonly fields: readonly Field[]
  private readonly byKey: ReadonlyMap<string, Field>
  private readonly setup: Setup
  readonly sections: readonly Section[]
  private open: ReadonlySet<string>
  private context: FormContext
  private known: Prefilled
  private typed: Answers
  private form: Form
  private shownShape: Shape
  private timer: ReturnType<typeof setTimeout> | null = null
  /** After the first attempt to send, what is wrong is shown. */
  private isTried = false

  constructor(setup: Setup) {
    this.setup = setup
    this.context = setup.context
    this.fields = variantOf(setup.body, setup.context).fields
    this.byKey = new Map(this.fields.map(field => [field.key, field]))
    this.known = this.withInitial(setup.known)
    this.typed = Object.fromEntries(Object.entries(setup.typed).filter(([key]) => this.byKey.has(key)))
    this.sections = sectionsOf(setup.body.groups, this.fields)
    this.open = new Set(setup.body.groups.flatMap(group => (group.isCollapsed ? [] : [group.key])))
    this.form = this.evaluated()
    for (const field of this.fields) this.rows.set(field.key, this.newRow(field))
    this.shownShape = this.newShape()
  }

  readonly row = (key: string): Row => this.rows.get(key) as Row
  readonly shape = (): Shape => this.shownShape
  readonly hearRow = (key: string, listener: () => void): (() => void) => this.heard.add(key, listener)
  readonly hearShape = (listener: () => void): (() => void) => this.heard.add(SHAPE, listener)
  /** Tells of every answer. */
  readonly hearAll = (listener: () => void): (() => void) => this.heard.add('*', listener)

  get answers(): Answers {
    return this.typed
  }

  answer(key: string, value: Answer): void {
    this.typed = { ...this.typed, [key]: value }
    this.show({ ...this.row(key), value, origin: null })
    this.later()
    this.heard.tell('*')
  }

  /** Something else is known now, as after another device was chosen. */
  know(known: Prefilled, context: FormContext): void {
    this.context = context
    this.known = this.withInitial(known)
    this.later()
  }

  setBusy(key: string, isBusy: boolean): void {
    if (isBusy) this.busy.add(key)
    else this.busy.delete(key)
  }

  get isBusy(): boolean {
    return this.busy.size > 0
  }

  toggle(group: string): void {
    const open = new Set(this.open)
    if (!open.delete(group)) open.add(group)
    this.open = open
    this.showShape()
  }

  /** Runs the rules now and shows all that is wrong; the keys of what is, in order, '' for the form as a whole. */
  check(): string[] {
    this.isTried = true
    this.run()
    const isWrong = (key: string) => this.row(key).wrong !== null
    const wrong = this.asked().filter(isWrong)
    this.open = new Set([
      ...this.open,
      ...this.sections.flatMap(({ key, fields }) => (key && fields.some(isWrong) ? [key] : [])),
    ])
    this.showShape()
    return this.shownShape.blocks.length > 0 ? [...wrong, ''] : wrong
  }

  /**
   * What was said in fields that are shown, tidied. Values that come from a record stay out: the server knows them
   * itself; but one that was emptied here stays empty there.
   */
  toSend(): Answers {
    this.run()
    const { answers, origins } = this.known
    const initial = Object.entries(answers).filter(([key]) => !(key in origins))
    const said = { ...Object.fromEntries(initial), ...this.typed }
    return Object.fromEntries(
      this.asked().flatMap(key => {
        if (!(key in said)) return []
        const value = this.read(key, said[key] ?? null)
        if (!kindOf[this.fieldOf(key).kind].isEmpty(value)) return [[key, value]]
        return key in origins ? [[key, kindOf[this.fieldOf(key).kind].empty]] : []
      }),
    )
  }

  stop(): void {
    if (this.timer) clearTimeout(this.timer)
    this.timer = null
  }

  private later(): void {
    this.stop()
    this.timer = setTimeout(() => this.run(), REST_MS)
  }

  private run(): void {
    this.stop()
    this.form = this.evaluated()
    for (const field of this.fields) this.show(this.newRow(field))
    this.showShape()
  }

  private showShape(): void {
    const shape = this.newShape()
    if (isSame(shape, this.shownShape)) return
    this.shownShape = shape
    this.heard.tell(SHAPE)
  }

  private evaluated(): Form {
    const form = evaluateForm(this.setup.body, this.tidied(), this.context)
    return { ...form, errors: errorsAt(this.setup.stage, this.fields, form) }
  }

  private withInitial({ answers, origins }: Prefilled): Prefilled {
    return { origins, answers: { ...initialAnswers(this.fields), ...answers } }
  }

  private tidied(): Answers {
    const said = { ...this.known.answers, ...this.typed }
    return Object.fromEntries(Object.entries(said).map(([key, value]) => [key, this.read(key, value)]))
  }

  private read(key: string, value: Answer): Answer {
    const field = this.fieldOf(key)
    return kindOf[field.kind].read(value, field)
  }

  private fieldOf(key: string): Field {
    return this.byKey.get(key) as Field
  }

  /** Keys of the fields that stand on the page, in the order of the page. */
  private asked(): string[] {
    return this.sections.flatMap(section => section.fields.filter(key => this.row(key).isShown))
  }

  private show(row: Row): void {
    const { key } = row.field
    if (isSame(row, this.rows.get(key))) return
    this.rows.set(key, row)
    this.heard.tell(key)
  }

  private newRow(field: Field): Row {
    const read = (key: string, value: Answer) => this.read(key, value)
    const said = { typed: this.typed, origins: this.known.origins, read }
    return rowOf(field, this.form, said, { isTried: this.isTried, asks: this.setup.asks })
  }

  private newShape(): Shape {
    const asked = new Set(this.asked())
    const { warnings, errors } = this.form
    const isBlock = ({ key, code }: FormError) => key === '' || (code === 'template.blocked' && !asked.has(key))
    const empty = this.sections.filter(({ fields }) => !fields.some(key => asked.has(key)))
    return {
      open: [...this.open],
      empty: empty.flatMap(({ key }) => key ?? []),
      warnings: warnings.flatMap(({ key, says }) => (key ? [] : [says])),
      blocks: errors.filter(isBlock).map(({ message }) => message),
    }
  }
}
