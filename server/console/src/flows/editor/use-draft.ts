import { useCallback, useEffect, useRef, useState } from 'react'
import { flowsApi } from '../../../../../shared/flows/api'
import type { FlowDraftView } from '../../../../../shared/flows/library'
import { beginHistory, type Edit, type History, perform, redo, undo } from '../../../../../shared/templates/history'
import { call } from '../../lib/api'
import { NetworkTrouble, sentenceOf } from '../../lib/trouble'
import type { FlowDocument } from './edits'

export type Saving = { is: 'saved' | 'saving' | 'unsaved' } | { is: 'refused'; says: string }

const PAUSE_MS = 800
const RETRY_MS = 4000

/** A draft under one's hands: every edit can be taken back, and is saved a moment after the last one. */
export const useDraft = (draft: FlowDraftView) => {
  const [history, setHistory] = useState<History<FlowDocument>>(() =>
    beginHistory({ name: draft.name, body: draft.body }),
  )
  const [saving, setSaving] = useState<Saving>({ is: 'saved' })
  const [problems, setProblems] = useState(draft.problems)
  const kept = useRef({ version: draft.version, document: history.document })
  const { document } = history

  const save = useCallback(async (): Promise<number | null> => {
    if (kept.current.document === document) return kept.current.version
    setSaving({ is: 'saving' })
    try {
      const { version } = kept.current
      const saved = await call(flowsApi.saveDraft, {
        code: draft.code,
        version,
        name: document.name || draft.name,
        body: document.body,
      })
      kept.current = { version: saved.version, document }
      setProblems(saved.problems)
      setSaving({ is: 'saved' })
      return saved.version
    } catch (problem) {
      setSaving(problem instanceof NetworkTrouble ? { is: 'unsaved' } : { is: 'refused', says: sentenceOf(problem) })
      return null
    }
  }, [document, draft.code, draft.name])

  useEffect(() => {
    if (kept.current.document === document) return
    const timer = setTimeout(() => void save(), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [document, save])
  useEffect(() => {
    if (saving.is !== 'unsaved') return
    const timer = setTimeout(() => void save(), RETRY_MS)
    return () => clearTimeout(timer)
  }, [saving, save])

  const latest = useRef(save)
  latest.current = save
  // Whoever leaves at once keeps the last edit too.
  useEffect(() => () => void latest.current(), [])

  const edit = useCallback((make: (document: FlowDocument) => Edit) => {
    setHistory(before => perform(before, make(before.document), Date.now()))
  }, [])
  return {
    document,
    problems,
    saving,
    /** The version that stands on the server with everything in it; null when it could not be saved. */
    save,
    edit,
    undo: useCallback(() => setHistory(undo), []),
    redo: useCallback(() => setHistory(redo), []),
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
  }
}
export type DraftDesk = ReturnType<typeof useDraft>
