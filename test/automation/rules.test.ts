import { boundOf, type Heard, readingsOf, reasonFor, waitUntil } from '../../server/automation/rules'
import { isInside, webhookClient } from '../../server/automation/webhooks/client'
import type { Trigger, Wait } from '../../shared/automation'
import { toWire } from '../../shared/kernel/time'

const at = (wire: string): Date => new Date(wire)

describe('when a rule that waits goes on', () => {
  test.each<[string, Wait, string | null]>([
    ['2026-11-23T09:00:00+08:00', 'none', null],
    ['2026-11-23T09:00:00+08:00', { days: 3 }, '2026-11-26T09:00:00+08:00'],
    ['2026-11-23T09:00:00+08:00', { nextSeason: true }, '2026-12-01T09:00:00+08:00'],
    ['2026-12-01T08:59:59+08:00', { nextSeason: true }, '2026-12-01T09:00:00+08:00'],
    ['2026-12-01T09:00:00+08:00', { nextSeason: true }, '2027-03-01T09:00:00+08:00'],
    ['2026-12-31T23:30:00+08:00', { nextSeason: true }, '2027-03-01T09:00:00+08:00'],
    ['2027-01-01T00:30:00+08:00', { nextSeason: true }, '2027-03-01T09:00:00+08:00'],
    ['2026-02-28T20:00:00+08:00', { nextSeason: true }, '2026-03-01T09:00:00+08:00'],
    ['2026-06-02T00:00:00+08:00', { nextSeason: true }, '2026-09-01T09:00:00+08:00'],
  ])('%s %j: %s', (now, wait, expected) => {
    const due = waitUntil(wait, at(now))
    expect(due && toWire(due)).toBe(expected)
  })
})

describe('what sets a rule going', () => {
  const moved = (move: string, from: string, to: string) =>
    ({
      type: 'ticket.moved',
      ticketId: 't',
      move,
      from,
      to,
      assigneeId: null,
      previousAssigneeId: null,
      actorId: 'a',
    }) as Heard
  const created = (status: string) =>
    ({ type: 'ticket.created', ticketId: 't', templateId: 'x', status, priority: 'normal' }) as Heard
  const late = (clock: string, percent: number, combined?: { clock: string; percent: number }[]) =>
    ({ type: 'sla.reached', ticketId: 't', clock, percent, dueAt: '', ...(combined && { combined }) }) as Heard
  const nudged = (count: number) => ({ type: 'ticket.nudged', ticketId: 't', actorId: 'a', count }) as Heard

  test.each<[Trigger, Heard, number | null, boolean]>([
    [{ on: 'created' }, created('open'), null, true],
    [{ on: 'created' }, created('draft'), null, false],
    [{ on: 'created' }, moved('submit', 'draft', 'open'), null, true],
    [{ on: 'moved', moves: ['accept'] }, moved('accept', 'assigned', 'accepted'), null, true],
    [{ on: 'moved', moves: ['accept'] }, moved('decline', 'assigned', 'open'), null, false],
    [{ on: 'stageClosed', stage: 'accept' }, created('open'), null, true],
    [{ on: 'stageClosed', stage: 'accept' }, created('draft'), null, false],
    [{ on: 'stageClosed', stage: 'triage' }, moved('accept', 'assigned', 'accepted'), null, true],
    [{ on: 'stageClosed', stage: 'handle' }, moved('finish', 'working', 'awaiting_acceptance'), null, true],
    [{ on: 'stageClosed', stage: 'feedback' }, moved('confirm', 'awaiting_acceptance', 'completed'), null, true],
    [{ on: 'stageClosed', stage: 'revisit' }, moved('close', 'completed', 'closed'), null, true],
    [{ on: 'stageClosed', stage: 'handle' }, moved('reopen', 'completed', 'open'), null, false],
    [{ on: 'stageClosed', stage: 'triage' }, moved('cancel', 'open', 'cancelled'), null, false],
    [{ on: 'nudged', atLeast: 2 }, nudged(1), null, false],
    [{ on: 'nudged', atLeast: 2 }, nudged(3), null, true],
    [{ on: 'late', clock: 'response', percent: 80 }, late('response', 80), null, true],
    [{ on: 'late', clock: 'response', percent: 80 }, late('response', 50), null, false],
    [
      { on: 'late', clock: 'response', percent: 80 },
      late('arrival', 100, [{ clock: 'response', percent: 80 }]),
      null,
      true,
    ],
    [{ on: 'rated', atMost: 2 }, moved('confirm', 'awaiting_acceptance', 'completed'), 2, true],
    [{ on: 'rated', atMost: 2 }, moved('confirm', 'awaiting_acceptance', 'completed'), 3, false],
    [{ on: 'rated', atMost: 2 }, moved('confirm', 'awaiting_acceptance', 'completed'), null, false],
    [
      { on: 'flowLeft', nodeKey: 'quote' },
      { type: 'flow.left', ticketId: 't', stepId: 's', nodeKey: 'quote' },
      null,
      true,
    ],
    [
      { on: 'flowLeft', nodeKey: 'quote' },
      { type: 'flow.left', ticketId: 't', stepId: 's', nodeKey: 'other' },
      null,
      false,
    ],
    [{ on: 'edited' }, { type: 'ticket.marked', ticketId: 't', actorId: 'a' }, null, true],
    [{ on: 'reddened' }, { type: 'ticket.reddened', ticketId: 't', actorId: 'a', reason: '漏水' }, null, true],
  ])('%j by %j, rated %s: %s', (trigger, event, rating, isSetOff) => {
    expect(reasonFor(trigger, event, { rating }) !== null).toBe(isSetOff)
  })
})

