import { readSaid } from '../../server/redAlerts/messages/rules'
import { calledInRound, firstCallAt, isToBeCalled, nextWay, reachKey } from '../../server/redAlerts/rules'
import { MINUTE } from '../../shared/kernel/time'
import { redAlertIn } from '../../shared/redAlerts'
import { statuses } from '../../shared/tickets/life'
import { numberIn, withoutNumber } from '../../shared/tickets/numbers'
import * as fc from '../support/random'

const at = (minutes: number) => new Date(Date.parse('2026-11-23T09:00:00+08:00') + minutes * MINUTE)

test.each<[string, string | null]>([
  ['红警 T20261122-0007 冒烟', 'T20261122-0007 冒烟'],
  ['红色预警：陈雅琴 空调冒烟', '陈雅琴 空调冒烟'],
  ['发起红警，T20261122-0007 漏电', 'T20261122-0007 漏电'],
  ['  红警  ', ''],
  ['空调报红警了', null],
  ['谢谢', null],
])('%s', (said, behind) => expect(redAlertIn(said)).toBe(behind))

test.each<[string, ReturnType<typeof readSaid>]>([
  ['T20261122-0007 冒烟了', { number: 'T20261122-0007', subject: '', reason: '冒烟了' }],
  ['冒烟了 t20261122 0007', { number: 'T20261122-0007', subject: '', reason: '冒烟了' }],
  ['T20261122-0007', { number: 'T20261122-0007', subject: '', reason: '' }],
  ['陈雅琴 空调冒烟，人被困', { number: null, subject: '陈雅琴', reason: '空调冒烟 人被困' }],
  ['13900000101：漏气', { number: null, subject: '13900000101', reason: '漏气' }],
  ['', { number: null, subject: '', reason: '' }],
])('says %s', (words, said) => expect(readSaid(words)).toEqual(said))

test('a number is read and left out alike, however it is written', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 9999 }), fc.constantFrom('-', ' ', '', '－'), (count, dash) => {
      const tail = String(count).padStart(4, '0')
      expect(numberIn(`请看T20261122${dash}${tail}冒烟`)).toBe(`T20261122-${tail}`)
      expect(withoutNumber(`T20261122${dash}${tail} 冒烟`)).toBe('冒烟')
    }),
  )
})

const open = { acknowledgedAt: null, openTicketId: 't', raisedAt: at(0) }

test('the line is called while nobody has taken it on', () => {
  expect(statuses.filter(status => isToBeCalled(open, status))).toEqual(['draft', 'open', 'assigned'])
  expect(isToBeCalled({ ...open, acknowledgedAt: at(1) }, 'open')).toBe(false)
  expect(isToBeCalled({ ...open, openTicketId: null }, 'open')).toBe(false)
})

test('first half an hour after it was raised; when that is past, in five minutes', () => {
  expect(firstCallAt(open, 'open', at(0))).toEqual(at(30))
  expect(firstCallAt(open, 'open', at(29))).toEqual(at(30))
  expect(firstCallAt(open, 'open', at(40))).toEqual(at(45))
  expect(firstCallAt(open, 'accepted', at(0))).toBeNull()
})

test('up the line, and then anew', () => {
  expect([0, 1, 2, 3].map(round => calledInRound(['lead', 'manager'], round))).toEqual([
    'lead',
    'manager',
    'lead',
    'manager',
  ])
  expect(calledInRound([], 0)).toBeUndefined()
})

test('what did not get through goes another way, a reminder of the report does not', () => {
  const after = (occasion: Parameters<typeof reachKey>[1], channel: Parameters<typeof reachKey>[3]) =>
    nextWay(reachKey('A1', occasion, 'm:1', channel))?.channel ?? null
  expect([after('told', 'wecom'), after('told', 'phone'), after('told', 'sms')]).toEqual(['phone', 'sms', null])
  expect([after('round3', 'phone'), after('round3', 'sms'), after('round3', 'wecom')]).toEqual(['sms', 'wecom', null])
  expect(after('report0', 'wecom')).toBeNull()
  expect(nextWay('ladder:A1:told:m:wecom')).toBeNull()
  expect(nextWay(reachKey('A1', 'told', 'm:1', 'wecom'))).toMatchObject({ alertId: 'A1', personId: 'm:1' })
})
