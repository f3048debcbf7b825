import { simulatorApi } from '../../shared/simulator'
import type { Capability } from '../capability'
import { simulatorRoutes } from './routes'

export const simulatorCapability: Capability = {
  name: 'simulator',
  contract: simulatorApi,
  routes: simulatorRoutes,
}
