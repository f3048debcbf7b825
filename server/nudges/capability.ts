import { nudgesApi } from '../../shared/nudges'
import type { Capability } from '../capability'
import { nudgesRoutes } from './routes'

export const nudgesCapability: Capability = { name: 'nudges', contract: nudgesApi, routes: nudgesRoutes }
