import * as z from 'zod/mini'
import { query } from './kernel/endpoint'
import { staffRoles } from './kernel/roles'
import { nothing } from './kernel/schema'

export const part = z.object({ sku: z.string(), name: z.string(), unitPriceFen: z.int() })
export type PartView = z.output<typeof part>

export const partsApi = {
  list: query('parts.list', {
    summary: '配件目录',
    allow: [...staffRoles, 'provider'],
    input: nothing,
    output: z.object({ items: z.array(part) }),
  }),
}
