import type { DataSource } from 'typeorm'
import type { Service } from '../../shared/codeNames'
import { refuse } from '../../shared/kernel/refusal'
import { toWire } from '../../shared/kernel/time'
import type { TemplateView } from '../../shared/templates/api'
import type { Reading } from '../call'
import * as store from './store'
import { viewTemplate } from './view'

/** A published version never changes: a process reads it once per database. */
const published = new WeakMap<DataSource, Map<string, TemplateView>>()

const knownIn = ({ tx }: Reading): Map<string, TemplateView> => {
  const known = published.get(tx.connection) ?? new Map<string, TemplateView>()
  published.set(tx.connection, known)
  return known
}

/** Any version, also one that a newer has replaced; refuses `template.not_found`, `template.unreadable`. */
export const findTemplate = async (reading: Reading, id: string): Promise<TemplateView> => {
  const known = knownIn(reading)
  const kept = known.get(id)
  if (kept) return kept
  const row = (await store.lookTemplate(reading.tx, id)) ?? refuse('template.not_found', { id })
  const template = viewTemplate(row) ?? refuse('template.unreadable', { name: row.name })
  known.set(id, template)
  return template
}

export type Newest = store.Published & {
  /** Null when what is stored cannot be read. */
  template: TemplateView | null
}

/** The newest version of each template, presets first, those that cannot be read among them. */
export const listNewest = async (reading: Reading): Promise<Newest[]> => {
  const known = knownIn(reading)
  const newest = await store.listNewest(reading.tx)
  const missing = newest.map(({ id }) => id).filter(id => !known.has(id))
  for (const row of await store.listTemplatesById(reading.tx, missing)) {
    const template = viewTemplate(row)
    if (template) known.set(template.id, template)
  }
  return newest.map(row => ({ ...row, template: known.get(row.id) ?? null }))
}

/** What can be offered: the newest version of each template, presets first. */
export const listTemplates = async (reading: Reading): Promise<TemplateView[]> =>
  (await listNewest(reading)).flatMap(({ template }) => template ?? [])

/** The services that the templates stand for. */
export const listServices = async (reading: Reading): Promise<Service[]> =>
  (await listTemplates(reading)).map(({ name, body }) => ({ name, businessType: body.businessType }))

/** Codes of all templates that are published. */
export const knownTemplates = async ({ tx }: Reading): Promise<string[]> =>
  (await store.listNewest(tx)).map(({ code }) => code)

/** The template of each version, by the version's id. */
export const codesById = async ({ tx }: Reading): Promise<Map<string, string>> =>
  new Map((await store.listCodes(tx)).map(({ id, code }) => [id, code]))

/** Ids of all versions of a template, the newest first. */
export const versionIdsOf = async ({ tx }: Reading, code: string): Promise<string[]> =>
  (await store.listVersions(tx, code)).map(({ id }) => id)

/** One version by its number, the newest when none is given; refuses `template.not_found`. */
export const findVersion = async (reading: Reading, code: string, versionNo?: number): Promise<TemplateView> => {
  const versions = await store.listVersions(reading.tx, code)
  const version = versionNo === undefined ? versions[0] : versions.find(one => one.versionNo === versionNo)
  return version ? findTemplate(reading, version.id) : refuse('template.not_found', { code })
}

export const showVersions = async ({ tx }: Reading, { code }: { code: string }) => ({
  items: (await store.listVersions(tx, code)).map(({ publishedAt, ...version }) => ({
    ...version,
    publishedAt: toWire(publishedAt),
  })),
})
