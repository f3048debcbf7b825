import { type Priority, priorities } from '../../../../shared/priorities'
import { movingStatuses, openStatuses, type Status, statuses, statusNames } from '../../../../shared/tickets/life'

export const sorts = ['newest', 'urgent', 'updated'] as const
export type Sort = (typeof sorts)[number]

export type TicketFilter = {
  status: Status[]
  priority: Priority[]
  assigneeId: string | null
  isMine: boolean
  text: string
  sort: Sort
}

export const noFilter: TicketFilter = {
  status: [],
  priority: [],
  assigneeId: null,
  isMine: false,
  text: '',
  sort: 'newest',
}

const listed = <T extends string>(known: readonly T[], words: string | null): T[] => {
  const wanted = new Set((words ?? '').split(','))
  return known.filter(word => wanted.has(word))
}

/** The filter that an address names; words it does not know are left out, so an old address still opens. */
export const readFilter = (params: URLSearchParams): TicketFilter => ({
  status: listed(statuses, params.get('status')),
  priority: listed(priorities, params.get('priority')),
  assigneeId: params.get('assignee') || null,
  isMine: params.get('mine') === '1',
  text: (params.get('text') ?? '').trim().slice(0, 50),
  sort: sorts.find(sort => sort === params.get('sort')) ?? 'newest',
})

/** The same filter as address parameters; what is at rest takes no place, what is not ours stays. */
export const writeFilter = (filter: TicketFilter, params: URLSearchParams = new URLSearchParams()): URLSearchParams => {
  const said: Record<string, string> = {
    status: filter.status.join(','),
    priority: filter.priority.join(','),
    assignee: filter.assigneeId ?? '',
    mine: filter.isMine ? '1' : '',
    text: filter.text,
    sort: filter.sort === 'newest' ? '' : filter.sort,
  }
  const next = new URLSearchParams(params)
  for (const [name, value] of Object.entries(said)) {
    if (value) next.set(name, value)
    else next.delete(name)
  }
  return next
}

/** The input of `tickets.list` for a filter. */
export const listInputOf = ({ status, priority, assigneeId, isMine, text, sort }: TicketFilter) => ({
  filter: {
    ...(status.length > 0 && { status }),
    ...(priority.length > 0 && { priority }),
    ...(assigneeId && { assigneeId }),
    ...(isMine && { isMine }),
    ...(text && { text }),
  },
  sort,
})

type View = { name: string; status: readonly Status[] }

/** The quick choices above the table, in the order of a ticket's life. */
export const views: readonly View[] = [
  { name: '全部', status: [] },
  { name: '未完结', status: openStatuses },
  { name: '待派单', status: ['open'] },
  { name: '待接单', status: ['assigned'] },
  { name: '处理中', status: movingStatuses },
  { name: '待验收', status: ['awaiting_acceptance'] },
  { name: '已完成', status: ['completed', 'closed'] },
  { name: '已取消', status: ['cancelled'] },
]

/** What is filtered is always among the choices: statuses that no quick choice means are one more, under their own names. */
export const viewsWith = (status: readonly Status[]): readonly View[] =>
  views.some(view => view.status.join() === status.join())
    ? views
    : [...views, { name: status.map(one => statusNames[one]).join('、'), status }]
