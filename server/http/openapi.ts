import * as z from 'zod'
import type { Contract, Endpoint } from '../../shared/kernel/endpoint'
import { refusals } from '../../shared/refusals'

const errorSchema = {
  type: 'object',
  required: ['error'],
  properties: {
    error: {
      type: 'object',
      required: ['code', 'message', 'details'],
      properties: {
        code: { type: 'string', enum: Object.keys(refusals) },
        message: { type: 'string' },
        details: { type: 'object' },
      },
    },
  },
}

const operationOf = (endpoint: Endpoint) => {
  const { allow } = endpoint
  const roles = allow === 'anyone' ? '无需登录' : allow.join(', ')
  const json = (schema: unknown) => ({ 'application/json': { schema } })
  return {
    operationId: endpoint.name,
    summary: endpoint.summary,
    description: `Roles: ${roles}`,
    tags: [endpoint.name.split('.')[0]],
    ...(endpoint.kind === 'command' && {
      parameters: [
        { name: 'Idempotency-Key', in: 'header', required: false, schema: { type: 'string', maxLength: 128 } },
      ],
    }),
    ...(allow !== 'anyone' && { security: [{ session: [] }] }),
    requestBody: { required: true, content: json(z.toJSONSchema(endpoint.input, { io: 'input' })) },
    responses: {
      200: { description: 'OK', content: json(z.toJSONSchema(endpoint.output)) },
      default: { description: 'Refusal', content: json({ $ref: '#/components/schemas/Error' }) },
    },
  }
}

/** The API as OpenAPI 3.1, made from the contracts: it cannot disagree with them. */
export const openApiOf = (contracts: readonly Contract[]) => ({
  openapi: '3.1.0',
  info: { title: 'Paidan 派单', version: '1' },
  paths: Object.fromEntries(
    contracts
      .flatMap(contract => Object.values(contract))
      .map(endpoint => [`/api/${endpoint.name}`, { post: operationOf(endpoint) }]),
  ),
  components: {
    schemas: { Error: errorSchema },
    securitySchemes: { session: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
  },
})
