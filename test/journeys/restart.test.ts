import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ticketsApi } from '../../shared/tickets/api'
import { clientOf } from '../support/client'
import { startServer } from '../support/product'

describe('the demo on its embedded database', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'paidan-restart-'))
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

  test('is there as it was after it was killed outright: tickets, sessions, and nobody is demo-made twice', async () => {
    const first = await startServer({ DATA_DIR: dataDir })
    const { token } = await clientOf(first.url, null).demoLogin('sales1')
    const sales = clientOf(first.url, token)
    const before = await sales.call(ticketsApi.counts, {})
    const ticket = await sales.call(
      ticketsApi.create,
      { templateId: 'aircon-repair', customerId: 'customer01' },
      'key-1',
    )
    await first.stop('SIGKILL')

    const second = await startServer({ DATA_DIR: dataDir })
    const again = clientOf(second.url, token)
    const kept = await again.call(ticketsApi.get, { id: ticket.id })
    expect(kept).toMatchObject({ number: ticket.number, status: 'open' })
    const repeated = await again.call(
      ticketsApi.create,
      { templateId: 'aircon-repair', customerId: 'customer01' },
      'key-1',
    )
    expect(repeated.id).toBe(ticket.id)
    const after = await again.call(ticketsApi.counts, {})
    expect(after.counts.open).toBe((before.counts.open ?? 0) + 1)
    const next = await again.call(ticketsApi.create, { templateId: 'aircon-repair', customerId: 'customer01' })
    expect(next.number > ticket.number).toBe(true)
    await second.stop()
  }, 120_000)

  test('holds tickets in every state, made by the people whose work it is', async () => {
    const product = await startServer({ DATA_DIR: dataDir })
    const { token } = await clientOf(product.url, null).demoLogin('admin1')
    const { counts } = await clientOf(product.url, token).call(ticketsApi.counts, {})
    expect(Object.values(counts).every(count => count > 0)).toBe(true)
    expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(60)
    await product.stop()
  }, 60_000)
})
