import { flowLibraryApi } from './library'
import { flowRunsApi } from './runs'

export const flowsApi = { ...flowLibraryApi, ...flowRunsApi }
