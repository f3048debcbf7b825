import { type Heard, tellingsOf, ticketLink } from '../../server/notify/rules'
import type { TicketRow } from '../../server/tickets/actions'
import { moves, statuses } from '../../shared/tickets/life'
import * as fc from '../support/random'

const ticket = {
  id: 't1',
  number: 'T20261123-0001',
  title: '空调不制冷',
  status: 'assigned',
  channel: 'workbench',
  createdById: 'maker',
  ownerId: 'owner',
  assigneeId: 'engineer',
} as TicketRow

const moved = (move: (typeof moves)[number], more: Partial<Extract<Heard, { type: 'ticket.moved' }>> = {}): Heard => ({
  type: 'ticket.moved',
  ticketId: 't1',
  move,
  from: 'open',
  to: 'assigned',
  assigneeId: 'engineer',
  previousAssigneeId: null,
  actorId: 'somebody',
  ...more,
})

const heard = (event: Heard, row: Partial<TicketRow> = {}) =>
  tellingsOf(event, { ...ticket, ...row }, { actorName: '李思' }).map(telling =>
    telling.kind === 'offer' ? [telling.personId, 'card'] : [telling.personId, telling.says],
  )

const says = (words: string) => `T20261123-0001 空调不制冷：${words}`

describe('who hears of a step', () => {
  test.each<[string, Heard, string[][]]>([
    [
      'accepting',
      moved('accept', { actorId: 'engineer' }),
      [
        ['owner', says('李思已接单')],
        ['maker', says('李思已接单')],
      ],
    ],
    [
      'declining',
      moved('decline', { actorId: 'engineer' }),
      [
        ['owner', says('李思退回了工单，等待重新派单')],
        ['maker', says('李思退回了工单，等待重新派单')],
      ],
    ],
    [
      'finishing',
      moved('finish', { actorId: 'engineer' }),
      [
        ['owner', says('李思已完工，等待验收')],
        ['maker', says('李思已完工，等待验收')],
      ],
    ],
    [
      'confirming by the owner',
      moved('confirm', { actorId: 'owner' }),
      [
        ['maker', says('李思已验收')],
        ['engineer', says('李思已验收')],
      ],
    ],
    [
      'cancelling by the maker',
      moved('cancel', { actorId: 'maker' }),
      [
        ['owner', says('李思取消了工单')],
        ['engineer', says('李思取消了工单')],
      ],
    ],
    ['departing', moved('depart', { actorId: 'engineer' }), []],
    ['assigning', moved('assign'), [['engineer', 'card']]],
  ])('%s', (_, event, expected) => {
    expect(heard(event)).toEqual(expected)
  })

  test('one person with two parts hears once', () => {
    expect(heard(moved('accept', { actorId: 'engineer' }), { ownerId: 'maker' })).toEqual([
      ['maker', says('李思已接单')],
    ])
  })

  test('whoever loses the ticket hears it before the next one is asked', () => {
    expect(heard(moved('assign', { from: 'accepted', previousAssigneeId: 'other' }))).toEqual([
      ['other', says('已改派给其他工程师，您不用再处理')],
      ['engineer', 'card'],
    ])
  })

  test('whoever gets it again is only asked', () => {
    expect(heard(moved('assign', { from: 'accepted', previousAssigneeId: 'engineer' }))).toEqual([['engineer', 'card']])
  })

  test.each<[string, Partial<TicketRow>]>([
    ['went on to another', { assigneeId: 'another' }],
    ['was accepted meanwhile', { status: 'accepted' }],
    ['was cancelled meanwhile', { status: 'cancelled' }],
  ])('nobody is offered a ticket that %s', (_, row) => {
    expect(heard(moved('assign'), row)).toEqual([])
  })
})

describe('who hears of a new ticket', () => {
  const created = (status: 'draft' | 'open'): Heard => ({
    type: 'ticket.created',
    ticketId: 't1',
    templateId: 'template1',
    status,
    priority: 'high',
  })

  test.each(['app_message', 'voice'] as const)('its maker when it is a draft from %s', channel => {
    expect(heard(created('draft'), { channel })).toEqual([['maker', '已登记草稿 T20261123-0001：空调不制冷。']])
  })

  test('nobody when somebody made it in the mini-program', () => {
    expect(heard(created('draft'))).toEqual([])
    expect(heard(created('open'), { channel: 'customer' })).toEqual([])
  })
})

test('a comment is heard by everybody whose ticket it is but its writer', () => {
  const comment: Heard = { type: 'ticket.commented', ticketId: 't1', audience: 'internal', actorId: 'owner' }
  expect(heard(comment)).toEqual([
    ['maker', says('李思有新留言')],
    ['engineer', says('李思有新留言')],
  ])
})

test('nobody hears of what they did themselves, and nobody hears it twice', () => {
  const people = fc.constantFrom('a', 'b', 'c', 'd')
  const maybe = fc.option(people)
  fc.assert(
    fc.property(
      fc.constantFrom(...moves),
      fc.record({ createdById: people, ownerId: maybe, assigneeId: maybe, status: fc.constantFrom(...statuses) }),
      fc.record({ actorId: people, assigneeId: maybe, previousAssigneeId: maybe, from: fc.constantFrom(...statuses) }),
      (move, row, event) => {
        const ids = heard(moved(move, event), row).map(([personId]) => personId)
        expect(ids).not.toContain(event.actorId)
        expect(new Set(ids).size).toBe(ids.length)
      },
    ),
  )
})

test('a link opens the ticket in the mini-program’s pages', () => {
  expect(ticketLink('https://desk.example.com', 't1')).toBe('https://desk.example.com/#/tickets/detail?id=t1')
})
