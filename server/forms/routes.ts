import type Router from '@koa/router'
import { templateUseApi } from '../../shared/templates/use'
import type { Context } from '../context'
import { serve } from '../http/serve'
import { prefillForm, showLibrary, showShare } from './actions'
import { showPictures } from './pictures/actions'

export const formsRoutes = (router: Router, context: Context): void =>
  serve(router, context, templateUseApi, {
    library: showLibrary,
    prefill: prefillForm,
    pictures: showPictures,
    prefillShare: showShare,
  })
