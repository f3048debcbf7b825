import type Router from '@koa/router'
import { deadLettersApi } from '../../shared/deadLetters'
import type { Context } from '../context'
import { serve } from '../http/serve'
import { listDeadLetters, replayDeadLetter } from './actions'

export const deadLettersRoutes = (router: Router, context: Context): void =>
  serve(router, context, deadLettersApi, { list: listDeadLetters, replay: replayDeadLetter })
