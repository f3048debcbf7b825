import { type TemplateProblem, templatesApi } from '../../../../../shared/templates/api'
import type { TemplateDocument } from '../../../../../shared/templates/edits'
import { call, newKey } from '../../lib/api'
import { ApiRefusal, sentenceOf } from '../../lib/trouble'

export type SavingState =
  | { is: 'saved'; at: string }
  | { is: 'pending' }
  | { is: 'saving' }
  /** Nobody answered; it is tried again by itself. */
  | { is: 'offline' }
  /** The server said no; typing on tries again. */
  | { is: 'refused'; says: string }
  /** Somebody else has the draft, or saved it from another window: what is here can no longer be saved. */
  | { is: 'lost'; says: string }

export type Saving = {
  get: () => SavingState
  subscribe: (listener: () => void) => () => void
  /** The document is now this; saved after a pause. */
  changed: (document: TemplateDocument) => void
  /** Saves what is not saved yet; the version then, or null when it could not be. */
  flush: () => Promise<number | null>
  problems: () => readonly TemplateProblem[]
  /** What the server finds without a save: others may have changed what the draft names. */
  found: (problems: readonly TemplateProblem[]) => void
  lose: (says: string) => void
  /** Sends again as soon as the network is back; returns how to stop. */
  start: () => () => void
}

const PAUSE_MS = 800
const RETRY_MS = 4000

type Attempt = { document: TemplateDocument; version: number; key: string }
type Draft = { code: string; version: number; savedAt: string }

/** A draft that was taken over or changed elsewhere answers with 403, 404 or 409. */
const isLoss = (problem: unknown): problem is ApiRefusal =>
  problem instanceof ApiRefusal && problem.code.startsWith('template.') && [403, 404, 409].includes(problem.status)

/** Saves one draft, one request at a time, always the newest document. */
export const createSaving = (draft: Draft): Saving => {
  let version = draft.version
  let state: SavingState = { is: 'saved', at: draft.savedAt }
  let waiting: TemplateDocument | null = null
  let running: Promise<void> | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let problems: readonly TemplateProblem[] = []
  /** Sent without an answer: perhaps it was saved. It is sent again as it was, with its key, before anything newer. */
  let unanswered: Attempt | null = null
  const listeners = new Set<() => void>()
  const set = (next: SavingState): void => {
    state = next
    for (const listener of listeners) listener()
  }
  const later = (ms: number): void => {
    clearTimeout(timer)
    timer = setTimeout(() => void save(), ms)
  }

  const fail = (attempt: Attempt, problem: unknown): void => {
    if (isLoss(problem)) {
      set({ is: 'lost', says: sentenceOf(problem) })
    } else if (problem instanceof ApiRefusal && problem.status < 500) {
      waiting ??= attempt.document
      set({ is: 'refused', says: sentenceOf(problem) })
    } else {
      unanswered = attempt
      set({ is: 'offline' })
      later(RETRY_MS)
    }
  }

  const nextAttempt = (): Attempt | null => {
    if (unanswered || !waiting) return unanswered
    const document = waiting
    waiting = null
    return { document, version, key: newKey() }
  }

  const saveOne = async (): Promise<void> => {
    const attempt = state.is === 'lost' ? null : nextAttempt()
    if (!attempt) return
    unanswered = null
    set({ is: 'saving' })
    const { document, key } = attempt
    try {
      const input = { code: draft.code, version: attempt.version, ...document }
      const saved = await call(templatesApi.saveDraft, input, key)
      version = saved.version
      problems = saved.problems
      set(waiting ? { is: 'pending' } : { is: 'saved', at: saved.savedAt })
      if (waiting) later(PAUSE_MS)
    } catch (problem) {
      fail(attempt, problem)
    }
  }

  const save = (): Promise<void> => {
    clearTimeout(timer)
    running ??= saveOne().finally(() => {
      running = null
    })
    return running
  }

  const onBack = (): void => {
    if (state.is === 'offline') void save()
  }

  return {
    get: () => state,
    subscribe: listener => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    changed: document => {
      waiting = document
      if (state.is === 'lost') return
      if (state.is !== 'saving' && state.is !== 'offline') set({ is: 'pending' })
      later(PAUSE_MS)
    },
    flush: async () => {
      while (waiting || unanswered || running) {
        await save()
        if (state.is !== 'saved' && state.is !== 'pending') return null
      }
      return state.is === 'saved' ? version : null
    },
    problems: () => problems,
    found: next => {
      problems = next
      for (const listener of listeners) listener()
    },
    lose: says => set({ is: 'lost', says }),
    start: () => {
      window.addEventListener('online', onBack)
      return () => {
        clearTimeout(timer)
        window.removeEventListener('online', onBack)
      }
    },
  }
}
