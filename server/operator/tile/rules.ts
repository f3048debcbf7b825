import { createHash } from 'node:crypto'
import type { ServerConfig } from '../../../config/server'
import { type Actor, hasRole } from '../../../shared/kernel/roles'
import { MINUTE } from '../../../shared/kernel/time'
import type { Status } from '../../../shared/tickets/life'
import { type PageName, targetOf } from '../pages/rules'

/** One figure of the tile; the platform takes four of them, texts of at most 64 characters. */
export type TileItem = { key: string; data: string } & ({ pagepath: string } | { jump_url: string })
export type Counts = { counts: Partial<Record<Status, number>>; overdue: number }

const MOST_SHOWN = 999

type Figure = { name: string; page: PageName; count: (counts: Counts) => number }

const sumOf =
  (...statuses: Status[]) =>
  ({ counts }: Counts): number =>
    statuses.reduce((sum, status) => sum + (counts[status] ?? 0), 0)

/** The same four for everybody, as their names belong to the template. */
const figures: readonly Figure[] = [
  { name: '待派单', page: 'tickets', count: sumOf('open') },
  { name: '待接单', page: 'myTickets', count: sumOf('assigned') },
  { name: '进行中', page: 'myTickets', count: sumOf('accepted', 'travelling', 'working', 'waiting') },
  { name: '已超时', page: 'tickets', count: ({ overdue }) => overdue },
]

const shown = (count: number): string => (count > MOST_SHOWN ? `${MOST_SHOWN}+` : String(count))

/** The figures with their links: into the mini-program when one is linked, as the two must not be mixed. */
export const tileOf = (config: ServerConfig, counts: Counts): TileItem[] =>
  figures.map(({ name, page, count }) => {
    const target = targetOf(config, page)
    const link = 'url' in target ? { jump_url: target.url } : { pagepath: target.pagepath }
    return { key: name, data: shown(count(counts)), ...link }
  })

export const emptyCounts: Counts = { counts: {}, overdue: 0 }

/** Whoever directs sees everything in scope, everybody else what is theirs. */
export const countsOnlyOwn = (actor: Actor): boolean => !hasRole(actor, 'dispatcher', 'manager', 'admin')

/**
 * When a member's tile is set next: every member has a second of the minute of their own, so a tile is set at most once
 * a minute and a thousand members do not come at once.
 */
export const nextTileAt = (personId: string, now: Date): Date => {
  const offset = createHash('sha256').update(personId).digest().readUInt32BE(0) % MINUTE
  const passed = (now.getTime() - offset) % MINUTE
  return new Date(now.getTime() + MINUTE - passed)
}
