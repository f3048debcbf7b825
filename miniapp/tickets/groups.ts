import { movingStatuses, type Status } from '../../shared/tickets/life'

export type Group = 'waiting' | 'moving' | 'check' | 'done' | 'all'

export const groups: readonly { key: Group; name: string }[] = [
  { key: 'waiting', name: '待安排' },
  { key: 'moving', name: '进行中' },
  { key: 'check', name: '待验收' },
  { key: 'done', name: '已结束' },
  { key: 'all', name: '全部' },
]

const members: Record<Exclude<Group, 'all'>, readonly Status[]> = {
  waiting: ['draft', 'open', 'assigned'],
  moving: movingStatuses,
  check: ['awaiting_acceptance'],
  done: ['completed', 'closed', 'cancelled'],
}

/** The tab a status belongs to; without one, everything. */
export const groupOf = (status: string | undefined): Group =>
  (Object.keys(members) as (keyof typeof members)[]).find(key => members[key].some(member => member === status)) ??
  'all'

/** The filter of a tab, or of the one status that was asked for. */
export const statusesOf = (group: Group, only?: Status): { status?: Status[] } => {
  if (only) return { status: [only] }
  return group === 'all' ? {} : { status: [...members[group]] }
}
