import type { FieldKind } from './fields'
import { cascade, choice, choices } from './kinds/choices'
import { file, photo, signature, video, voice } from './kinds/files'
import { computed, duration, money, number, rating } from './kinds/numbers'
import { customer, device, parts, staff } from './kinds/people'
import { address, region } from './kinds/places'
import type { KindRecord } from './kinds/record'
import { checklist, guide, table } from './kinds/steps'
import { idNumber, longText, phone, scan, text } from './kinds/text'
import { date, dateTime, time } from './kinds/times'

/** One record per kind of field; a new kind does not compile until it is here. */
export const kindOf: Readonly<Record<FieldKind, KindRecord>> = {
  text,
  longText,
  number,
  money,
  choice,
  choices,
  cascade,
  rating,
  date,
  time,
  dateTime,
  duration,
  phone,
  idNumber,
  region,
  address,
  customer,
  staff,
  device,
  parts,
  scan,
  photo,
  video,
  file,
  voice,
  signature,
  checklist,
  table,
  computed,
  guide,
}
