import type { DataSource } from 'typeorm'
import { refuse } from '../../shared/kernel/refusal'
import type { TemplateView } from '../../shared/templates/api'
import type { Reading } from '../call'
import * as store from './store'
import { viewTemplate } from './view'

export type { TemplateRow } from './store'

/** A published version never changes: a process reads it once per database. */
const published = new WeakMap<DataSource, Map<string, TemplateView>>()

/** Any version, also one that a newer has replaced; refuses `template.not_found`. */
export const findTemplate = async ({ tx }: Reading, id: string): Promise<TemplateView> => {
  const known = published.get(tx.connection) ?? new Map<string, TemplateView>()
  published.set(tx.connection, known)
  const template =
    known.get(id) ?? viewTemplate((await store.lookTemplate(tx, id)) ?? refuse('template.not_found', { id }))
  known.set(id, template)
  return template
}

/** The newest version of each template, presets first. */
export const listTemplates = async ({ tx }: Reading): Promise<TemplateView[]> =>
  (await store.listNewestTemplates(tx)).map(viewTemplate)
