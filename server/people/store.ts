import { EntitySchema } from 'typeorm'
import type { Role } from '../../shared/kernel/roles'
import { columns } from '../db/columns'
import type { Tx } from '../db/database'
import { insertRows, selectById, selectRow, selectRows, updateRow } from '../db/rows'

export type PersonRow = {
  id: string
  name: string
  /** In lower case: WeCom compares member ids without case. */
  wecomUserId: string | null
  phone: string | null
  roles: Role[]
  teamId: string | null
  /** GB/T 2260 prefixes: in charge of as a manager, served as an engineer. */
  regionCodes: string[]
  providerId: string | null
  status: 'active' | 'left'
  /** Business types, most general first: `repair.aircon`. */
  skills: string[]
  /** Where an engineer starts the day, GCJ-02. */
  homeLat: number | null
  homeLng: number | null
  /** 0–5, mean of the customers' ratings. */
  rating: number
  /** Visits a day. */
  capacity: number
  onDuty: boolean
  version: number
}
export type TeamRow = { id: string; name: string; managerId: string | null }
export type ProviderRow = { id: string; name: string }

export const persons = new EntitySchema<PersonRow>({
  name: 'people',
  columns: {
    id: columns.id,
    name: columns.string(60),
    wecomUserId: columns.optionalRef,
    phone: columns.optionalString(20),
    roles: columns.json,
    teamId: columns.optionalRef,
    regionCodes: columns.json,
    providerId: columns.optionalRef,
    status: columns.string(10),
    skills: columns.json,
    homeLat: columns.optionalDegrees,
    homeLng: columns.optionalDegrees,
    rating: columns.double,
    capacity: columns.int,
    onDuty: columns.bool,
    version: columns.version,
  },
  indices: [{ name: 'ux_people_wecom_user_id', columns: ['wecomUserId'], unique: true }],
})

export const teams = new EntitySchema<TeamRow>({
  name: 'teams',
  columns: { id: columns.id, name: columns.string(60), managerId: columns.optionalRef },
})

export const providers = new EntitySchema<ProviderRow>({
  name: 'providers',
  columns: { id: columns.id, name: columns.string(60) },
})

export const lookPerson = (tx: Tx, id: string): Promise<PersonRow | null> => selectById(tx, persons, id)

export const lookPersonByWecomUserId = (tx: Tx, userId: string): Promise<PersonRow | null> =>
  selectRow(tx, persons, 'WHERE t.wecom_user_id = ?', [userId.toLowerCase()])

export const listPeople = (tx: Tx, ids: readonly string[]): Promise<PersonRow[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : selectRows(tx, persons, `WHERE t.id IN (${ids.map(() => '?').join(', ')})`, ids)

/** Who works here now, by id; of one role when it is given. */
export const listActivePeople = (tx: Tx, role?: Role): Promise<PersonRow[]> =>
  role
    ? selectRows(tx, persons, "WHERE t.status = 'active' AND t.roles LIKE ? ORDER BY t.id", [`%"${role}"%`])
    : selectRows(tx, persons, "WHERE t.status = 'active' ORDER BY t.id")

/** Those who have left too. */
export const listAllPeople = (tx: Tx): Promise<PersonRow[]> => selectRows(tx, persons, 'ORDER BY t.id')

export const lookTeam = (tx: Tx, id: string): Promise<TeamRow | null> => selectById(tx, teams, id)

export const listTeams = (tx: Tx): Promise<TeamRow[]> => selectRows(tx, teams, 'ORDER BY t.id')

/** Writes only if nobody else has since `row` was read. */
export const updatePerson = (tx: Tx, row: PersonRow, changes: Partial<PersonRow>): Promise<PersonRow> =>
  updateRow(tx, persons, row, changes, 'person.changed_meanwhile')

export const savePeople = (tx: Tx, rows: readonly PersonRow[]): Promise<void> => insertRows(tx, persons, rows)
export const saveTeams = (tx: Tx, rows: readonly TeamRow[]): Promise<void> => insertRows(tx, teams, rows)
export const saveProviders = (tx: Tx, rows: readonly ProviderRow[]): Promise<void> => insertRows(tx, providers, rows)
