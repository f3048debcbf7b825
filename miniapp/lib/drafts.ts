import Taro from '@tarojs/taro'
import { DAY } from '../../shared/kernel/time'
import type { Answers } from '../../shared/templates/fields'
import { type Known, rememberAll } from './known'

/** Forms that were begun and not sent. They stay on this phone, and go when somebody else logs in. */
const KEY = 'paidan.drafts'
const MOST = 10
const LONGEST_MS = 7 * DAY

/** `extras` are what the page asks besides the template's own fields. */
export type Draft = { answers: Answers; extras: Answers; known: Known }
type Kept = Draft & { at: number }

const all = (): Record<string, Kept> => (Taro.getStorageSync(KEY) as Record<string, Kept> | '') || {}

const put = (drafts: Record<string, Kept>): void => {
  try {
    Taro.setStorageSync(KEY, drafts)
  } catch {
    Taro.removeStorageSync(KEY)
  }
}

const without = (key: string): Record<string, Kept> => {
  const { [key]: _, ...others } = all()
  return others
}

export const keepDraft = (key: string, draft: Draft): void => {
  const others = Object.entries(without(key)).sort(([, a], [, b]) => b.at - a.at)
  put({ ...Object.fromEntries(others.slice(0, MOST - 1)), [key]: { ...draft, at: Date.now() } })
}

export const dropDraft = (key: string): void => put(without(key))

/** Names and files of the draft are known again afterwards. */
export const keptDraft = (key: string): Draft | null => {
  const kept = all()[key]
  if (!kept || Date.now() - kept.at > LONGEST_MS) return null
  rememberAll(kept.known)
  return kept
}

export const clearDrafts = (): void => Taro.removeStorageSync(KEY)
