import type Router from '@koa/router'
import { intakeApi } from '../../shared/intake'
import type { Context } from '../context'
import { serve } from '../http/serve'
import { readDraft } from './rules'

export const intakeRoutes = (router: Router, context: Context): void =>
  serve(router, context, intakeApi, { draft: async (_reading, { text }) => readDraft(text) })
