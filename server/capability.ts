import type Router from '@koa/router'
import type { EntitySchema, MigrationInterface } from 'typeorm'
import type { Keep } from '../config/upkeep'
import type { Contract } from '../shared/kernel/endpoint'
import type { NamedKind } from '../shared/templates/named'
import type { Call, Reading } from './call'
import type { Context } from './context'
import type { Subscriber, TimerJob } from './queue/subscribers'

/** For each kind of thing the codes under which there is one, among them at least those that are asked for. */
export type References = Partial<
  Record<NamedKind, (reading: Reading, codes: readonly string[]) => Promise<readonly string[]>>
>

/** Rows that nobody needs once they are old; what is a business record is never declared. */
export type Expiring = {
  table: string
  /** Its primary key. */
  key: string
  /** The instant that the days count from; an index begins with this column. */
  since: string
  keep: keyof Keep
  /** Which of them may go, as SQL over `t`; absent: all. What is still owed to somebody stays, however old. */
  ifOnly?: string
}

/** A number that /metrics shows, by label. */
export type Measure = {
  name: string
  help: string
  label: string
  read: (context: Context) => Promise<ReadonlyMap<string, number>>
}

/** All that the composition root needs to know of one capability. A part it does not have is left out. */
export type Capability = {
  name: string
  entities?: readonly EntitySchema[]
  migrations?: readonly (new () => MigrationInterface)[]
  contract?: Contract
  routes?: (router: Router, context: Context) => void
  subscribers?: readonly Subscriber[]
  timerJobs?: readonly TimerJob[]
  /** For what it has that a template, which may stand below it, names by code. */
  references?: References
  expiring?: readonly Expiring[]
  measures?: readonly Measure[]
  /** Sets what recurs, at every start and in a transaction of its own: harmless to repeat. */
  onStart?: (call: Call) => Promise<void>
}
