import type Router from '@koa/router'
import { partsApi } from '../../shared/parts'
import type { Context } from '../context'
import { serve } from '../http/serve'
import { listCatalogue } from './actions'

export const partsRoutes = (router: Router, context: Context): void =>
  serve(router, context, partsApi, { list: listCatalogue })
