import type { Role } from '../../shared/kernel/roles'
import type { LoggedInPerson } from '../../shared/session'
import type { Status } from '../../shared/tickets/life'
import type { PageName } from '../lib/go'
import { holds } from '../lib/usePerson'
import type { IconName } from '../ui/Icon'
import { words } from './words'

type Entry = { page: PageName; name: string; icon: IconName; for: readonly Role[] }

/** What each role finds on the workbench, most used first. */
const entries: readonly Entry[] = [
  { page: 'day', name: words.entries.day, icon: 'day', for: ['engineer'] },
  { page: 'dispatch', name: words.entries.dispatch, icon: 'send', for: ['dispatcher', 'manager', 'admin'] },
  {
    page: 'tickets',
    name: words.entries.tickets,
    icon: 'list',
    for: ['sales', 'dispatcher', 'manager', 'finance', 'admin', 'provider', 'engineer'],
  },
  { page: 'toolbar', name: words.entries.toolbar, icon: 'chat', for: ['sales', 'dispatcher', 'admin'] },
  { page: 'earnings', name: words.entries.earnings, icon: 'wallet', for: ['engineer', 'provider'] },
  { page: 'settled', name: words.entries.settled, icon: 'wallet', for: ['finance', 'manager', 'admin'] },
]

export const entriesFor = (person: LoggedInPerson): Entry[] => entries.filter(entry => holds(person, ...entry.for))

/** Whoever works on the common pool sees all open tickets; others see their own. */
export const seesPool = (person: LoggedInPerson): boolean => holds(person, 'dispatcher', 'manager', 'admin', 'finance')

/** What is counted on the workbench: nobody has to assign their own work. */
export const countedFor = (person: LoggedInPerson): readonly Status[] =>
  holds(person, 'engineer') ? ['assigned', 'accepted', 'working'] : ['open', 'working', 'awaiting_acceptance']

export const mayCreate = (person: LoggedInPerson): boolean => holds(person, 'sales', 'dispatcher', 'manager', 'admin')
