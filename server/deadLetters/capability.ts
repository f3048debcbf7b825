import { deadLettersApi } from '../../shared/deadLetters'
import type { Capability } from '../capability'
import { deadLettersRoutes } from './routes'

export const deadLettersCapability: Capability = {
  name: 'deadLetters',
  contract: deadLettersApi,
  routes: deadLettersRoutes,
}
