import type { TrackedTicket } from '../../shared/tickets/views'
import { weappStarter } from '../support/weappBuild'
import { Refused } from '../support/weappOutside'
import { card, sessionOf, tracked } from './samples'

const start = weappStarter()

describe('the customer’s progress page', () => {
  it('lets a phone whose clock is slow ask to hurry, the first time', async () => {
    const waiting: TrackedTicket = {
      ...tracked,
      status: 'open',
      says: '已受理，正在安排师傅',
      nudgeableAt: new Date(Date.now() + 90_000).toISOString(),
    }
    const weapp = start({ answers: { 'tickets.track': () => waiting, 'nudges.track': () => ({}) } })
    const page = await weapp.open('pages/track/index', { t: 'track-1' })
    expect(page.text).toContain('等得着急可以催一下，我们会马上转告')
    await page.tap('nudge')
    expect(weapp.sentTo('nudges.track')).toHaveLength(1)
  })

  it('needs no login to look, and a code to show at the door', async () => {
    const coming: TrackedTicket = {
      ...tracked,
      status: 'travelling',
      says: '李师傅已出发，预计 14:10 到',
      engineer: { name: '李师傅', phone: '13900001200' },
      timeline: [{ at: card.createdAt, says: '您的报修已受理' }],
    }
    const weapp = start({
      answers: {
        'tickets.track': () => coming,
        'checkins.visitCode': () => ({ code: 'visit.k-1.99.mac', expiresAt: '2099-01-01T00:00:00+08:00' }),
      },
    })
    const page = await weapp.open('pages/track/index', { t: 'track-1' })
    expect(page.text).toContain('李师傅已出发，预计 14:10 到')
    expect(page.text).toContain('visit.k-1.99.mac')
    expect(page.has('visit-qr')).toBe(true)
    expect(weapp.sent[0]?.name).toBe('tickets.track')
    // Whoever is the customer may confirm as well: the login happens behind the page, bound to this ticket.
    expect(weapp.sentTo('session.wechat')[0]?.input).toEqual({ code: 'code-from-wechat', trackToken: 'track-1' })
    expect(weapp.sent[0]?.header.Authorization).toBeUndefined()
  })

  it('tells a customer with a broken link what to do, in words for customers', async () => {
    const missing = new Refused(404, 'ticket.not_found', '没有找到该工单，或您没有查看权限')
    const weapp = start({
      answers: { 'session.wechat': () => sessionOf('customer', '陈雅琴'), 'tickets.track': () => missing },
    })
    const page = await weapp.open('pages/track/index', { t: 'cut' })
    expect(page.text).toContain('没有找到这次服务')
    expect(page.text).not.toContain('权限')
  })
})
