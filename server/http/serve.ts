import type Router from '@koa/router'
import type { Context as KoaContext } from 'koa'
import * as z from 'zod/mini'
import type { Allow, Contract, Endpoint, OutputOf, ReadInputOf } from '../../shared/kernel/endpoint'
import { refuse, refuseUnless } from '../../shared/kernel/refusal'
import type { Actor } from '../../shared/kernel/roles'
import { type Call, callAs, type Reading, readAs } from '../call'
import type { Context } from '../context'
import { readJson } from './body'
import { once } from './idempotency'

type Action<E extends Endpoint> = (call: Call, input: ReadInputOf<E>) => Promise<OutputOf<E>>
type Query<E extends Endpoint> = (reading: Reading, input: ReadInputOf<E>) => Promise<OutputOf<E>>

/** A command that must ask the outside, or take a number, before its transaction may begin. */
export type Prepared<E extends Endpoint, P> = {
  prepare: (context: Context, input: ReadInputOf<E>) => Promise<P>
  act: (call: Call, input: ReadInputOf<E>, prepared: P) => Promise<OutputOf<E>>
}

export const prepared = <E extends Endpoint, P>(
  prepare: Prepared<E, P>['prepare'],
  act: Prepared<E, P>['act'],
): Prepared<E, unknown> => ({ prepare, act: act as Prepared<E, unknown>['act'] })

type Handlers<C extends Contract> = {
  [K in keyof C]: C[K]['kind'] extends 'query' ? Query<C[K]> | Action<C[K]> : Action<C[K]> | Prepared<C[K], unknown>
}

/**
 * Maps a contract to its handlers. Session, role, input, transaction, audit, idempotency and the shape of the
 * reply are seen to here, so that no route can forget them.
 */
export const serve = <C extends Contract>(
  router: Router,
  context: Context,
  contract: C,
  handlers: Handlers<C>,
): void => {
  for (const [name, endpoint] of Object.entries(contract)) {
    const handler = handlers[name] as Action<Endpoint> | Prepared<Endpoint, unknown>
    router.post(`/api/${endpoint.name}`, async koa => {
      const actor = await actorOf(context, koa, endpoint.allow)
      koa.state.actorId = actor.personId
      const body = await readJson(koa)
      const input = readInput(endpoint, body.value)
      const reply =
        endpoint.kind === 'query'
          ? checkedReply(
              endpoint,
              await readAs(context, actor, reading => (handler as Query<Endpoint>)(reading, input)),
            )
          : await runCommand(context, koa, { endpoint, actor, input, body: body.text }, handler)
      // Written out here once; given the object, Koa would do so for the length and again for the answer.
      koa.type = 'json'
      koa.body = JSON.stringify(reply)
    })
  }
}

const guest: Actor = { kind: 'guest', personId: 'guest', name: '访客', roles: [] }

/** Who calls, if `allow` lets them. Refuses with `session.*` or `role.not_allowed`. */
export const actorOf = async (context: Context, koa: KoaContext, allow: Allow): Promise<Actor> => {
  const token = koa.get('authorization').replace(/^Bearer /, '')
  if (allow === 'anyone') return token ? context.identify(token).catch(() => guest) : guest
  refuseUnless(token, 'session.required')
  const actor = await context.identify(token)
  refuseUnless(
    actor.roles.some(role => allow.includes(role)),
    'role.not_allowed',
  )
  return actor
}

const readInput = (endpoint: Endpoint, value: unknown): unknown => {
  const parsed = z.safeParse(endpoint.input, value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const choices = issue?.code === 'invalid_value' ? { choices: issue.values } : {}
  return refuse('request.invalid', { field: issue?.path.join('.') || '内容', reason: issue?.message ?? '', ...choices })
}

type Command = { endpoint: Endpoint; actor: Actor; input: unknown; body: string }

const runCommand = async (
  context: Context,
  koa: KoaContext,
  { endpoint, actor, input, body }: Command,
  handler: Action<Endpoint> | Prepared<Endpoint, unknown>,
): Promise<unknown> => {
  const requestId = koa.state.requestId as string
  const prepare = async (): Promise<unknown> => (typeof handler === 'function' ? null : handler.prepare(context, input))
  const act = async (call: Call, preparation: unknown): Promise<unknown> => {
    const reply =
      typeof handler === 'function' ? await handler(call, input) : await handler.act(call, input, preparation)
    call.audit(endpoint.name, subjectOf(input, reply))
    return checkedReply(endpoint, reply)
  }
  const key = koa.get('idempotency-key')
  refuseUnless(key.length <= 128, 'request.malformed')
  const request = { endpoint: endpoint.name, actor, key, body, requestId }
  // What needs no login belongs to nobody who could ask again, and it answers with tokens, which are not for keeping.
  if (key !== '' && endpoint.allow !== 'anyone') return once(context, request, prepare, act)
  const preparation = await prepare()
  return callAs(context, actor, call => act(call, preparation), requestId)
}

/** The id of what a command was about, for the audit row. */
const subjectOf = (input: unknown, reply: unknown): string | null => {
  const { id, ticketId } = (input ?? {}) as { id?: unknown; ticketId?: unknown }
  const made = (reply as { id?: unknown } | null)?.id
  const subject = id ?? ticketId ?? made
  return typeof subject === 'string' ? subject : null
}

/** Strips what the contract does not promise; a reply that breaks the contract is our fault, so it is a plain error. */
const checkedReply = (endpoint: Endpoint, answer: unknown): unknown => {
  const parsed = z.safeParse(endpoint.output, answer)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new Error(`${endpoint.name} broke its contract at ${issue?.path.join('.')}: ${issue?.message}`)
}
