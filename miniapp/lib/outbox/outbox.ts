import Taro from '@tarojs/taro'
import { SECOND } from '../../../shared/kernel/time'
import { ticketsApi } from '../../../shared/tickets/api'
import type { FileView } from '../../../shared/tickets/views'
import { call, upload } from '../api'
import { now } from '../clock'
import { storedSession } from '../session'
import { fromShelf, unshelve } from '../shelf'
import { ApiRefusal, NetworkTrouble, sentenceOf } from '../trouble'
import { type StepName, steps } from './steps'
import {
  addUnsent,
  changeUnsent,
  listUnsent,
  type OwnTicket,
  rememberArrived,
  removeUnsent,
  type Unsent,
  withArrived,
} from './store'

/** While something waits, the network is tried this often. */
const TRY_MS = 15 * SECOND
/** So often a step follows a ticket that others change at the same moment. */
const MOST_TRIES = 3

const words = { gone: '这张工单已经不在您名下，可能已改派或取消' }

type Reply = unknown
type Listener = (ticketId: string, reply: Reply) => void
const listeners = new Set<Listener>()

/** Told what the server answered to each step; null when it had heard of it before. */
export const hearArrivals = (listener: Listener): (() => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

export const waitingOf = (ticketId: string): Unsent[] =>
  listUnsent().filter(({ ticket, refused }) => ticket.id === ticketId && refused === null)

type Step = { name: StepName; ticket: OwnTicket; input: object; key: string }

/** Puts a step by until the network is back. A second tap on the same step is the same step. */
export const keepStep = ({ name, ticket, input, key }: Step): void => {
  const { version: _, ...said } = input as Record<string, unknown>
  const last = waitingOf(ticket.id).at(-1)
  const isSame = last?.kind === name && JSON.stringify(last.input) === JSON.stringify(said)
  const personId = storedSession()?.person.id ?? ''
  if (!isSame) addUnsent({ key, personId, ticket, kind: name, input: said, ...now(), refused: null })
  later()
}

let timer: ReturnType<typeof setTimeout> | undefined
const later = (): void => {
  clearTimeout(timer)
  if (next()) timer = setTimeout(flush, TRY_MS)
}

const next = (passed: ReadonlySet<string> = new Set()): Unsent | undefined =>
  listUnsent().find(({ refused, ticket }) => refused === null && !passed.has(ticket.id))

let running: Promise<void> | null = null

/** Sends what waits, the oldest first; callers at the same moment share one run. */
export const flush = (): Promise<void> => {
  running ??= sendAll().finally(() => {
    running = null
    later()
  })
  return running
}

const sendAll = async (): Promise<void> => {
  const versions = new Map<string, number>()
  const passed = new Set<string>()
  for (let unsent = next(passed); unsent; unsent = next(passed)) {
    const { id } = unsent.ticket
    try {
      const reply = unsent.kind === 'file' ? await sendFile(unsent) : await sendStep(unsent, unsent.kind, versions)
      removeUnsent([unsent.key])
      for (const listener of listeners) listener(id, reply)
    } catch (problem) {
      if (isUnheard(problem)) return
      if (isPassing(problem)) passed.add(id)
      else refuse(id, isGone(problem) ? words.gone : sentenceOf(problem))
    }
  }
}

/** Nothing would get through now: no network, or nobody logged in. */
const isUnheard = (problem: unknown): boolean =>
  problem instanceof NetworkTrouble || (problem instanceof ApiRefusal && problem.status === 401)

/** Asking again later may help this ticket; the others need not wait for it. A refusal without our words is not ours. */
const isPassing = (problem: unknown): boolean =>
  problem instanceof ApiRefusal &&
  (problem.status >= 500 || problem.status === 429 || ['request.in_progress', 'server.failed'].includes(problem.code))

const isGone = (problem: unknown): boolean => problem instanceof ApiRefusal && problem.status === 404

/** What follows on this ticket rests on the step that was refused: all of it stays for the person to decide. */
const refuse = (ticketId: string, refused: string): void =>
  changeUnsent(one => (one.ticket.id === ticketId ? { ...one, refused } : one))

const sendFile = async ({ key, input }: Unsent): Promise<Reply> => {
  const file = await upload<FileView>('files.upload', await fromShelf(String(input.path)), key)
  rememberArrived(key, file.id)
  unshelve(String(input.path))
  return null
}

const isRefusedAs = (problem: unknown, code: string): boolean => problem instanceof ApiRefusal && problem.code === code

const sendStep = async (
  { key, ticket, input, deviceAt, skewMs }: Unsent,
  name: StepName,
  versions: Map<string, number>,
): Promise<Reply> => {
  for (let tries = 1; ; tries++) {
    const version = versions.get(ticket.id) ?? (await call(ticketsApi.get, { id: ticket.id })).version
    const sent = { ...withArrived(input), version, deviceAt, ...(skewMs === null ? {} : { skewMs }) }
    try {
      const reply = await call(steps[name], sent as never, { key })
      versions.set(ticket.id, 'ticket' in reply ? reply.ticket.version : reply.version)
      return reply
    } catch (problem) {
      versions.delete(ticket.id)
      // The network went after it had arrived and before the answer came.
      if (isRefusedAs(problem, 'request.key_reused')) return null
      if (!isRefusedAs(problem, 'ticket.changed_meanwhile') || tries === MOST_TRIES) throw problem
    }
  }
}

/** From the start of the app: what was left behind last time, and whatever waits when the network comes back. */
export const startOutbox = (): void => {
  flush()
  Taro.onNetworkStatusChange?.(({ isConnected }) => {
    if (isConnected) flush()
  })
}
