import { servicesFor } from '../../miniapp/report/services'
import { byTicket, monthFrom } from '../../miniapp/settlement/group'
import { presetsFor } from '../../miniapp/tickets/fit'
import { nextStepOf } from '../../miniapp/tickets/moves'
import { prefilled, toSend } from '../../miniapp/tickets/prefill'
import { openPause, workedSeconds } from '../../miniapp/visits/clock'
import { inOrder } from '../../miniapp/visits/order'
import type { VisitView } from '../../shared/checkins'
import type { SettledLine } from '../../shared/settlement/api'
import { card, customer, device, template } from './samples'

describe('the next step', () => {
  it('is the one button; the others wait in the sheet', () => {
    expect(nextStepOf('assigned', ['decline', 'accept'])).toEqual({ main: 'accept', others: ['decline'] })
    expect(nextStepOf('open', ['cancel', 'assign'])).toEqual({ main: 'assign', others: ['cancel'] })
  })

  it('is never to send somebody else', () => {
    expect(nextStepOf('accepted', ['assign', 'cancel'])).toEqual({ main: null, others: ['assign', 'cancel'] })
  })
})

describe('a prefilled form', () => {
  it('says of every value where it comes from', () => {
    expect(prefilled(template.body.fields, { customer, device })).toEqual({
      answers: { phone: '138****8000', serial: 'SN0007' },
      origins: { phone: 'customer.phone', serial: 'device.serial' },
    })
  })

  it('is sent without what the server knows better: here the number is masked', () => {
    const fields = [...template.body.fields, { key: 'unit', label: '设备', kind: 'device' as const, required: false }]
    const known = prefilled(fields, { customer, device })
    expect(toSend(fields, known, { fault: '漏水' })).toEqual({
      answers: { unit: 'd-1', fault: '漏水' },
      origins: { unit: 'device.id' },
    })
  })

  it('leaves open what nobody knows', () => {
    expect(prefilled(template.body.fields, { customer: null, device: null })).toEqual({ answers: {}, origins: {} })
  })
})

describe('the running clock', () => {
  const visit: VisitView = {
    id: 'v-1',
    ticketId: 'k-1',
    engineerId: 'p-1',
    checkedInAt: '2026-11-22T10:00:00+08:00',
    checkedOutAt: null,
    pauses: [{ from: '2026-11-22T10:10:00+08:00', to: '2026-11-22T10:25:00+08:00', reason: 'parts' }],
    workedMinutes: 0,
    marks: [],
    distanceMetres: null,
    parts: [],
    version: 1,
  }
  const now = new Date('2026-11-22T11:00:30+08:00')

  it('leaves out pauses, to the second', () => {
    expect(workedSeconds(visit, now)).toBe(45 * 60 + 30)
  })

  it('stands still while a pause is open, and after check-out', () => {
    const pauses = [{ from: '2026-11-22T10:30:00+08:00', to: null, reason: 'customer' }]
    expect(workedSeconds({ ...visit, pauses }, now)).toBe(30 * 60)
    expect(openPause({ ...visit, pauses })?.reason).toBe('customer')
    expect(workedSeconds({ ...visit, pauses: [], checkedOutAt: '2026-11-22T10:20:00+08:00' }, now)).toBe(20 * 60)
  })
})

describe('my day', () => {
  it('has what is under way first, then the appointments in order', () => {
    const late = { ...card, id: 'late', status: 'accepted' as const, appointmentFrom: '2026-11-22T16:00:00+08:00' }
    const early = { ...card, id: 'early', status: 'accepted' as const, appointmentFrom: '2026-11-22T09:00:00+08:00' }
    const running = { ...card, id: 'running', status: 'working' as const }
    expect(inOrder([late, early, running]).map(one => one.id)).toEqual(['running', 'early', 'late'])
  })
})

describe('the month of settlements', () => {
  const line = (id: string, ticketId: string, amountFen: number, round = 1): SettledLine => ({
    id,
    ticketId,
    ticketNumber: ticketId,
    payeeId: 'p-1',
    payeeName: '李师傅',
    code: 'base',
    name: '基础费',
    amountFen,
    minutes: null,
    why: '',
    round,
    ruleSetVersion: 1,
    settledAt: '2026-11-22T10:00:00+08:00',
  })

  it('sums by ticket, and keeps rework apart', () => {
    const settled = byTicket([line('1', 'a', 100), line('2', 'b', 50), line('3', 'a', 25), line('4', 'a', -25, 2)])
    expect(settled.map(({ ticketId, round, totalFen }) => [ticketId, round, totalFen])).toEqual([
      ['a', 1, 125],
      ['b', 1, 50],
      ['a', 2, -25],
    ])
  })

  it.each([
    ['2026-11', -1, '2026-10'],
    ['2026-01', -1, '2025-12'],
    ['2026-12', 1, '2027-01'],
  ])('goes from %s by %s to %s', (month, by, expected) => {
    expect(monthFrom(month, by)).toBe(expected)
  })
})

describe('the one-tap buttons', () => {
  it('start with what is made for the chosen device, even where it is no preset', () => {
    const named = (id: string, businessType: string, isPreset: boolean) => ({
      ...template,
      id,
      isPreset,
      body: { ...template.body, businessType },
    })
    const all = [
      named('aircon', 'repair.aircon', true),
      named('ask', 'consultation', true),
      named('washer', 'repair.washer', false),
    ]
    const washer = { ...device, businessType: 'repair.washer' }
    expect(presetsFor(all, washer).map(one => one.id)).toEqual(['washer', 'ask', 'aircon'])
    expect(presetsFor(all, null).map(one => one.id)).toEqual(['aircon', 'ask'])
  })
})

describe('what a customer can ask for', () => {
  it('fits the device, repair first', () => {
    const install = {
      ...template,
      id: 't-2',
      body: { ...template.body, category: 'install' as const, businessType: 'install.aircon' },
    }
    const lift = { ...template, id: 't-3', body: { ...template.body, businessType: 'repair.elevator' } }
    expect(servicesFor([install, lift, template], device).map(one => one.id)).toEqual(['t-1', 't-2'])
    expect(servicesFor([install, lift, template], null)).toHaveLength(3)
  })
})
