import * as z from 'zod/mini'
import { sayIssue } from './issues'
import type { Role } from './roles'

// A mini-program forbids `new Function`; messages are Chinese because people read them.
z.config({ jitless: true, localeError: sayIssue })

/** Who may call: these roles, or `anyone`, which needs no login. */
export type Allow = readonly Role[] | 'anyone'

export type Endpoint<I extends z.ZodMiniType = z.ZodMiniType, O extends z.ZodMiniType = z.ZodMiniType> = {
  /** `capability.verb`; the path is `/api/<name>`. */
  name: `${string}.${string}`
  /** A query only reads; a command runs in a transaction, is audited, and takes an `Idempotency-Key`. */
  kind: 'query' | 'command'
  summary: string
  allow: Allow
  input: I
  output: O
}

type Description<I, O> = { summary: string; allow: Allow; input: I; output: O }

export const query = <I extends z.ZodMiniType, O extends z.ZodMiniType>(
  name: `${string}.${string}`,
  description: Description<I, O>,
): Endpoint<I, O> => ({ name, kind: 'query', ...description })

export const command = <I extends z.ZodMiniType, O extends z.ZodMiniType>(
  name: `${string}.${string}`,
  description: Description<I, O>,
): Endpoint<I, O> => ({ name, kind: 'command', ...description })

/** What a caller sends. */
export type InputOf<E extends Endpoint> = z.input<E['input']>
/** What a handler gets: the input after defaults. */
export type ReadInputOf<E extends Endpoint> = z.output<E['input']>
export type OutputOf<E extends Endpoint> = z.output<E['output']>

/** The contract of one capability: endpoint by its short name. */
export type Contract = Record<string, Endpoint>
