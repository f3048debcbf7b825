import { templateUseApi } from '../../shared/templates/use'
import type { Capability } from '../capability'
import { formsRoutes } from './routes'

export const formsCapability: Capability = { name: 'forms', contract: templateUseApi, routes: formsRoutes }
