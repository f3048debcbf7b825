import { migration } from '../db/migrate'
import { bigint, createTable, int, key, optionalRef, ref } from '../db/tables'

export const intakeMigrations = [
  migration('Intake1763800012000', async runner => {
    await createTable(runner, 'intake_messages', [key(), ref('ticket_id')], [])
    await createTable(runner, 'intake_conversations', [key(), optionalRef('ticket_id'), bigint('at'), int('turns')], [])
  }),
]
