import { attendanceApi } from '../../shared/attendance'
import { DAY, HOUR, MINUTE } from '../../shared/kernel/time'
import { arrived, door, finished, openTicket, sent } from '../checkins/onSite'
import { everyDatabase, openWorld, type World } from '../support/world'

const PATH = '/cgi-bin/checkin/getcheckindata'
const seconds = (text: string): number => new Date(`${text}+08:00`).getTime() / 1000
const micro = (degrees: number): number => Math.round(degrees * 1e6)

/** To the next pull and a little beyond. */
const toNextPull = (world: World): Promise<void> => {
  const today = new Date(`${new Date(world.now().getTime() + 8 * HOUR).toISOString().slice(0, 10)}T05:30:00+08:00`)
  const next = today > world.now() ? today : new Date(today.getTime() + DAY)
  return world.pass(next.getTime() - world.now().getTime() + MINUTE)
}

const report = async (world: World, who = 'dispatcher1', more: { engineerId?: string } = {}) =>
  (await world.as(who)).call(attendanceApi.differences, { from: '2026-11-23', to: '2026-11-30', ...more })

const wecomOf = async (world: World, personId: string): Promise<string> => {
  const people = await world.context.db.reader.query('SELECT wecom_user_id AS u FROM people WHERE id = ?', [personId])
  return (people as { u: string }[])[0]?.u ?? ''
}

everyDatabase('attendance', world => {
  test('begins with a timer that a second start leaves alone', async () => {
    const rows = await world().context.db.reader.query("SELECT due_at FROM timers WHERE id = 'attendance.pull'")
    expect(rows).toHaveLength(1)
    expect(Number((rows as { due_at: number }[])[0]?.due_at)).toBe(seconds('2026-11-24T05:30:00') * 1000)
  })

  test('says nothing of today, whose punches are not in yet', async () => {
    const ticket = await openTicket(world())
    await finished(world(), 'engineer1', await arrived(world(), 'engineer1', await sent(world(), 'engineer1', ticket)))
    expect(await report(world())).toEqual({ items: [], isComplete: true, pulledUntil: null, problem: null })
  })

  test('finds the next morning a visit without a punch, and punches that fit no visit', async () => {
    const [first, second] = [await wecomOf(world(), 'engineer2'), await wecomOf(world(), 'engineer3')]
    world().platform.addCheckinRecord({
      userid: first.toUpperCase(),
      checkin_type: '外出打卡',
      checkin_time: seconds('2026-11-23T14:00:00'),
      location_title: '西湖',
      lat: micro(door.lat),
      lng: micro(door.lng),
    })
    world().platform.addCheckinRecord({
      userid: second,
      checkin_type: '上班打卡',
      checkin_time: seconds('2026-11-23T09:20:00'),
      exception_type: '时间异常;wifi异常',
    })
    await toNextPull(world())
    const { items, pulledUntil, problem } = await report(world())
    expect(pulledUntil).toBe('2026-11-24T05:31:00+08:00')
    expect(problem).toBeNull()
    expect(items.map(({ kind, engineerId, says }) => [kind, engineerId, says])).toEqual([
      ['visit_without_punch', 'engineer1', expect.stringMatching(/^09:00 到场签到（工单 \S+），当天没有打卡记录$/)],
      ['outside_without_visit', 'engineer2', '14:00 外出打卡，当天没有上门记录'],
      ['exception', 'engineer3', '09:20 上班打卡：时间异常、wifi异常'],
    ])
    expect(items[1]).toMatchObject({ placeTitle: '西湖', day: '2026-11-23', at: '2026-11-23T14:00:00+08:00' })
  })

  test('takes a punch that came late, and a correction, without a second row', async () => {
    const [first, second] = [await wecomOf(world(), 'engineer1'), await wecomOf(world(), 'engineer3')]
    world().platform.addCheckinRecord({
      userid: first,
      checkin_type: '上班打卡',
      checkin_time: seconds('2026-11-23T08:50:00'),
    })
    world().platform.correctCheckinRecord(second, seconds('2026-11-23T09:20:00'), { exception_type: '' })
    await toNextPull(world())
    expect((await report(world())).items.map(({ kind }) => kind)).toEqual(['outside_without_visit'])
    const [count] = await world().context.db.reader.query('SELECT COUNT(*) AS n FROM attendance_records')
    expect(Number(count.n)).toBe(3)
  })

  test('shows a manager only the engineers of the own region and team', async () => {
    expect((await report(world(), 'manager1')).items.length + (await report(world(), 'manager2')).items.length).toBe(1)
  })

  test('can be asked about one engineer', async () => {
    expect((await report(world(), 'admin1', { engineerId: 'engineer2' })).items).toHaveLength(1)
    expect((await report(world(), 'admin1', { engineerId: 'engineer1' })).items).toHaveLength(0)
  })

  test.each([
    ['2026-11-24', '2026-11-23'],
    ['2026-10-01', '2026-11-23'],
  ])('refuses %s to %s', async (from, to) => {
    const refused = await (await world().as('dispatcher1')).refused(attendanceApi.differences, { from, to })
    expect(refused.code).toBe('attendance.span_invalid')
  })

  test('is not for engineers', async () => {
    const engineer = await world().as('engineer1')
    const refused = await engineer.refused(attendanceApi.differences, { from: '2026-11-23', to: '2026-11-23' })
    expect(refused.code).toBe('role.not_allowed')
  })

  test('says what to do when the app may not read 打卡, and goes on when it may', async () => {
    world().platform.misbehave({ errcodeOnce: 48002, only: PATH })
    await toNextPull(world())
    const failed = await report(world())
    expect(failed.problem).toContain('打卡 → 可调用接口的应用')
    expect(failed.pulledUntil).toBe('2026-11-25T05:31:00+08:00')
    await toNextPull(world())
    const next = await report(world())
    expect(next).toMatchObject({ problem: null, pulledUntil: '2026-11-27T05:31:00+08:00' })
  })

  test('tries again after a passing failure', async () => {
    world().platform.misbehave({ errcodeOnce: -1, only: PATH })
    await toNextPull(world())
    await world().pass(10_000)
    expect((await report(world())).problem).toBeNull()
  })

  test('leaves out members whom WeCom does not know, by name, and pulls the others', async () => {
    const gone = 'nobody-there'
    await world().context.db.write(tx => tx.query(`UPDATE people SET wecom_user_id = '${gone}' WHERE id = 'engineer2'`))
    const other = await wecomOf(world(), 'engineer4')
    world().platform.addCheckinRecord({
      userid: other,
      checkin_type: '外出打卡',
      checkin_time: seconds('2026-11-28T10:00:00'),
    })
    await toNextPull(world())
    const { items, problem } = await report(world())
    expect(items.map(({ engineerId }) => engineerId)).toContain('engineer4')
    expect(problem).toContain(`（${gone}）`)
  })
})

test('a world that starts twice has one pull a day', async () => {
  const world = await openWorld()
  try {
    const before = world.platform.calls(PATH)
    await toNextPull(world)
    const once = world.platform.calls(PATH) - before
    await toNextPull(world)
    // A month takes two spans, the day after one.
    expect([once, world.platform.calls(PATH) - before - once]).toEqual([2, 1])
  } finally {
    await world.close()
  }
})
