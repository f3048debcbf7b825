import {
  listInputOf,
  noFilter,
  readFilter,
  sorts,
  type TicketFilter,
  views,
  writeFilter,
} from '../../server/console/src/tickets/address'
import { priorities } from '../../shared/priorities'
import { ticketsApi } from '../../shared/tickets/api'
import { statuses } from '../../shared/tickets/life'
import * as fc from '../support/random'

const filters: fc.Arbitrary<TicketFilter> = fc.record({
  status: fc.subarray([...statuses]),
  priority: fc.subarray([...priorities]),
  assigneeId: fc.option(fc.constantFrom('engineer1', '01KAQ & co'), { nil: null }),
  isMine: fc.boolean(),
  text: fc.string({ maxLength: 50 }).map(text => text.trim()),
  sort: fc.constantFrom(...sorts),
})

describe('the filter of the ticket table', () => {
  test('comes back from its address unchanged', () => {
    fc.assert(
      fc.property(filters, filter => {
        const address = writeFilter(filter).toString()
        expect(readFilter(new URLSearchParams(address))).toEqual(filter)
      }),
    )
  })

  test('is always an input that the contract takes', () => {
    fc.assert(
      fc.property(filters, filter => {
        expect(ticketsApi.list.input.safeParse(listInputOf(filter)).success).toBe(true)
      }),
    )
  })

  test('at rest leaves nothing in the address, and what others put there stays', () => {
    expect(writeFilter(noFilter).toString()).toBe('')
    const given = new URLSearchParams('ticket=T1&status=open')
    expect(writeFilter({ ...noFilter, text: '漏水' }, given).toString()).toBe(
      new URLSearchParams({ ticket: 'T1', text: '漏水' }).toString(),
    )
  })

  test('survives an address with words that nobody knows', () => {
    const odd = new URLSearchParams('status=open,lost&priority=huge&sort=random&mine=yes')
    expect(readFilter(odd)).toEqual({ ...noFilter, status: ['open'] })
  })
})

test('the quick choices show every ticket but drafts, once', () => {
  const single = views.filter(({ name }) => !['全部', '未完结'].includes(name)).flatMap(({ status }) => status)
  expect([...single].sort()).toEqual(statuses.filter(status => status !== 'draft').sort())
})
