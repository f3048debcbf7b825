import { mayCall } from '../../server/console/src/lib/access'
import { skillWords } from '../../server/console/src/people/services'
import { monthsUpTo, monthWords } from '../../server/console/src/settlement/months'
import { deadLettersApi } from '../../shared/deadLetters'
import { dispatchApi } from '../../shared/dispatch'
import { countWords } from '../../shared/words'

test('counters end at 999+', () => {
  expect([0, 999, 1000].map(countWords)).toEqual(['0', '999', '999+'])
})

test('the months go back over the turn of the year, by the business day', () => {
  const newYear = new Date('2026-12-31T16:30:00Z')
  expect(monthsUpTo(newYear, 3)).toEqual(['2027-01', '2026-12', '2026-11'])
  expect(monthWords('2026-11')).toBe('2026年11月')
})

test('skills are named as the company names its services, once each', () => {
  const services = [
    { name: '空调维修', businessType: 'repair.aircon' },
    { name: '洗衣机维修', businessType: 'repair.washer' },
  ]
  expect(skillWords(['repair', 'repair.aircon', 'install'], services)).toEqual(['空调维修', '洗衣机维修', 'install'])
  expect(skillWords(['rep'], services)).toEqual(['rep'])
})

test('who may not call does not see: the contract decides what the console offers', () => {
  expect(mayCall(['dispatcher'], dispatchApi.assign)).toBe(true)
  expect(mayCall(['dispatcher'], dispatchApi.setWeights)).toBe(false)
  expect(mayCall(['engineer', 'admin'], deadLettersApi.list)).toBe(true)
  expect(mayCall([], deadLettersApi.list)).toBe(false)
})
