import { refuse } from '../../shared/kernel/refusal'
import type { TemplateView } from '../../shared/templates/api'
import type { Reading } from '../call'
import * as store from './store'
import { viewTemplate } from './view'

export type { TemplateRow } from './store'

/** Any version, also one that a newer has replaced; refuses `template.not_found`. */
export const findTemplate = async ({ tx }: Reading, id: string): Promise<TemplateView> =>
  viewTemplate((await store.lookTemplate(tx, id)) ?? refuse('template.not_found', { id }))

/** The newest version of each template, presets first. */
export const listTemplates = async ({ tx }: Reading): Promise<TemplateView[]> =>
  (await store.listNewestTemplates(tx)).map(viewTemplate)
