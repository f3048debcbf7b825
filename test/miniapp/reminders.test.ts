import { aheadOf, type Standing, standingOf } from '../../miniapp/pages/track/reminders'
import { statuses } from '../../shared/tickets/life'
import type { Consent } from '../../shared/wechat'
import type { Weapp } from '../support/weapp'
import { weappStarter } from '../support/weappBuild'
import { type Outside, Refused } from '../support/weappOutside'
import { sessionOf, tracked } from './samples'

const TEMPLATE = 'template-progress'

describe('what is said of reminders', () => {
  const offered = { stepsAhead: 3, remaining: 0, isOff: false, isDeclined: false }
  it.each<[Standing, Partial<typeof offered>]>([
    ['offer', {}],
    ['partly', { remaining: 1 }],
    ['partly', { remaining: 2, isDeclined: true }],
    ['covered', { remaining: 3 }],
    ['covered', { stepsAhead: 1, remaining: 4 }],
    ['declined', { isDeclined: true }],
    ['off', { isOff: true, isDeclined: true, remaining: 3 }],
  ])('%s', (standing, changes) => {
    expect(standingOf({ ...offered, ...changes })).toBe(standing)
  })

  it('is nothing once nothing more will be told', () => {
    expect(statuses.filter(status => aheadOf(status).length === 0)).toEqual([
      'awaiting_acceptance',
      'completed',
      'closed',
      'cancelled',
    ])
  })
})

describe('reminders on the progress page', () => {
  const start = weappStarter()

  /** A customer in WeChat whose acceptances the server counts. */
  const customersPhone = (answer: Consent | number, changes: Partial<Outside> = {}) => {
    let accepted = 0
    const asked: string[][] = []
    const templates = () => ({ templates: [{ purpose: 'progress', templateId: TEMPLATE, remaining: accepted }] })
    const outside: Outside = {
      subscribes: templateIds => {
        asked.push(templateIds)
        return { [typeof answer === 'number' ? 'errCode' : TEMPLATE]: answer }
      },
      ...changes,
      answers: {
        'session.wechat': () => sessionOf('customer', '陈雅琴'),
        'tickets.track': () => tracked,
        'wechat.templates': templates,
        'wechat.subscribed': ({ results }) => {
          if ((results as Record<string, Consent>)[TEMPLATE] === 'accept') accepted += 1
          return templates()
        },
        ...changes.answers,
      },
    }
    return { weapp: start(outside), outside, asked }
  }
  const track = (weapp: Weapp) => weapp.open('pages/track/index', { t: 'track-1' })

  it('are asked for at the tap alone, one message each time, until every step is covered', async () => {
    const { weapp, asked } = customersPhone('accept')
    const page = await track(weapp)
    expect(page.text).toContain('师傅出发、处理完成时，微信提醒您')
    expect(page.text).toContain('同意一次提醒一条，不发广告。')
    expect(asked).toEqual([])
    expect(weapp.sentTo('wechat.templates')[0]?.input).toEqual({ ticketId: 'k-1' })

    await page.tap('remind-me')
    expect(asked).toEqual([[TEMPLATE]])
    expect(weapp.sentTo('wechat.subscribed')[0]?.input).toEqual({ results: { [TEMPLATE]: 'accept' } })
    expect(page.text).toContain('已开启，接下来 1 次进展会提醒您')

    await page.tap('remind-me')
    expect(page.text).toContain('已开启，接下来的进展都会在微信提醒您')
    expect(page.has('remind-me')).toBe(false)
    const keys = weapp.sentTo('wechat.subscribed').map(({ header }) => header['Idempotency-Key'])
    expect(new Set(keys).size).toBe(2)
  })

  it('are not asked for again by somebody who said no; they may still change their mind', async () => {
    const { weapp } = customersPhone('reject')
    const page = await track(weapp)
    await page.tap('remind-me')
    expect(weapp.sentTo('wechat.subscribed')[0]?.input).toEqual({ results: { [TEMPLATE]: 'reject' } })
    expect(weapp.toasts).toEqual([])
    const again = await track(weapp)
    expect(again.text).toContain('没有开启提醒，进展随时可以在本页查看。')
    expect(again.text).not.toContain('微信提醒您')
    expect(again.has('remind-me')).toBe(true)
  })

  it('lead to the settings where WeChat asks no more, and are offered again after that', async () => {
    const { weapp, outside, asked } = customersPhone('reject', {
      subscriptions: { mainSwitch: true, itemSettings: { [TEMPLATE]: 'reject' } },
      changesSettings: () => {
        outside.subscriptions = { mainSwitch: true, itemSettings: {} }
      },
    })
    const page = await track(weapp)
    expect(page.text).toContain('想收到进展，可以在设置里打开')
    await page.tap('remind-settings')
    expect(page.has('remind-me')).toBe(true)
    expect(asked).toEqual([])
  })

  it('lead to the settings when all messages of the mini-program are switched off', async () => {
    const { weapp } = customersPhone(20004)
    const page = await track(weapp)
    await page.tap('remind-me')
    expect(page.has('remind-settings')).toBe(true)
    expect(weapp.sentTo('wechat.subscribed')).toEqual([])
  })

  it('say so when WeChat has banned the template, or does not answer', async () => {
    const banned = customersPhone('ban').weapp
    await (await track(banned)).tap('remind-me')
    expect(banned.toasts).toEqual(['微信暂时不能发送提醒，进展请在本页查看'])
    banned.close()
    const silent = customersPhone(10002).weapp
    await (await track(silent)).tap('remind-me')
    expect(silent.toasts).toEqual(['没能打开微信的提醒设置，请稍后再试'])
  })

  const elsewhere: [string, Partial<Outside>][] = [
    ['where no template is configured', { answers: { 'wechat.templates': () => ({ templates: [] }) } }],
    [
      'for somebody else’s ticket',
      { answers: { 'wechat.templates': () => new Refused(404, 'ticket.not_found', '没有找到这张工单') } },
    ],
    ['inside WeCom', { environment: 'wxwork' }],
  ]
  it.each(elsewhere)('are not offered %s', async (_, changes) => {
    const { weapp } = customersPhone('accept', changes)
    const page = await track(weapp)
    expect(page.text).toContain('已安排师傅，等待确认')
    expect(page.has('remind')).toBe(false)
  })
})