test('the bounds of a day: five of a rule, thirty of a ticket', () => {
  const times = (code: string | null, count: number) => Array<string | null>(count).fill(code)
  expect(boundOf('a', times('a', 4))).toBeNull()
  expect(boundOf('a', times('a', 5))).toContain('5 次')
  expect(boundOf('b', times('a', 5))).toBeNull()
  expect(boundOf('b', times(null, 30))).toContain('30 次')
  expect(boundOf(null, times(null, 29))).toBeNull()
})

test('a condition is told by what it read', () => {
  const when = { and: [{ '==': [{ var: 'symptom' }, '漏水'] }, { '==': [{ var: 'ticket.priority' }, 'high'] }] }
  const data = { symptom: '漏水', ticket: { priority: 'high' } }
  const field = { key: 'symptom', label: '故障现象', kind: 'text' } as Parameters<typeof readingsOf>[2][number]
  expect(readingsOf(when, data, [field])).toBe('故障现象：漏水，优先级：高')
  expect(readingsOf(true, data, [field])).toBe('')
})

describe('where a webhook may not go in production', () => {
  test.each([
    ['127.0.0.1', true],
    ['10.1.2.3', true],
    ['172.31.255.255', true],
    ['172.32.0.1', false],
    ['192.168.1.1', true],
    ['169.254.169.254', true],
    ['100.64.0.1', true],
    ['0.0.0.0', true],
    ['8.8.8.8', false],
    ['::1', true],
    ['::', true],
    ['::ffff:127.0.0.1', true],
    ['::ffff:8.8.8.8', false],
    ['fe80::1', true],
    ['fd00::1', true],
    ['2001:4860:4860::8888', false],
  ])('%s: %s', (address, inside) => expect(isInside(address)).toBe(inside))

  const client = webhookClient({ secret: 's', timeoutMs: 1000, isPrivateAllowed: false, now: () => 0 })
  test.each([
    'http://127.0.0.1:9/x',
    'http://localhost:9/x',
    'http://[::1]:9/x',
    'http://2130706433:9/x',
    'http://0x7f.1:9/x',
  ])('refuses %s before it connects', async url => {
    await expect(client.post({ id: '1', url, body: '{}' })).rejects.toThrow('not on the public internet')
  })
})
