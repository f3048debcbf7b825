import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { ticketsApi } from '../../shared/tickets/api'
import { openTicket } from '../checkins/onSite'
import { testedKinds } from '../support/databases'
import { sharedWorld } from '../support/world'

const mysqlOnly = testedKinds().includes('mysql') ? describe : describe.skip

mysqlOnly('a command whose connection the database ends', () => {
  const world = sharedWorld('mysql')

  /** The connection of a write that waits for a row somebody else holds. */
  const waiting = async (): Promise<number> => {
    const rows = (await world().context.db.reader.query(
      "SELECT id FROM information_schema.processlist WHERE db = DATABASE() AND id <> CONNECTION_ID() AND command = 'Query' AND info LIKE '%UPDATE%tickets%'",
    )) as { id: number }[]
    if (rows[0]) return rows[0].id
    await pause(20)
    return waiting()
  }

  test('is refused as something to send again, and sent again with its key it is done once', async () => {
    const sales = await world().as('sales1')
    const { db } = world().context
    const ticket = await openTicket(world())
    const key = randomUUID()
    const input = { id: ticket.id, version: ticket.version, reason: '客户不修了' }
    const answer = await db.write(async tx => {
      await tx.query('SELECT id FROM tickets WHERE id = ? FOR UPDATE', [ticket.id])
      const sent = sales.refused(ticketsApi.cancel, input, key)
      await db.reader.query(`KILL CONNECTION ${await waiting()}`)
      return sent
    })
    expect(answer).toMatchObject({ status: 503, code: 'server.busy', message: '系统现在比较忙，请稍等几秒再试' })
    const done = await sales.call(ticketsApi.cancel, input, key)
    expect(await sales.call(ticketsApi.cancel, input, key)).toEqual(done)
    expect(done.timeline.filter(({ kind }) => kind === 'cancel')).toHaveLength(1)
  })
})
