import type { FlowView, flowLibraryApi, ShelvedFlow } from '../../../shared/flows/library'
import { problemsOfFlow } from '../../../shared/flows/problems'
import { STANDARD, standardName } from '../../../shared/flows/standard'
import type { ReadInputOf } from '../../../shared/kernel/endpoint'
import { Refusal, refuseUnless } from '../../../shared/kernel/refusal'
import { toWire } from '../../../shared/kernel/time'
import type { Call, Reading } from '../../call'
import { isDuplicate } from '../../db/rows'
import { findFlow } from '../actions'
import { findOwnDraft } from '../drafts/actions'
import { listDrafts, removeDraft } from '../drafts/store'
import { countRuns } from '../runs/store'
import { listNewest, listVersionsOf, lookNewest, saveFlows } from '../store'

type Input<Name extends keyof typeof flowLibraryApi> = ReadInputOf<(typeof flowLibraryApi)[Name]>

const standardShelved: ShelvedFlow = {
  code: STANDARD,
  name: standardName,
  isStandard: true,
  published: { id: STANDARD, versionNo: 1, publishedAt: null },
  draft: null,
}

/** Every flow, published or only drafted; documents are not read, so one that is broken hides no other. */
export const showLibrary = async ({ tx, actor }: Reading): Promise<{ items: ShelvedFlow[] }> => {
  const newest = new Map((await listNewest(tx)).map(row => [row.code, row]))
  const drafts = new Map((await listDrafts(tx)).map(row => [row.id, row]))
  const codes = [...newest.keys(), ...[...drafts.keys()].filter(code => !newest.has(code))]
  const items = codes.map((code): ShelvedFlow => {
    const [row, draft] = [newest.get(code), drafts.get(code)]
    return {
      code,
      name: row?.name ?? draft?.name ?? code,
      isStandard: false,
      published: row ? { id: row.id, versionNo: row.versionNo, publishedAt: toWire(row.publishedAt) } : null,
      draft: draft
        ? { editorName: draft.editorName, isMine: draft.editorId === actor.personId, savedAt: toWire(draft.editedAt) }
        : null,
    }
  })
  return { items: [standardShelved, ...items] }
}

/** The newest first, with how many tickets follow each. */
export const listVersions = async ({ tx }: Reading, { code }: Input<'versions'>) => {
  const rows = await listVersionsOf(tx, code)
  const counts = await countRuns(
    tx,
    rows.map(({ id }) => id),
  )
  const { published: standard } = standardShelved
  if (code === STANDARD && standard) return { items: [{ ...standard, name: standardName, tickets: 0 }] }
  return {
    items: rows.map(({ id, versionNo, name, publishedAt }) => ({
      id,
      versionNo,
      name,
      publishedAt: toWire(publishedAt),
      tickets: counts.get(id) ?? 0,
    })),
  }
}

/**
 * Makes the caller's draft the next version; tickets that run keep theirs. Refuses `flow.unsound` with every problem,
 * `flow.being_edited`, `flow.changed_meanwhile`.
 */
export const publish = async (call: Call, input: Input<'publish'>): Promise<FlowView> => {
  const draft = await findOwnDraft(call, input)
  const problems = problemsOfFlow(draft.body)
  refuseUnless(problems.length === 0, 'flow.unsound', { reason: problems[0]?.says, problems })
  refuseUnless(await removeDraft(call.tx, draft), 'flow.changed_meanwhile')
  const newest = await lookNewest(call.tx, draft.id)
  const id = call.newId()
  const row = {
    id,
    code: draft.id,
    versionNo: (newest?.versionNo ?? 0) + 1,
    name: draft.name,
    body: draft.body,
    publishedAt: call.now,
    publishedById: call.actor.personId,
  }
  try {
    await saveFlows(call.tx, [row])
  } catch (error) {
    throw isDuplicate(error) ? new Refusal('flow.changed_meanwhile') : error
  }
  return findFlow(call, id)
}
