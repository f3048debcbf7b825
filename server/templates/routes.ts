import type Router from '@koa/router'
import { templatesApi } from '../../shared/templates/api'
import type { Context } from '../context'
import { serve } from '../http/serve'
import { findTemplate, listTemplates } from './actions'

export const templatesRoutes = (router: Router, context: Context): void =>
  serve(router, context, templatesApi, {
    list: async reading => ({ items: await listTemplates(reading) }),
    get: (reading, { id }) => findTemplate(reading, id),
  })
