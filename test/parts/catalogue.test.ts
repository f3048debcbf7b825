import { readAs } from '../../server/call'
import { findParts } from '../../server/parts/actions'
import { systemActor } from '../../shared/kernel/roles'
import { everyDatabase } from '../support/world'

everyDatabase('the parts catalogue', world => {
  const find = (...skus: string[]) => readAs(world().context, systemActor('test'), reading => findParts(reading, skus))

  test('finds parts by their codes, each once', async () => {
    const found = await find('WM-PUMP-02', 'AC-CAP-35', 'WM-PUMP-02')
    expect([...found.keys()].sort()).toEqual(['AC-CAP-35', 'WM-PUMP-02'])
    expect(found.get('AC-CAP-35')).toEqual({ sku: 'AC-CAP-35', name: '空调启动电容 35μF', unitPriceFen: 3500 })
    expect((await find()).size).toBe(0)
  })

  test.each(['WH-NONE', 'ac-cap-35', ''])('knows no part %j', async sku => {
    await expect(find('AC-CAP-35', sku)).rejects.toMatchObject({ code: 'part.unknown', details: { sku } })
  })
})
