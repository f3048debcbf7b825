import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { flowsApi } from '../../../../../shared/flows/api'
import type { FlowDraftView } from '../../../../../shared/flows/library'
import { beginHistory, type Edit, type History, perform, redo, undo } from '../../../../../shared/templates/history'
import { call } from '../../lib/api'
import { createSaving } from '../../lib/saving'
import { useSaving } from '../../lib/use-saving'
import type { FlowDocument } from './edits'

const savingOf = ({ code, name, version, savedAt, problems }: FlowDraftView) =>
  createSaving<FlowDocument, FlowDraftView['problems'][number]>({
    version,
    savedAt,
    problems,
    subject: 'flow',
    send: ({ document, version, key }) =>
      call(flowsApi.saveDraft, { code, version, name: document.name.trim() || name, body: document.body }, key),
  })

/** A draft under one's hands: every edit can be taken back, and is saved a moment after the last one. */
export const useDraft = (draft: FlowDraftView) => {
  const [history, setHistory] = useState<History<FlowDocument>>(() =>
    beginHistory({ name: draft.name, body: draft.body }),
  )
  const [saver] = useState(() => savingOf(draft))
  const saving = useSaving(saver)
  const problems = useSyncExternalStore(saver.subscribe, saver.problems)
  const { document } = history

  const sent = useRef(document)
  useEffect(() => {
    if (sent.current === document) return
    sent.current = document
    saver.changed(document)
  }, [document, saver])

  const change = useCallback(
    (make: (before: History<FlowDocument>) => History<FlowDocument>) => {
      if (saver.get().is !== 'lost') setHistory(make)
    },
    [saver],
  )
  return {
    document,
    problems,
    saving,
    /** The version that stands on the server with everything in it; null when it could not be saved. */
    save: saver.flush,
    version: saver.version,
    edit: useCallback(
      (make: (document: FlowDocument) => Edit) => change(before => perform(before, make(before.document), Date.now())),
      [change],
    ),
    undo: useCallback(() => change(undo), [change]),
    redo: useCallback(() => change(redo), [change]),
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
  }
}
export type DraftDesk = ReturnType<typeof useDraft>
