import type { DataSource } from 'typeorm'
import type { FlowView } from '../../shared/flows/library'
import { STANDARD } from '../../shared/flows/standard'
import { refuse } from '../../shared/kernel/refusal'
import type { Reading } from '../call'
import * as store from './store'
import { standardView, viewFlow } from './view'

/** A published version never changes: a process reads it once per database. */
const published = new WeakMap<DataSource, Map<string, FlowView>>()

/** Any version, the standard flow among them; refuses `flow.not_found`, `flow.unreadable`. */
export const findFlow = async ({ tx }: Reading, id: string): Promise<FlowView> => {
  if (id === STANDARD) return standardView
  const known = published.get(tx.connection) ?? new Map<string, FlowView>()
  published.set(tx.connection, known)
  const kept = known.get(id)
  if (kept) return kept
  const row = (await store.lookFlow(tx, id)) ?? refuse('flow.not_found', { id })
  const flow = viewFlow(row) ?? refuse('flow.unreadable', { name: row.name })
  known.set(id, flow)
  return flow
}

/** The newest version of a code; null when none is published. */
export const lookNewestFlow = async (reading: Reading, code: string): Promise<FlowView | null> => {
  if (code === STANDARD) return standardView
  const newest = await store.lookNewest(reading.tx, code)
  return newest && findFlow(reading, newest.id)
}

/** Codes of all flows that are published, the standard flow among them. */
export const knownFlows = async ({ tx }: Reading): Promise<string[]> => [
  STANDARD,
  ...(await store.listNewest(tx)).map(({ code }) => code),
]
