import { callAs } from '../../server/call'
import { reachPerson } from '../../server/reach/actions'
import { dispatchApi } from '../../shared/dispatch'
import { systemActor } from '../../shared/kernel/roles'
import { ticketsApi } from '../../shared/tickets/api'
import type { TicketView } from '../../shared/tickets/views'
import { openTicket } from '../checkins/onSite'
import type { World } from '../support/world'
import { draftsOf } from '../wecom/inbox'
import { type Served, serveDemo } from './served'

let demo: Served
let world: World
let url: string

beforeAll(async () => {
  demo = await serveDemo()
  ;({ world, url } = demo)
})
afterAll(() => demo?.close())

const pageText = async (path: string): Promise<string> => (await fetch(`${url}${path}`)).text()
const phonesOf = async (...ids: string[]): Promise<string> =>
  ((await (await fetch(`${url}/demo/phones?show=${ids.join(',')}`)).json()) as { html: string }).html
const post = async (path: string, body: object) => {
  const answer = await fetch(`${url}${path}`, { method: 'POST', body: JSON.stringify(body) })
  await world.drain()
  return answer
}
const sentTo = async (engineerId: string): Promise<TicketView> => {
  const ticket = await openTicket(world)
  const dispatcher = await world.as('dispatcher1')
  const { version } = ticket
  const sent = await dispatcher.call(dispatchApi.assign, { ticketId: ticket.id, engineerId, version })
  await world.drain()
  return sent
}
const cardFor = ({ id, version }: TicketView) => `${id}_${version}`
const seen = async ({ id }: TicketView) => (await world.as('admin1')).call(ticketsApi.get, { id })

describe('the demo page', () => {
  test('shows a salesperson, a dispatcher and an engineer, and everybody to choose from', async () => {
    const page = await pageText('/demo')
    for (const userId of ['zhangsan', 'zhaoliu', 'lisi']) expect(page).toContain(`data-user="${userId}"`)
    expect(page).toContain('王武')
    expect(page).toContain('陈雅琴')
  })

  test('shows the card that reached the engineer, and links that open as this engineer', async () => {
    const ticket = await sentTo('engineer2')
    const phones = await phonesOf('engineer2')
    expect(phones).toContain(`新工单 ${ticket.number}`)
    expect(phones).toMatch(new RegExp(`\\?as=engineer2#/tickets/detail\\?id=${ticket.id}`))
    expect(await phonesOf('engineer3')).not.toContain(ticket.number)
  })

  test('lets the engineer press 接单: the callback moves the ticket and the card says so', async () => {
    const ticket = await sentTo('engineer2')
    const click = { userId: 'wangwu', taskId: cardFor(ticket), key: 'ticket.accept' }
    expect((await post('/demo/click', click)).status).toBe(200)
    expect((await seen(ticket)).status).toBe('accepted')
    expect(await phonesOf('engineer2')).toContain('<p class="replaced">已接单</p>')
  })

  test('carries the reason that was chosen on the card', async () => {
    const ticket = await sentTo('engineer1')
    const selected = { decline_reason: ['far'] }
    await post('/demo/click', { userId: 'lisi', taskId: cardFor(ticket), key: 'ticket.decline', selected })
    const { status, timeline } = await seen(ticket)
    expect(status).toBe('open')
    expect(timeline.map(({ reason }) => reason)).toContain('距离太远')
  })

  test.each([
    ['a message', 'text', '洗衣机漏水，客户很急'],
    ['a voice message', 'voice', '空调不制冷，明天上午能上门吗'],
  ] as const)('turns %s into a draft, and shows what was said beside the answer', async (_, as, text) => {
    const before = (await draftsOf(world, 'sales1')).length
    await post('/demo/say', { userId: 'zhangsan', text, as })
    expect(await draftsOf(world, 'sales1')).toHaveLength(before + 1)
    const phones = await phonesOf('sales1')
    expect(phones).toContain(text)
    expect(phones).toContain('已登记草稿')
  })

  test('shows what people type as words, never as markup', async () => {
    await post('/demo/say', { userId: 'zhangsan', text: '<img src=x onerror=alert(1)> 空调 "坏了"', as: 'text' })
    const phones = await phonesOf('sales1')
    expect(phones).toContain('&lt;img src=x onerror=alert(1)&gt; 空调 &quot;坏了&quot;')
    expect(phones).not.toContain('<img')
  })

  test('marks what WeCom dropped without a word', async () => {
    const { wecom } = world.context.outside
    for (let n = 0; n < 35; n++)
      await wecom.sendMessage({ touser: 'hanmei', msgtype: 'text', text: { content: `${n}` } })
    expect((await phonesOf('manager2')).match(/没有送达/g)).toHaveLength(5)
  })

  test('shows text messages and calls, and lets a ringing call be taken on by pressing 1', async () => {
    const { id: ticketId } = await openTicket(world)
    const reach = (channel: 'sms' | 'phone') =>
      callAs(world.context, systemActor('test'), call =>
        reachPerson(call, { key: `page|${channel}`, personId: 'engineer4', channel, ticketId, says: '响应已超时' }),
      )
    await reach('sms')
    await reach('phone')
    await world.drain()
    const phones = await phonesOf('engineer4')
    expect(phones).toContain('<span class="voice">短信</span>响应已超时')
    expect(phones).toContain('正在响铃')
    expect(await phonesOf('engineer3')).not.toContain('响应已超时')
    const [call] = world.platform.phones.lines.filter(({ kind }) => kind === 'call')
    const taken = { serial: call?.serial ?? '', does: 'take' }
    expect((await post('/demo/phone', taken)).status).toBe(200)
    expect(await phonesOf('engineer4')).toContain('已接听，按了 1')
    expect((await post('/demo/phone', taken)).status).toBe(409)
  })

  test('answers with nothing while nothing has changed', async () => {
    const { version } = (await (await fetch(`${url}/demo/phones?show=sales1`)).json()) as { version: string }
    expect((await fetch(`${url}/demo/phones?show=sales1&version=${version}`)).status).toBe(204)
  })

  test('says in words that a card or a button is not there', async () => {
    const answer = await post('/demo/click', { userId: 'lisi', taskId: 'nothing_1', key: 'ticket.accept' })
    expect(answer.status).toBe(409)
    expect(await answer.json()).toMatchObject({ error: { message: expect.stringContaining('请刷新页面') } })
    expect((await post('/demo/click', { userId: 'lisi' })).status).toBe(400)
  })

  test('leaves every other address to the product', async () => {
    expect(await (await fetch(`${url}/healthz`)).json()).toEqual({ ok: true })
  })
})
