import { ApiRefusal, sentenceOf } from './trouble'

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

/** Of documents `D` in which the server finds problems `P`. */
export type Saving<D, P> = {
  get: () => SavingState
  subscribe: (listener: () => void) => () => void
  /** The document is now this; saved after a pause. */
  changed: (document: D) => void
  /** Saves what is not saved yet; the version then, or null when it could not be. */
  flush: () => Promise<number | null>
  /** As the server last told it. */
  version: () => number
  problems: () => readonly P[]
  /** What the server finds without a save: others may have changed what the draft names. */
  found: (problems: readonly P[]) => void
  lose: (says: string) => void
  /** The network is back: what had no answer is sent again at once. */
  back: () => void
}

const PAUSE_MS = 800
const RETRY_MS = 4000

type Attempt<D> = { document: D; version: number; key: string }
type Saved<P> = { version: number; savedAt: string; problems: readonly P[] }

export type SavedDraft<D, P> = Saved<P> & {
  /** The first word of its refusals. */
  subject: 'template' | 'flow'
  send: (attempt: Attempt<D>) => Promise<Saved<P>>
}

/** Saves one draft, one request at a time, always the newest document. */
export const createSaving = <D, P>({ subject, send, ...draft }: SavedDraft<D, P>): Saving<D, P> => {
  let version = draft.version
  let state: SavingState = { is: 'saved', at: draft.savedAt }
  let waiting: D | null = null
  let running: Promise<void> | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let problems = draft.problems
  /** Sent without an answer: perhaps it was saved. It is sent again as it was, with its key, before anything newer. */
  let unanswered: Attempt<D> | null = null
  const listeners = new Set<() => void>()
  const set = (next: SavingState): void => {
    state = next
    for (const listener of listeners) listener()
  }
  const later = (ms: number): void => {
    clearTimeout(timer)
    timer = setTimeout(() => void save(), ms)
  }

  /** A draft that was taken over or changed elsewhere answers with 403, 404 or 409. */
  const isLoss = (problem: unknown): boolean =>
    problem instanceof ApiRefusal && problem.code.startsWith(`${subject}.`) && [403, 404, 409].includes(problem.status)

  const fail = (attempt: Attempt<D>, problem: unknown): void => {
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

  const nextAttempt = (): Attempt<D> | null => {
    if (unanswered || !waiting) return unanswered
    const document = waiting
    waiting = null
    return { document, version, key: crypto.randomUUID() }
  }

  const saveOne = async (): Promise<void> => {
    const attempt = state.is === 'lost' ? null : nextAttempt()
    if (!attempt) return
    unanswered = null
    set({ is: 'saving' })
    try {
      const saved = await send(attempt)
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
        if (state.is === 'offline' || state.is === 'refused' || state.is === 'lost') return null
      }
      return state.is === 'saved' ? version : null
    },
    version: () => version,
    problems: () => problems,
    found: next => {
      problems = next
      for (const listener of listeners) listener()
    },
    lose: says => set({ is: 'lost', says }),
    back: () => {
      if (state.is === 'offline') void save()
    },
  }
}
