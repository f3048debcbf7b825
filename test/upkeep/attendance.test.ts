import { attendanceApi } from '../../shared/attendance'
import { DAY } from '../../shared/kernel/time'
import { arrived, finished, openTicket, sent } from '../checkins/onSite'
import { everyDatabase } from '../support/world'
import { keysOf } from './old'

everyDatabase('punches', world => {
  const differences = async () => {
    const dispatcher = await world().as('dispatcher1')
    return (await dispatcher.call(attendanceApi.differences, { from: '2026-11-23', to: '2026-11-25' })).items
  }

  test('go after two years, and a visit from then is not said to lack one', async () => {
    const [person] = await world().context.db.reader.query(
      "SELECT wecom_user_id AS u FROM people WHERE id = 'engineer2'",
    )
    world().platform.addCheckinRecord({
      userid: person.u,
      checkin_type: '外出打卡',
      checkin_time: Date.parse('2026-11-23T14:00:00+08:00') / 1000,
    })
    await finished(
      world(),
      'engineer1',
      await arrived(world(), 'engineer1', await sent(world(), 'engineer1', await openTicket(world()))),
    )
    await world().pass(2 * DAY)
    expect((await differences()).map(({ kind }) => kind)).toEqual(['visit_without_punch', 'outside_without_visit'])
    await world().pass(727 * DAY)
    expect(await differences()).toHaveLength(2)
    await world().pass(4 * DAY)
    expect(await differences()).toEqual([])
    expect(await keysOf(world(), 'attendance_records')).toEqual([])
    expect(await keysOf(world(), 'visits')).toHaveLength(1)
  })
})
