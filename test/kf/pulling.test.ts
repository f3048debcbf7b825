import { type Context, openContext } from '../../server/context'
import { KF_ACCOUNT } from '../../server/demo/platform/kfTalk'
import { workOnce } from '../../server/queue/worker'
import { DAY, HOUR, MINUTE, SECOND } from '../../shared/kernel/time'
import { testedKinds } from '../support/databases'
import { everyDatabase, openWorld, type World } from '../support/world'
import { post } from '../wecom/inbox'
import { chatTickets, newTickets, rowsOf, shownTo } from './chats'

const SYNC = '/cgi-bin/kf/sync_msg'

/** How far the account has been read, and what has been kept of it. */
const kept = async (world: World) => {
  const [cursor] = await rowsOf(world, 'kf_cursors')
  return {
    readTo: cursor?.read_to ?? null,
    lease: cursor?.lease ?? null,
    messages: (await rowsOf(world, 'kf_messages')).length,
  }
}

const fault = (n: number): string => `第 ${n} 台空调漏水`
const writers = (count: number): string[] => Array.from({ length: count }, (_, n) => `wmWriter${n}`)

everyDatabase('reading what customers wrote', world => {
  const kf = () => world().platform.kf
  const calls = () => world().platform.calls(SYNC)

  test('makes one ticket and one answer, however often and in whatever order the news comes', async () => {
    const { compose } = kf()
    const made = await newTickets(world(), async () => {
      const first = compose.customerWrites('wmOften', '空调不制冷')
      const second = compose.customerShows('wmOften')
      for (const callback of [second, first, world().platform.reseal(first), second, world().platform.reseal(second)]) {
        expect((await post(world(), callback)).status).toBe(200)
      }
      await Promise.all(Array.from({ length: 20 }, () => post(world(), world().platform.reseal(first))))
    })
    expect(made).toHaveLength(1)
    expect(shownTo(world(), 'wmOften')).toHaveLength(1)
    const keys = (await rowsOf(world(), 'kf_messages')).map(row => row.dedupe_key)
    expect(new Set(keys).size).toBe(keys.length)
  })

  test('keeps apart what two customers wrote in the same second', async () => {
    const made = await newTickets(world(), () =>
      Promise.all([kf().customerWrites('wmLeft', '空调漏水'), kf().customerWrites('wmRight', '空调漏水')]),
    )
    expect(new Set(made.map(({ customer }) => customer?.name))).toEqual(new Set(['wmLeft', 'wmRight']))
  })

  test('goes on after an empty page that says there is more', async () => {
    kf().sendEmptyPages(3)
    const made = await newTickets(world(), () => kf().customerWrites('wmEmpty', '空调漏水'))
    expect(made).toHaveLength(1)
  })

  test('goes on from the last page that was kept when the connection breaks between two pages', async () => {
    kf().setPageSize(2)
    kf().breakAfterPages(1)
    const before = await kept(world())
    const made = await newTickets(world(), async () => {
      for (const [n, who] of writers(5).entries()) await kf().customerWrites(who, fault(n))
      for (let round = 0; round < 2; round++) await workOnce(world().context)
      const broken = await kept(world())
      expect(broken.messages - before.messages).toBe(2)
      expect(broken.readTo).not.toBe(before.readTo)
      await world().pass(MINUTE)
    })
    kf().setPageSize(1000)
    expect(made.map(({ title }) => title).sort()).toEqual([0, 1, 2, 3, 4].map(fault))
    expect((await kept(world())).messages - before.messages).toBe(5)
  })

  test('loses nothing and repeats nothing when the process dies just before a page is kept for good', async () => {
    const before = await kept(world())
    const { context } = world()
    let powerCuts = 1
    const failing: Context = {
      ...context,
      db: {
        ...context.db,
        write: work =>
          context.db.write(async tx => {
            const result = await work(tx)
            const isPage = (await tx.query('SELECT COUNT(*) AS n FROM kf_messages')) as { n: number | string }[]
            if (powerCuts > 0 && Number(isPage[0]?.n) > before.messages) {
              powerCuts -= 1
              throw new Error('the power is cut')
            }
            return result
          }),
      },
    }
    const made = await newTickets(world(), async () => {
      await kf().customerWrites('wmPower', '空调漏水')
      for (let round = 0; round < 2; round++) await workOnce(failing)
      expect(powerCuts).toBe(0)
      expect(await kept(world())).toMatchObject({ readTo: before.readTo, messages: before.messages })
      await world().pass(MINUTE)
    })
    expect(made).toHaveLength(1)
    expect(shownTo(world(), 'wmPower')).toHaveLength(1)
  })

  test('is taken up by another when whoever read is gone', async () => {
    const at = world().now().getTime()
    await world().context.db.write(tx =>
      tx.query('UPDATE kf_cursors SET lease = ?, lease_until = ?', ['gone', at + 50 * SECOND]),
    )
    await world().context.db.write(tx =>
      tx.query(
        "INSERT INTO timers (id, job, payload, due_at, state, attempts, next_at) VALUES (?, 'kf.pullAgain', ?, ?, 'waiting', 0, ?)",
        [`kf.pull:${KF_ACCOUNT}`, JSON.stringify({ openKfId: KF_ACCOUNT }), at + 51 * SECOND, at + 51 * SECOND],
      ),
    )
    await kf().customerWrites('wmTakenUp', '空调漏水')
    await world().drain()
    expect(shownTo(world(), 'wmTakenUp')).toEqual([])
    await world().pass(MINUTE)
    expect(shownTo(world(), 'wmTakenUp')).toHaveLength(1)
    expect((await kept(world())).lease).toBeNull()
  })

  test('has one reader at a time', async () => {
    const from = calls()
    await Promise.all(writers(8).map(who => kf().customerWrites(who, '热水器漏水')))
    await Promise.all([world().drain(), workOnce(world().context), workOnce(world().context)])
    await world().drain()
    expect(calls() - from).toBeLessThan(17)
    expect((await kept(world())).lease).toBeNull()
  })

  test('misses nothing that is told while a page is on its way', async () => {
    const { context, platform } = world()
    await world().drain()
    const from = calls()
    platform.misbehave({ slowMs: 500, only: SYNC })
    await kf().customerWrites('wmFirst', '空调漏水')
    const first = workOnce(context)
    while (calls() === from) await new Promise(resolve => setImmediate(resolve))
    platform.misbehave({})
    await kf().customerWrites('wmSecond', '空调漏水')
    await workOnce(context)
    await first
    await world().drain()
    expect(shownTo(world(), 'wmSecond')).toHaveLength(1)
  })

  test('uses the token of the event while it is good, and none afterwards', async () => {
    world().platform.misbehave({ errcodeOnce: -1, only: SYNC })
    await kf().customerWrites('wmToken', '空调漏水')
    await world().drain()
    await world().pass(11 * MINUTE)
    expect(shownTo(world(), 'wmToken')).toHaveLength(1)
    world().platform.misbehave({ errcodeOnce: 95007, only: SYNC })
    await kf().customerWrites('wmToken2', '空调漏水')
    await world().drain()
    expect(shownTo(world(), 'wmToken2')).toHaveLength(1)
  })

  test('begins anew when the platform no longer knows the place, without repeating anything', async () => {
    const before = (await chatTickets(world())).length
    world().platform.misbehave({ errcodeOnce: 40058, only: SYNC })
    await kf().customerWrites('wmPlace', '空调漏水')
    await world().drain()
    expect((await chatTickets(world())).length).toBe(before + 1)
  })

  test('leaves servicers and what is unknown alone', async () => {
    const ids = { open_kfid: KF_ACCOUNT, external_userid: 'wmOften' }
    const made = await newTickets(world(), async () => {
      kf().log(KF_ACCOUNT, {
        ...ids,
        origin: 5,
        servicer_userid: 'zhangsan',
        msgtype: 'text',
        text: { content: '空调坏了' },
      })
      kf().log(KF_ACCOUNT, { ...ids, origin: 3, msgtype: 'meeting' })
      kf().logEvent(KF_ACCOUNT, { event_type: 'servicer_status_change', servicer_userid: 'zhangsan', status: 2 })
      await kf().kfHasNews()
    })
    expect(made.length).toBe(0)
  })
})

