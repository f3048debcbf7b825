import { KF_ACCOUNT } from '../../server/demo/platform/kfTalk'
import { HOUR, MINUTE } from '../../shared/kernel/time'
import { ticketsApi } from '../../shared/tickets/api'
import { everyDatabase } from '../support/world'
import { chatTickets, filesOf, itemsOf, newTickets, shownTo, ticketNow, wordsOf } from './chats'

everyDatabase('a customer who writes in customer service', world => {
  const kf = () => world().platform.kf

  test('gets a ticket in their name, and reads its number and where to follow it', async () => {
    kf().addPerson('wmLiu', { nickname: '刘女士' })
    const [ticket, ...others] = await newTickets(world(), () =>
      kf().customerWrites('wmLiu', '空调不制冷，电话13911112222'),
    )
    expect(others).toEqual([])
    expect(ticket).toMatchObject({
      title: '空调不制冷',
      channel: 'kf',
      status: 'draft',
      customer: { name: '刘女士' },
      contactPhone: '13911112222',
      createdBy: { name: '刘女士' },
    })
    const [ack, ...more] = kf().shown('wmLiu')
    expect(more).toEqual([])
    expect(ack && wordsOf(ack)).toBe(`已建单 ${ticket?.number}，预计 2 个工作小时内联系您`)
    const [progress, urge] = ack ? itemsOf(ack) : []
    expect(progress?.miniprogram?.pagepath).toMatch(/^pages\/track\/index\.html\?t=[\w-]{22}$/)
    expect(urge?.click?.content).toBe('催单')
    const token = progress?.miniprogram?.pagepath.split('t=')[1] ?? ''
    expect((await world().anyone.call(ticketsApi.track, { token })).number).toBe(ticket?.number)
  })

  test('who is a known contact with an address and a phone gets an open ticket', async () => {
    const [ticket] = await newTickets(world(), () => kf().customerWrites('wm-customer02', '洗衣机漏水了'))
    expect(ticket).toMatchObject({ status: 'open', customer: { id: 'customer02' } })
    const [ack] = kf().shown('wm-customer02')
    expect(ack?.content.tail_content).toBe('')
  })

  test('adds what follows within half an hour to the same ticket, without another answer', async () => {
    const video = world().platform.addMedia({ bytes: Buffer.alloc(60), contentType: 'video/mp4', fileName: 'a.mp4' })
    const [ticket, ...others] = await newTickets(world(), async () => {
      await kf().customerWrites('wmAdds', '热水器漏水')
      await world().pass(20 * MINUTE)
      await kf().customerShows('wmAdds')
      await kf().customerSends('wmAdds', 'video', video)
      await world().pass(25 * MINUTE)
      await kf().customerWrites('wmAdds', '型号是JSQ30，我的电话13911113333')
      await kf().customerStandsAt('wmAdds', { lat: 30.27, lng: 120.12, name: '东方公寓', address: '文三路 188 号' })
    })
    expect(others).toEqual([])
    expect(ticket && filesOf(ticket).map(({ mime }) => mime)).toEqual(['image/png', 'video/mp4'])
    expect(ticket?.timeline.map(({ says }) => says)).toEqual(
      expect.arrayContaining(['型号是JSQ30，我的电话13911113333', '位置：东方公寓 文三路 188 号']),
    )
    expect(ticket?.contactPhone).toBe('13911113333')
    expect(shownTo(world(), 'wmAdds')).toHaveLength(1)
  })

  test('begins another ticket with another fault after half an hour', async () => {
    const made = await newTickets(world(), async () => {
      await kf().customerWrites('wmLater', '空调漏水')
      await world().pass(31 * MINUTE)
      await kf().customerWrites('wmLater', '洗衣机不转')
    })
    expect(made.map(({ title }) => title)).toEqual(['空调漏水', '洗衣机不转'])
  })

  test('makes one ticket of five pictures in a row', async () => {
    const [ticket, ...others] = await newTickets(world(), () =>
      Promise.all(Array.from({ length: 5 }, () => kf().customerShows('wmPictures'))),
    )
    expect(others).toEqual([])
    expect(ticket?.title).toBe('图片报修')
    expect(ticket && filesOf(ticket)).toHaveLength(5)
    expect(shownTo(world(), 'wmPictures')).toHaveLength(1)
  })

  test('makes nothing with thanks, before and after', async () => {
    const made = await newTickets(world(), async () => {
      await kf().customerWrites('wmThanks', '你好')
      await world().drain()
      await kf().customerWrites('wmThanks', '燃气灶打不着火，坏了')
      await kf().customerWrites('wmThanks', '谢谢')
      await world().pass(2 * HOUR)
      await kf().customerWrites('wmThanks', '好的，辛苦了')
    })
    expect(made).toHaveLength(1)
    expect(made[0]?.timeline).toHaveLength(1)
  })

  test('speaks: the words make the ticket, the sound is kept', async () => {
    const voice = world().platform.addVoice({ text: '冰箱不制冷，东西都化了', seconds: 4 })
    const [ticket] = await newTickets(world(), () => kf().customerSends('wmVoice', 'voice', voice))
    expect(ticket).toMatchObject({ title: '冰箱不制冷', description: '冰箱不制冷，东西都化了' })
    expect(ticket && filesOf(ticket)).toMatchObject([{ mime: 'audio/amr' }])
  })

  test.each([
    ['nobody understands', Buffer.from(`#!AMR\n${'\x3c'.repeat(400)}`, 'latin1'), 'audio/amr'],
    ['in another format than its name says', Buffer.from(`\x02#!SILK_V3${'x'.repeat(200)}`, 'latin1'), 'audio/silk'],
  ])('speaks what %s: a ticket with the sound', async (_, bytes, mime) => {
    const voice = world().platform.addMedia({ bytes, contentType: 'audio/amr', fileName: 'voice.amr' })
    const customer = `wmUnheard${mime.slice(-3)}`
    const [ticket] = await newTickets(world(), () => kf().customerSends(customer, 'voice', voice))
    expect(ticket).toMatchObject({ title: '语音报修（待转写）', status: 'draft' })
    expect(ticket && filesOf(ticket)).toMatchObject([{ mime }])
    expect(ticket?.timeline.map(({ says }) => says)).toContain('语音待转写')
    expect(shownTo(world(), customer)).toEqual([expect.stringContaining('已建单')])
  })

  test('sends what the platform no longer has: a ticket that says so', async () => {
    const [ticket] = await newTickets(world(), () => kf().customerShows('wmGone', 'media-gone'))
    expect(ticket?.timeline.map(({ says }) => says)).toContain('客户发来的图片没有取到，请联系客户重发')
  })

  test('sends the like of which we cannot keep: it holds up nothing', async () => {
    const sheet = { bytes: Buffer.alloc(50), contentType: 'application/vnd.ms-excel', fileName: 'a.xls' }
    const [ticket, ...others] = await newTickets(world(), async () => {
      await kf().customerSends('wmSheet', 'file', world().platform.addMedia(sheet))
      await kf().customerWrites('wmSheet', '空调漏水，清单在上面')
    })
    expect(others).toEqual([])
    expect(ticket?.timeline.map(({ says }) => says)).toContain('空调漏水，清单在上面')
  })

  test('takes back a message before anybody has read it', async () => {
    const made = await newTickets(world(), async () => {
      await kf().customerWrites('wmRecall', '空调坏了')
      await kf().customerTakesBack('wmRecall')
    })
    expect(made).toEqual([])
  })

  test('is one customer in two accounts of the company when WeChat says so', async () => {
    kf().addPerson('wmOne', { nickname: '同一人', unionId: 'uSame' })
    kf().addPerson('wmTwo', { nickname: '同一人', unionId: 'uSame' })
    const made = await newTickets(world(), async () => {
      await kf().customerWrites('wmOne', '空调漏水')
      await world().drain()
      await kf().customerWrites('wmTwo', '洗衣机漏水')
    })
    expect(made).toHaveLength(2)
    expect(new Set(made.map(({ customer }) => customer?.id)).size).toBe(1)
  })
})

