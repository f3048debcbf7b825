import Taro from '@tarojs/taro'
import { clearKept } from '../kept'
import { storedSession } from '../session'
import type { StepName } from './steps'

/** A ticket as its own engineer knows it without network. */
export type OwnTicket = { id: string; number: string }

/** Something done on this phone that the server has not heard of. It arrives in the order of the list. */
export type Unsent = {
  /** The idempotency key, for ever: what has arrived once does not happen twice. */
  key: string
  personId: string
  ticket: OwnTicket
  /** A step without the ticket's version, or a file on the shelf. */
  kind: StepName | 'file'
  input: Record<string, unknown>
  /** When it was done by the phone's own clock, and how far that was off (phone minus server). */
  deviceAt: string
  skewMs: number | null
  /** Why the server does not take it; null while it waits for the network. */
  refused: string | null
}

/** `arrived` has the ids that files were given, by the ids that stood for them. */
type Outbox = { unsent: Unsent[]; arrived: Record<string, string> }

const KEY = 'paidan.outbox'
const MOST_ARRIVED = 200

const listeners = new Set<() => void>()

export const hearOutbox = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

const read = (): Outbox => (Taro.getStorageSync(KEY) as Outbox | '') || { unsent: [], arrived: {} }

/** Work goes before what is kept only for looking at. */
const write = (outbox: Outbox): void => {
  try {
    Taro.setStorageSync(KEY, outbox)
  } catch {
    clearKept()
    Taro.setStorageSync(KEY, outbox)
  }
  for (const listener of listeners) listener()
}

/** Of whoever is logged in; work of somebody else who used this phone waits until they are back. */
export const listUnsent = (): Unsent[] => {
  const personId = storedSession()?.person.id
  return read().unsent.filter(one => one.personId === personId)
}

export const addUnsent = (unsent: Unsent): void => {
  const { unsent: before, arrived } = read()
  write({ unsent: [...before, unsent], arrived })
}

export const changeUnsent = (change: (unsent: Unsent) => Unsent): void => {
  const { unsent, arrived } = read()
  write({ unsent: unsent.map(change), arrived })
}

export const removeUnsent = (keys: readonly string[]): void => {
  const { unsent, arrived } = read()
  write({ unsent: unsent.filter(({ key }) => !keys.includes(key)), arrived })
}

export const rememberArrived = (standIn: string, fileId: string): void => {
  const { unsent, arrived } = read()
  const newest = Object.entries(arrived).slice(1 - MOST_ARRIVED)
  write({ unsent, arrived: { ...Object.fromEntries(newest), [standIn]: fileId } })
}

/** A value with the real ids of those files that have arrived. */
export const withArrived = <T>(value: T): T => {
  const { arrived } = read()
  return JSON.parse(JSON.stringify(value), (_, one: unknown) =>
    typeof one === 'string' && Object.hasOwn(arrived, one) ? arrived[one] : one,
  ) as T
}