everyDatabase('the first start', world => {
  test('leaves alone what customers wrote before', async () => {
    const { kf } = world().platform
    const at = world().now().getTime()
    kf.addPerson('wmOld', { nickname: '老客户' })
    const ids = { open_kfid: KF_ACCOUNT, external_userid: 'wmOld', origin: 3, msgtype: 'text' }
    for (const ago of [4 * DAY, 2 * DAY, HOUR]) {
      kf.log(KF_ACCOUNT, { ...ids, text: { content: '空调坏了' } }, at - ago)
    }
    const [ticket, ...others] = await newTickets(world(), () => kf.customerWrites('wmNew', '洗衣机坏了'))
    expect([ticket?.title, others]).toEqual(['洗衣机坏了', []])
    expect(shownTo(world(), 'wmOld')).toEqual([])
  })
})

// A server database is what several processes share; the embedded one belongs to one.
const shared = testedKinds().filter(kind => kind === 'mysql')
const title = 'two servers that hear the same news twenty times at once make one ticket and one answer each'
if (shared.length === 0) test.todo(`${title}: needs MySQL or MariaDB`)
else
  test.each(shared)(`${title} [%s]`, async kind => {
    const world = await openWorld(kind)
    const { platform, context } = world
    const other = await openContext(context.config, context.clock)
    platform.kf.setPageSize(3)
    const callbacks = writers(6).map((who, n) => platform.kf.compose.customerWrites(who, fault(n)))
    const made = await newTickets(world, async () => {
      const posts = Array.from({ length: 20 }, () => callbacks.map(one => post(world, platform.reseal(one)))).flat()
      await Promise.all(posts)
      for (let round = 0; round < 20; round++) await Promise.all([workOnce(context), workOnce(other)])
      await world.pass(MINUTE)
    })
    expect(made.map(({ title: said }) => said).sort()).toEqual([0, 1, 2, 3, 4, 5].map(fault))
    expect(writers(6).map(who => shownTo(world, who).length)).toEqual(Array(6).fill(1))
    await other.close()
    await world.close()
  })
