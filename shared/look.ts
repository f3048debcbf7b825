import type { Status } from './tickets/life'

/** How Paidan looks: the one place both front ends take colours and sizes from. `miniapp/app.css` repeats them as variables; a test compares. */
export type Palette = Record<ColorName, string>

export type ColorName =
  | 'accent'
  | 'accentInk'
  | 'accentWash'
  | 'accentFill'
  | 'page'
  | 'card'
  | 'line'
  | 'text'
  | 'textSecond'
  | 'textWeak'
  | 'waiting'
  | 'waitingInk'
  | 'waitingWash'
  | 'moving'
  | 'movingInk'
  | 'movingWash'
  | 'attention'
  | 'attentionInk'
  | 'attentionWash'
  | 'overdue'
  | 'overdueInk'
  | 'overdueWash'
  | 'overdueFill'
  | 'done'
  | 'doneInk'
  | 'doneWash'

/** `Ink` is for words on `Wash`, white words stand on `Fill`; each keeps a contrast of at least 4.5. */
export const light: Palette = {
  accent: '#2F6BFF',
  accentInk: '#1D4FD7',
  accentWash: '#EAF0FF',
  accentFill: '#2B68FC',
  page: '#F4F6F9',
  card: '#FFFFFF',
  line: '#E6E9EE',
  text: '#1B1F26',
  textSecond: '#5A6270',
  textWeak: '#69717F',
  waiting: '#8A93A3',
  waitingInk: '#515A69',
  waitingWash: '#EEF1F5',
  moving: '#2F6BFF',
  movingInk: '#1D4FD7',
  movingWash: '#EAF0FF',
  attention: '#E58A00',
  attentionInk: '#8F5200',
  attentionWash: '#FFF3DF',
  overdue: '#D93026',
  overdueInk: '#B3241B',
  overdueWash: '#FDECEA',
  overdueFill: '#D93026',
  done: '#1E8E3E',
  doneInk: '#156C2E',
  doneWash: '#E6F4EA',
}

export const dark: Palette = {
  accent: '#4C80FF',
  accentInk: '#A9C3FF',
  accentWash: '#1D2A4A',
  accentFill: '#2B68FC',
  page: '#111318',
  card: '#1B1E25',
  line: '#2C313B',
  text: '#E9ECF2',
  textSecond: '#B1B8C5',
  textWeak: '#949CAB',
  waiting: '#7C8596',
  waitingInk: '#C0C7D3',
  waitingWash: '#282D37',
  moving: '#4C80FF',
  movingInk: '#A9C3FF',
  movingWash: '#1D2A4A',
  attention: '#F0A02C',
  attentionInk: '#FFCB7D',
  attentionWash: '#3A2B12',
  overdue: '#F0564B',
  overdueInk: '#FFB3AD',
  overdueWash: '#411D1B',
  overdueFill: '#D93026',
  done: '#43B365',
  doneInk: '#9BE0B0',
  doneWash: '#173521',
}

/** A tone always stands beside a word, never alone. */
export type Tone = 'waiting' | 'moving' | 'attention' | 'overdue' | 'done'

/** In px. */
export const radii = { s: 6, m: 12, l: 16 } as const
/** From this window width on, lists and details stand side by side. */
export const wideFrom = 900

/** `accentInk` becomes `--accent-ink`. */
export const variableOf = (name: string): string => `--${name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)}`

export const toneOfStatus: Record<Status, Tone> = {
  draft: 'waiting',
  open: 'attention',
  assigned: 'waiting',
  accepted: 'moving',
  travelling: 'moving',
  working: 'moving',
  waiting: 'waiting',
  awaiting_acceptance: 'attention',
  completed: 'done',
  closed: 'done',
  cancelled: 'waiting',
}
