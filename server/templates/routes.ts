import type Router from '@koa/router'
import { toWire } from '../../shared/kernel/time'
import { templatesApi } from '../../shared/templates/api'
import { compareTemplates } from '../../shared/templates/compare'
import type { Context } from '../context'
import { prepared, serve } from '../http/serve'
import { findTemplate, findVersion, listTemplates, showVersions } from './actions'
import { beginDraft, discardDraft, findDraft, findOwnDraft, saveDraft, showDraft, takeDraft } from './drafts/actions'
import { exportTemplate, importTemplate, readFile } from './exchange/actions'
import { problemsOf, publishDraft } from './publishing/actions'
import { tryTemplate } from './trial/rules'

export const templatesRoutes = (router: Router, context: Context): void =>
  serve(router, context, templatesApi, {
    list: async reading => ({ items: await listTemplates(reading) }),
    get: (reading, { id }) => findTemplate(reading, id),
    versions: showVersions,
    draft: showDraft,
    beginDraft,
    saveDraft,
    takeDraft,
    discardDraft,
    check: async (reading, { body }) => ({ problems: await problemsOf(reading, body) }),
    publish: async (call, { code, version }) => publishDraft(call, await findOwnDraft(call, code), version),
    compare: async (reading, { code, from, to }) => ({
      changes: compareTemplates(
        await findVersion(reading, code, from),
        to === 'draft' ? await findDraft(reading, code) : await findVersion(reading, code, to),
      ),
    }),
    export: exportTemplate,
    import: prepared(readFile, importTemplate),
    try: async ({ now }, input) => tryTemplate(input, toWire(now)),
  })
