import { MINUTE } from '../../../shared/kernel/time'
import type { TemplateView } from '../../../shared/templates/api'
import type { DraftRow } from './store'

/** Whoever has saved nothing for so long has gone; the draft is there for the next one. */
const IDLE_MS = 10 * MINUTE

export const isIdle = ({ editedAt }: Pick<DraftRow, 'editedAt'>, now: Date): boolean =>
  now.getTime() - editedAt.getTime() >= IDLE_MS

/** What a new template begins with. */
export const blankBody: TemplateView['body'] = {
  category: 'repair',
  businessType: 'repair',
  priority: 'normal',
  fields: [],
  groups: [],
  rules: [],
  variants: [],
  agreedMinutes: 60,
  deviationMetres: 300,
  reopenDays: 7,
}

const LONGEST_NAME = 40
const COPY = '（副本）'

export const nameOfCopy = (name: string): string => name.slice(0, LONGEST_NAME - COPY.length) + COPY
