import { DAY } from '../../shared/kernel/time'
import { ticketsApi } from '../../shared/tickets/api'
import { wechatApi } from '../../shared/wechat'
import { openTicket } from '../checkins/onSite'
import { everyDatabase } from '../support/world'

const CODE = '/wxa/getwxacodeunlimit'
const LINK = '/wxa/generate_urllink'

everyDatabase('the code of a ticket’s page', world => {
  const picture = async (url: string): Promise<Buffer> =>
    Buffer.from(await (await world().anyone.fetch(url)).arrayBuffer())

  test('opens the page of that ticket, and is made once', async () => {
    const desk = await world().as('dispatcher1')
    const ticket = await openTicket(world())
    const from = world().platform.calls(CODE)
    const first = await desk.call(wechatApi.trackCode, { ticketId: ticket.id })
    const second = await desk.call(wechatApi.trackCode, { ticketId: ticket.id })
    expect(world().platform.calls(CODE) - from).toBe(1)
    for (const { url } of [first, second]) {
      const opened = world().platform.wechat.openCode(await picture(url))
      expect(opened?.page).toBe('pages/track/index')
      const scene = decodeURIComponent(opened?.query.replace('scene=', '') ?? '')
      expect(scene).toMatch(/^[\w-]{22}$/)
      const { trackToken } = await world().anyone.call(wechatApi.scene, { scene })
      expect((await world().anyone.call(ticketsApi.track, { token: trackToken })).number).toBe(ticket.number)
    }
  })

  test('opens nothing when its scene is made up', async () => {
    expect((await world().anyone.refused(wechatApi.scene, { scene: 'made-up' })).code).toBe('wechat.scene_unknown')
  })

  test('is for those who see the ticket', async () => {
    const ticket = await openTicket(world())
    const engineer = await world().as('engineer1')
    expect((await engineer.refused(wechatApi.trackCode, { ticketId: ticket.id })).code).toBe('role.not_allowed')
    const other = await world().as('sales3')
    expect((await other.refused(wechatApi.trackCode, { ticketId: ticket.id })).code).toBe('ticket.not_found')
    expect((await other.refused(wechatApi.trackLink, { ticketId: ticket.id })).code).toBe('ticket.not_found')
    expect((await other.refused(wechatApi.told, { ticketId: ticket.id })).code).toBe('ticket.not_found')
  })

  test.each([
    [41030, 409, 'wechat.page_unpublished'],
    [45009, 429, 'wechat.too_often'],
    [40169, 502, 'wechat.refused'],
    [-1, 502, 'wechat.unreachable'],
  ])('that WeChat refuses with %i in the place of a picture is refused in words', async (errcodeOnce, status, code) => {
    const desk = await world().as('dispatcher1')
    const ticket = await openTicket(world())
    world().platform.misbehave({ errcodeOnce, only: CODE })
    expect(await desk.refused(wechatApi.trackCode, { ticketId: ticket.id })).toMatchObject({ status, code })
    expect((await desk.call(wechatApi.trackCode, { ticketId: ticket.id })).url).toContain('/files/')
  })
})

everyDatabase('the link of a ticket’s page', world => {
  test('opens it for thirty days, and is made anew before it ends', async () => {
    const ticket = await openTicket(world())
    const from = world().platform.calls(LINK)
    const link = async () => (await world().as('dispatcher1')).call(wechatApi.trackLink, { ticketId: ticket.id })
    const first = await link()
    expect(first.expiresAt).toBe('2026-12-23T09:00:00+08:00')
    await world().pass(28 * DAY)
    expect(await link()).toEqual(first)
    await world().pass(DAY + 1)
    const again = await link()
    expect(again.url).not.toBe(first.url)
    expect(world().platform.calls(LINK) - from).toBe(2)
    expect(world().platform.wechat.openLink(again.url)).toEqual({
      page: 'pages/track/index',
      query: `t=${ticket.trackToken}`,
    })
  })

  test('is refused in words while WeChat does not answer', async () => {
    world().platform.misbehave({ dropReply: true, only: LINK })
    const desk = await world().as('dispatcher1')
    const refused = await desk.refused(wechatApi.trackLink, { ticketId: (await openTicket(world())).id })
    expect(refused).toMatchObject({ status: 502, code: 'wechat.unreachable' })
    world().platform.misbehave({})
  })

  test('leads to our own page while there is no mini-program', async () => {
    const { config } = world().context
    const { appId } = config.wechat
    config.wechat.appId = ''
    const desk = await world().as('dispatcher1')
    const ticket = await openTicket(world())
    const { url, expiresAt } = await desk.call(wechatApi.trackLink, { ticketId: ticket.id })
    expect([url.endsWith(`/#/pages/track/index?t=${ticket.trackToken}`), expiresAt]).toEqual([true, null])
    expect((await desk.refused(wechatApi.trackCode, { ticketId: ticket.id })).code).toBe('wechat.not_configured')
    config.wechat.appId = appId
  })
})
