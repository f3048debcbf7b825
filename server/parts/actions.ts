import { refuseUnless } from '../../shared/kernel/refusal'
import type { PartView } from '../../shared/parts'
import type { Reading } from '../call'
import * as store from './store'

export type { PartRow } from './store'

/** Parts by sku; refuses `part.unknown` for one that is not in the catalogue. */
export const findParts = async ({ tx }: Reading, skus: readonly string[]): Promise<Map<string, store.PartRow>> => {
  const rows = await store.listPartsBySku(tx, [...new Set(skus)])
  const bySku = new Map(rows.map(row => [row.sku, row]))
  for (const sku of skus) refuseUnless(bySku.has(sku), 'part.unknown', { sku })
  return bySku
}

/** Those of the skus that are in the catalogue. */
export const knownParts = async ({ tx }: Reading, skus: readonly string[]): Promise<string[]> =>
  (await store.listPartsBySku(tx, skus)).map(({ sku }) => sku)

export const listCatalogue = async ({ tx }: Reading): Promise<{ items: PartView[] }> => ({
  items: await store.listParts(tx),
})
