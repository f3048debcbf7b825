import { useEffect, useState } from 'react'
import { dropDraft, keepDraft } from '../lib/drafts'
import { knownIn } from '../lib/known'
import { draftKey, openDraft } from '../ui/form/useForm'
import type { UsedPart } from './Parts'

export type OnSite = { photoIds: string[]; parts: UsedPart[]; summary: string }

const nothing: OnSite = { photoIds: [], parts: [], summary: '' }

/** What is gathered on site stays on the phone until the work is finished, whatever becomes of the page. */
export const useOnSite = (ticketId: string) => {
  const of = `onSite ${ticketId}`
  const [gathered, setGathered] = useState<OnSite>(() => ({
    ...nothing,
    ...(openDraft(of)?.extras as Partial<OnSite>),
  }))
  useEffect(() => {
    if (gathered === nothing) dropDraft(draftKey(of))
    else keepDraft(draftKey(of), { answers: {}, extras: gathered, known: knownIn(gathered) })
  }, [of, gathered])
  return {
    ...gathered,
    change: (more: Partial<OnSite>) => setGathered(before => ({ ...before, ...more })),
    done: () => setGathered(nothing),
  }
}
