import type Router from '@koa/router'
import type { EntitySchema, MigrationInterface } from 'typeorm'
import type { Contract } from '../shared/kernel/endpoint'
import type { Call } from './call'
import type { Context } from './context'
import type { Subscriber, TimerJob } from './queue/subscribers'

/** All that the composition root needs to know of one capability. A part it does not have is left out. */
export type Capability = {
  name: string
  entities?: readonly EntitySchema[]
  migrations?: readonly (new () => MigrationInterface)[]
  contract?: Contract
  routes?: (router: Router, context: Context) => void
  subscribers?: readonly Subscriber[]
  timerJobs?: readonly TimerJob[]
  /** Sets what recurs, at every start and in a transaction of its own: harmless to repeat. */
  onStart?: (call: Call) => Promise<void>
}
