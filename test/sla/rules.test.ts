import { dueOf, measure } from '../../server/sla/measuring/rules'
import { deriveClocks, type Happening, happeningsFrom, type Stay } from '../../server/sla/rules'
import type { ClockedTicket, HappeningRow } from '../../server/tickets/due/actions'
import { standardPolicy } from '../../shared/sla/defaults'
import type { Policy } from '../../shared/sla/policy'
import { always } from '../../shared/sla/workingTime'

const at = (time: string): number => Date.parse(`2026-11-23T${time}:00+08:00`)

const row = (kind: HappeningRow['kind'], received: string, more: Partial<HappeningRow> = {}): HappeningRow => ({
  id: received,
  ticketId: 't1',
  kind,
  toStatus: null,
  actorId: 'engineer1',
  actorName: '李思',
  reason: null,
  audience: 'internal',
  at: new Date(at(received)),
  deviceAt: null,
  ...more,
})

const happened = (...rows: HappeningRow[]): Happening[] =>
  happeningsFrom(rows, ({ actorId }) => actorId !== 'customer01')

const ticket = (more: Partial<ClockedTicket> = {}): ClockedTicket => ({
  id: 't1',
  number: 'T20261123-0001',
  status: 'working',
  priority: 'critical',
  businessType: 'repair.aircon',
  templateId: 'aircon-repair',
  customerId: 'customer01',
  deviceId: null,
  regionCode: null,
  teamId: null,
  isRed: false,
  nodeName: null,
  openedAt: new Date(at('09:00')),
  appointmentFrom: null,
  reopenedCount: 0,
  dueAt: null,
  dueClock: null,
  dueSoonAt: null,
  duePausedFor: null,
  ...more,
})

type Given = { happenings: Happening[]; of?: Partial<ClockedTicket>; stays?: Stay[]; policy?: Partial<Policy> }

const measured = ({ happenings, of = {}, stays = [], policy = {} }: Given) => {
  const body = { ...standardPolicy, ...policy }
  const derived = deriveClocks({ ticket: ticket(of), happenings, stays }, body)
  return new Map(derived.map(one => [one.nodeKey || one.clock, measure(one, always, body.warnAt)]))
}

const created = row('create', '09:00', { toStatus: 'open' })

describe('a step taken offline', () => {
  const arrival = (deviceAt: string | null) =>
    happened(created, row('accept', '09:05', { toStatus: 'accepted' }), {
      ...row('arrive', '12:00', { toStatus: 'working' }),
      deviceAt: deviceAt === null ? null : new Date(at(deviceAt)),
    })
  test.each([
    ['counts when the phone says it was taken', '10:00', 60],
    ['counts when it was received, if the phone says later than that', '12:01', 180],
    ['counts when it was received, if the phone says before the step before', '09:04', 180],
    ['counts when it was received, if the phone says nothing', null, 180],
  ])('%s', (_, deviceAt, minutes) => {
    expect(measured({ happenings: arrival(deviceAt) }).get('arrival')?.elapsedMinutes).toBe(minutes)
  })
})

describe('a wait', () => {
  const waiting = (reason: string) => [
    created,
    row('accept', '09:05', { toStatus: 'accepted' }),
    row('arrive', '09:30', { toStatus: 'working' }),
    row('pause', '10:00', { toStatus: 'waiting', reason }),
  ]
  const resumed = row('resume', '11:00', { toStatus: 'working' })
  const finished = row('finish', '12:00', { toStatus: 'awaiting_acceptance' })
  const confirmed = row('confirm', '18:00', { toStatus: 'completed' })

  test('stops the clock only for a reason that the policy knows', () => {
    const minutesOf = (reason: string) =>
      measured({ happenings: happened(...waiting(reason), resumed, finished, confirmed) }).get('resolution')
        ?.elapsedMinutes
    expect([minutesOf('parts'), minutesOf('customer'), minutesOf('approval'), minutesOf('other')]).toEqual([
      120, 120, 180, 180,
    ])
  })

  test('for the customer to agree does not count against us, unless the policy says so', () => {
    const happenings = happened(created, row('arrive', '09:30', { toStatus: 'working' }), finished, confirmed)
    const minutesWith = (policy: Partial<Policy>) => measured({ happenings, policy }).get('resolution')?.elapsedMinutes
    expect(minutesWith({})).toBe(180)
    expect(minutesWith({ pauseReasons: ['parts'] })).toBe(540)
    expect(minutesWith({ pauseReasons: ['parts'], resolvedBy: 'finish' })).toBe(180)
  })

  test('that has begun before a node is entered holds its clock; a node that is this wait runs', () => {
    const stay = (nodeKey: string): Stay => ({
      nodeKey,
      round: 0,
      name: nodeKey,
      enteredAt: at('10:30'),
      left: null,
      minutes: 60,
      starter: { actorId: '', actorName: '' },
    })
    const clocks = measured({ happenings: happened(...waiting('parts')), stays: [stay('parts'), stay('handle')] })
    expect(clocks.get('handle')).toMatchObject({ state: 'paused', pausedFor: '等配件', dueAt: null })
    expect(clocks.get('parts')).toMatchObject({ state: 'running', dueAt: new Date(at('11:30')) })
    expect(dueOf([...clocks.values()])).toMatchObject({ dueClock: 'node', dueAt: new Date(at('11:30')) })
  })
})

test('nobody had to go there when the work was done from afar', () => {
  const happenings = happened(created, row('finish', '09:20', { toStatus: 'awaiting_acceptance' }))
  const clocks = measured({ happenings })
  expect(clocks.get('arrival')?.state).toBe('cancelled')
  expect(clocks.get('response')).toMatchObject({ state: 'breached', elapsedMinutes: 20 })
})

test('whoever comes before the hour agreed upon has come in time', () => {
  const happenings = happened(created, row('arrive', '11:00', { toStatus: 'working' }))
  const appointed = { appointmentFrom: new Date(at('14:00')) }
  expect(measured({ happenings, of: appointed }).get('arrival')).toMatchObject({ state: 'met', elapsedMinutes: 0 })
})

test('a ticket without a target for its priority has no such clock', () => {
  const none = { ...standardPolicy.targets.arrival, critical: null }
  const clocks = measured({
    happenings: happened(created),
    policy: { targets: { ...standardPolicy.targets, arrival: none } },
  })
  expect([...clocks.keys()]).toEqual(['response', 'resolution'])
})
