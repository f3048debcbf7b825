import { migration } from '../db/migrate'
import { addColumns, bigint, createTable, index, int, key, optionalRef, ref } from '../db/tables'

export const intakeMigrations = [
  migration('Intake1763800012000', async runner => {
    await createTable(runner, 'intake_messages', [key(), ref('ticket_id')], [])
    await createTable(runner, 'intake_conversations', [key(), optionalRef('ticket_id'), bigint('at'), int('turns')], [])
  }),
  migration('Intake1764130009000', async runner => {
    const at = { ...bigint('at'), fill: 0 }
    await addColumns(runner, 'intake_messages', [at], [index('ix_intake_messages_at', 'at')])
    // Those from before count from when their ticket was made; one whose ticket is gone may go.
    await runner.query(
      'UPDATE intake_messages SET at = COALESCE((SELECT t.created_at FROM tickets t WHERE t.id = ticket_id), 0)',
    )
  }),
]
