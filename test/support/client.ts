import { randomUUID } from 'node:crypto'
import type { Endpoint, InputOf, OutputOf } from '../../shared/kernel/endpoint'
import { type Session, sessionApi } from '../../shared/session'

/** A refusal as it came over the wire. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly details: Record<string, unknown>,
  ) {
    super(message)
    this.name = 'Refused'
  }
}

export type Client = {
  /** Calls an endpoint as the mini-program does. Commands carry a fresh idempotency key unless one is given. */
  call: <E extends Endpoint>(endpoint: E, input: InputOf<E>, key?: string) => Promise<OutputOf<E>>
  /** The refusal that a call meets; fails when there is none. */
  refused: <E extends Endpoint>(endpoint: E, input: unknown, key?: string) => Promise<Refused>
  demoLogin: (who: string) => Promise<Session>
  /** A plain request with this client's session. */
  fetch: (path: string, init?: RequestInit) => Promise<Response>
}

export const clientOf = (url: string, token: string | null): Client => {
  const headers: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {}
  const call = async <E extends Endpoint>(endpoint: E, input: unknown, key: string = randomUUID()) => {
    const response = await fetch(`${url}/api/${endpoint.name}`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json', 'idempotency-key': key },
      body: JSON.stringify(input),
    })
    const body = (await response.json()) as {
      error?: { code: string; message: string; details: Record<string, unknown> }
    }
    if (body.error) throw new Refused(response.status, body.error.code, body.error.message, body.error.details)
    return body as OutputOf<E>
  }
  return {
    call,
    refused: async (endpoint, input, key) => {
      const answer = await call(endpoint, input, key).catch(error => error as unknown)
      if (answer instanceof Refused) return answer
      throw new Error(`${endpoint.name} was not refused: ${JSON.stringify(answer)}`)
    },
    demoLogin: who => call(sessionApi.demo, { as: who }),
    fetch: (path, init = {}) => fetch(`${url}${path}`, { ...init, headers: { ...headers, ...init.headers } }),
  }
}