everyDatabase('who urges a ticket', world => {
  const kf = () => world().platform.kf
  const urgedNotes = async (id: string) =>
    (await ticketNow(world(), id)).timeline.filter(({ says }) => says.startsWith('催单')).length

  test('is noted once in half an hour, and always answered', async () => {
    const [ticket] = await newTickets(world(), () => kf().customerWrites('wmUrge', '空调漏水'))
    const id = ticket?.id ?? ''
    for (let pressed = 0; pressed < 3; pressed++) {
      await kf().customerPresses('wmUrge', '催单')
      await world().drain()
    }
    expect(await urgedNotes(id)).toBe(1)
    expect(shownTo(world(), 'wmUrge', 1)).toEqual([
      `已为您催办 ${ticket?.number}，请稍候`,
      `${ticket?.number} 已在催办，我们会尽快联系您`,
      `${ticket?.number} 已在催办，我们会尽快联系您`,
    ])
    await world().pass(31 * MINUTE)
    await kf().customerWrites('wmUrge', '催一下')
    await world().drain()
    expect(await urgedNotes(id)).toBe(2)
    expect(await chatTickets(world())).toHaveLength(1)
  })

  test('cannot urge the ticket of somebody else', async () => {
    const [ticket] = await newTickets(world(), () => kf().customerWrites('wmOwner', '空调漏水'))
    kf().addPerson('wmThief', { nickname: '别人' })
    const session = kf().sessionOf(KF_ACCOUNT, 'wmThief')
    Object.assign(session, { state: 0, lastCustomerAt: world().now().getTime() })
    const ids = { open_kfid: KF_ACCOUNT, external_userid: 'wmThief', origin: 3, msgtype: 'text' }
    kf().log(KF_ACCOUNT, { ...ids, text: { content: '催单', menu_id: `urge_${ticket?.id}` } })
    await kf().kfHasNews()
    await world().drain()
    expect(await urgedNotes(ticket?.id ?? '')).toBe(0)
    expect(shownTo(world(), 'wmThief')).toEqual([expect.stringContaining('没有正在处理的工单')])
  })

  test('can ask how it stands', async () => {
    await newTickets(world(), () => kf().customerWrites('wmAsks', '空调漏水'))
    await kf().customerWrites('wmAsks', '查进度')
    await world().drain()
    expect(shownTo(world(), 'wmAsks', 1)).toEqual([expect.stringMatching(/^T\d+-\d+：正在登记$/)])
  })
})
