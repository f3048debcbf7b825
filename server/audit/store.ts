import { EntitySchema } from 'typeorm'
import { columns } from '../db/columns'

/** Who did what to which subject, kept apart from the ticket's timeline. Details carry no personal data. */
export type AuditRow = {
  id: string
  at: Date
  actorId: string
  actorName: string
  action: string
  subjectId: string | null
  requestId: string
  details: unknown
}

export const auditRows = new EntitySchema<AuditRow>({
  name: 'audit_rows',
  columns: {
    id: columns.id,
    at: columns.instant,
    actorId: columns.ref,
    actorName: columns.string(60),
    action: columns.string(80),
    subjectId: columns.optionalRef,
    requestId: columns.ref,
    details: columns.json,
  },
  indices: [
    { name: 'ix_audit_rows_subject', columns: ['subjectId', 'at'] },
    { name: 'ix_audit_rows_at', columns: ['at'] },
  ],
})
