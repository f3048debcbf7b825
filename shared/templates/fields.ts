import * as z from 'zod/mini'
import { listOf, requiredText, text } from '../kernel/schema'
import { cascadeOption, checklistStep, tableColumn } from './parts'

/** The library of the designer, in the order of its shelves. What each kind is and does: `kinds.ts`. */
export const fieldKinds = [
  'text',
  'longText',
  'number',
  'money',
  'choice',
  'choices',
  'cascade',
  'rating',
  'date',
  'time',
  'dateTime',
  'duration',
  'phone',
  'idNumber',
  'region',
  'address',
  'customer',
  'staff',
  'device',
  'parts',
  'scan',
  'photo',
  'video',
  'file',
  'voice',
  'signature',
  'checklist',
  'table',
  'computed',
  'guide',
] as const
export type FieldKind = (typeof fieldKinds)[number]

/**
 * Where a value can be taken from before anybody types. `lastOrder` is the newest of the customer's devices,
 * `lastTicket` their last ticket, of this device when one is chosen: `answer` what the last of this template says under the
 * same key, `number` that of the last of any.
 */
export const prefillSources = [
  'customer.phone',
  'customer.address',
  'customer.name',
  'customer.region',
  'customer.id',
  'device.id',
  'device.name',
  'device.model',
  'device.serial',
  'lastOrder.product',
  'lastOrder.date',
  'lastTicket.answer',
  'lastTicket.number',
  'text.product',
  'text.faultCode',
  'text.appointment',
  'text.description',
] as const
export type PrefillSource = (typeof prefillSources)[number]

export const fieldKey = z.string().check(z.regex(/^[a-z][A-Za-z0-9]{0,39}$/))

/**
 * One question of a form. The settings stand beside each other; which of them a kind uses says its record, and a
 * template with a setting that its kind does not use is refused when it is published.
 */
export const field = z.object({
  key: fieldKey,
  label: requiredText(40),
  kind: z.enum(fieldKinds),
  required: z._default(z.boolean(), false),
  hint: z.optional(text(200)),
  /** When a required field must be filled in: when the ticket is opened, or not before the work is finished. */
  stage: z.optional(z.enum(['open', 'finish'])),
  /** The group it stands in; none: at the top. */
  group: z.optional(fieldKey),
  /** Columns of the group's grid that it takes. */
  span: z.optional(z.int().check(z.gte(1), z.lte(4))),
  prefill: z.optional(z.enum(prefillSources)),
  /** A value before anybody types or anything is known. */
  initial: z.optional(z.unknown()),
  /** A variant by region or season may change or hide it. */
  isLocal: z.optional(z.boolean()),
  /** The customer may read it, and may fill it in. */
  isForCustomer: z.optional(z.boolean()),
  /** choice, choices. */
  options: z.optional(listOf(requiredText(60), 200)),
  /** cascade: at most 4 levels. */
  tree: z.optional(listOf(cascadeOption, 100)),
  /** number: value; money: fen; duration: minutes; text, longText: characters; photo, video, file, voice, choices: how many; table: rows; rating: only max. */
  min: z.optional(z.number()),
  max: z.optional(z.number()),
  /** number, computed: digits after the point, 0–6. */
  digits: z.optional(z.int().check(z.gte(0), z.lte(6))),
  /** number, computed: 台, ℃ ... */
  unit: z.optional(text(10)),
  /** text: a regular expression that the whole value must match, and what to say otherwise. */
  pattern: z.optional(z.string().check(z.maxLength(200))),
  patternSays: z.optional(text(60)),
  /** checklist. */
  steps: z.optional(listOf(checklistStep, 100)),
  /** table. */
  columns: z.optional(listOf(tableColumn, 20)),
  /** computed: JsonLogic over the other answers. */
  formula: z.optional(z.unknown()),
  /** guide: what to read; no value. */
  says: z.optional(text(2000)),
})
export type Field = z.output<typeof field>

export const group = z.object({
  key: fieldKey,
  label: requiredText(40),
  /** 1–4; a phone shows one. */
  columns: z._default(z.int().check(z.gte(1), z.lte(4)), 1),
  isCollapsed: z.optional(z.boolean()),
})
export type Group = z.output<typeof group>

const MOST_CHARACTERS = 5000

/** A value in a table's row, a checklist's step or an address. */
const plain = z.nullable(
  z.union([
    z.string().check(z.maxLength(MOST_CHARACTERS)),
    z.number(),
    z.boolean(),
    listOf(z.string().check(z.maxLength(200)), 50),
  ]),
)
const record = z.record(z.string().check(z.maxLength(40)), plain)

/**
 * The value of each kind:
 * text, longText, phone, idNumber, scan, choice: text · number: number · money: fen · date `2026-11-23` · time `09:30` ·
 * dateTime: instant with offset · duration: minutes · choices, cascade: texts · region: six digits ·
 * address `{regionCode, detail, lat, lng}` · photo, video, file, voice: file ids · signature: a file id · rating 1–5 ·
 * checklist `{<step key>: {isDone, fileIds, note}}` · table: rows `{<column key>: value}` · device, customer, staff: id ·
 * parts `[{partId, name, quantity}]` · computed: number or text · guide: none.
 */
export const answer = z.nullable(
  z.union([
    z.string().check(z.maxLength(MOST_CHARACTERS)),
    z.number(),
    z.boolean(),
    listOf(z.string().check(z.maxLength(200)), 50),
    listOf(record, 200),
    z.record(z.string().check(z.maxLength(40)), z.union([plain, record])),
  ]),
)
export const answers = z.record(z.string().check(z.maxLength(40)), answer)
export type Answers = z.output<typeof answers>
export type Answer = Answers[string]
