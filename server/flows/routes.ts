import type Router from '@koa/router'
import { flowsApi } from '../../shared/flows/api'
import { problemsOfFlow } from '../../shared/flows/problems'
import type { Context } from '../context'
import { serve } from '../http/serve'
import { findFlow } from './actions'
import { showBpmn } from './bpmn/actions'
import { addSigner, complete, decide, urge, withdraw } from './deciding/actions'
import { beginDraft, discardDraft, saveDraft, showDraft } from './drafts/actions'
import { listVersions, publish, showLibrary } from './library/actions'
import { moveToVersion } from './moving/actions'
import { listMine, showFlow } from './steps/actions'

export const flowsRoutes = (router: Router, context: Context): void =>
  serve(router, context, flowsApi, {
    library: showLibrary,
    versions: listVersions,
    get: (reading, { id }) => findFlow(reading, id),
    draft: showDraft,
    beginDraft,
    saveDraft,
    discardDraft,
    check: async (_, { body }) => ({ problems: problemsOfFlow(body) }),
    publish,
    bpmn: showBpmn,
    ofTicket: showFlow,
    mine: listMine,
    decide,
    complete,
    withdraw,
    addSigner,
    urge,
    moveToVersion,
  })
