import { EntitySchema } from 'typeorm'
import type { Actor, Role } from '../../shared/kernel/roles'
import { columns } from '../db/columns'
import type { Tx } from '../db/database'
import { affected, insertRow, selectRow } from '../db/rows'
import { runSql } from '../db/sql'

export type SessionRow = {
  id: string
  subjectKind: 'member' | 'customer'
  subjectId: string
  /** SHA-256 of the refresh token that is good now; earlier ones are no longer known. */
  refreshHash: string
  expiresAt: Date
  revokedAt: Date | null
  createdAt: Date
}

export const sessions = new EntitySchema<SessionRow>({
  name: 'sessions',
  columns: {
    id: columns.id,
    subjectKind: columns.string(10),
    subjectId: columns.ref,
    refreshHash: columns.string(64),
    expiresAt: columns.instant,
    revokedAt: columns.optionalInstant,
    createdAt: columns.instant,
  },
  indices: [
    { name: 'ux_sessions_refresh_hash', columns: ['refreshHash'], unique: true },
    { name: 'ix_sessions_subject', columns: ['subjectKind', 'subjectId'] },
    { name: 'ix_sessions_expires', columns: ['expiresAt'] },
  ],
})

export const saveSession = (tx: Tx, row: SessionRow): Promise<void> => insertRow(tx, sessions, row)

export const lookSession = (tx: Tx, id: string): Promise<SessionRow | null> =>
  selectRow(tx, sessions, 'WHERE t.id = ?', [id])

/** A session that counts at `now`, and who it is; a member has `status`. */
export type Identity = Pick<Actor, 'kind' | 'name'> & {
  id: string
  isRevoked: boolean
  expiresAt: Date
  status: 'active' | 'left'
  roles: Role[]
  teamId: string | null
  regionCodes: string[]
  providerId: string | null
}

type IdentityRecord = {
  session_id: string
  kind: 'member' | 'customer'
  id: string
  revoked_at: string | number | null
  expires_at: string | number
  member_name: string | null
  status: 'active' | 'left' | null
  roles: string | null
  team_id: string | null
  region_codes: string | null
  provider_id: string | null
  customer_name: string | null
}

/** Sessions with their people in one read, because every request begins with it. One that is gone is left out. */
export const listIdentities = async (tx: Tx, sessionIds: readonly string[]): Promise<Map<string, Identity>> => {
  const records = (await runSql(
    tx,
    `SELECT s.id AS session_id, s.subject_kind AS kind, COALESCE(c.merged_into_id, s.subject_id) AS id, s.revoked_at,
            s.expires_at, p.name AS member_name, p.status, p.roles, p.team_id, p.region_codes, p.provider_id,
            c.name AS customer_name
       FROM sessions s
       LEFT JOIN people p ON s.subject_kind = 'member' AND p.id = s.subject_id
       LEFT JOIN customers c ON s.subject_kind = 'customer' AND c.id = s.subject_id
      WHERE s.id IN (${sessionIds.map(() => '?').join(', ')})`,
    sessionIds,
  )) as IdentityRecord[]
  return new Map(
    records.flatMap(record => {
      const name = record.member_name ?? record.customer_name
      return name ? [[record.session_id, identityOf(record, name)] as const] : []
    }),
  )
}

const identityOf = (record: IdentityRecord, name: string): Identity => ({
  kind: record.kind,
  id: record.id,
  name,
  isRevoked: record.revoked_at !== null,
  expiresAt: new Date(Number(record.expires_at)),
  status: record.status ?? 'active',
  roles: JSON.parse(record.roles ?? '[]') as Role[],
  teamId: record.team_id,
  regionCodes: JSON.parse(record.region_codes ?? '[]') as string[],
  providerId: record.provider_id,
})

export const lookIdentity = async (tx: Tx, sessionId: string): Promise<Identity | null> =>
  (await listIdentities(tx, [sessionId])).get(sessionId) ?? null

export type Rotation = { id: string; fromHash: string; toHash: string; expiresAt: Date }

/** False when the old token was exchanged meanwhile, or the session ended. */
export const rotateRefresh = async (tx: Tx, { id, fromHash, toHash, expiresAt }: Rotation): Promise<boolean> =>
  (await affected(
    tx,
    'UPDATE sessions SET refresh_hash = ?, expires_at = ? WHERE id = ? AND refresh_hash = ? AND revoked_at IS NULL',
    [toHash, expiresAt.getTime(), id, fromHash],
  )) === 1

export const revokeSession = async (tx: Tx, id: string, now: Date): Promise<void> => {
  await tx.query('UPDATE sessions SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL', [now.getTime(), id])
}

export const revokeSessionsOf = async (tx: Tx, personId: string, now: Date): Promise<void> => {
  await tx.query(
    "UPDATE sessions SET revoked_at = ? WHERE subject_kind = 'member' AND subject_id = ? AND revoked_at IS NULL",
    [now.getTime(), personId],
  )
}

/** Sessions that nobody can use any more. */
export const removeExpired = async (tx: Tx, subject: Pick<SessionRow, 'subjectKind' | 'subjectId'>, now: Date) => {
  await tx.query('DELETE FROM sessions WHERE subject_kind = ? AND subject_id = ? AND expires_at < ?', [
    subject.subjectKind,
    subject.subjectId,
    now.getTime(),
  ])
}
