import { KF_ACCOUNT } from '../../server/demo/platform/kfTalk'
import { MINUTE, SECOND } from '../../shared/kernel/time'
import { kfApi } from '../../shared/kf'
import { everyDatabase } from '../support/world'
import { itemsOf, newTickets, rowsOf, shownTo, wordsOf } from './chats'

everyDatabase('a customer who comes in', world => {
  const kf = () => world().platform.kf
  const sceneOf = async (deviceId: string): Promise<string> => {
    const desk = await world().as('dispatcher1')
    const { url } = await desk.call(kfApi.entryLink, { deviceId })
    expect(url).toContain(`/kfid/${KF_ACCOUNT}?`)
    return new URL(url).searchParams.get('scene_param') ?? ''
  }
  const aDevice = async (): Promise<{ id: string; customer_id: string; name: string }> => {
    const [device] = await rowsOf(world(), 'devices')
    return device as never
  }

  test('is greeted with a short menu, and that is none of the five messages', async () => {
    await kf().customerComes('wmGuest')
    await world().drain()
    const [greeting, ...more] = kf().shown('wmGuest')
    expect(more).toEqual([])
    expect(greeting && wordsOf(greeting)).toMatch(/^您好，请直接描述故障/)
    expect(greeting && itemsOf(greeting).map(({ click }) => click?.content)).toEqual(['查进度', '转人工'])
    expect(kf().sessionOf(KF_ACCOUNT, 'wmGuest').sent).toBe(0)
  })

  test('is not greeted when twenty seconds have gone, and nothing is tried', async () => {
    world().platform.misbehave({ errcodeOnce: -1, only: '/cgi-bin/kf/sync_msg' })
    await kf().customerComes('wmSlow')
    await world().drain()
    const tried = world().platform.calls('/cgi-bin/kf/send_msg_on_event')
    await world().pass(21 * SECOND)
    expect(shownTo(world(), 'wmSlow')).toEqual([])
    expect(world().platform.calls('/cgi-bin/kf/send_msg_on_event')).toBe(tried)
    const [latest] = (await rowsOf(world(), 'kf_replies')).slice(-1)
    expect(latest).toMatchObject({ state: 'withheld', reason: 'expired' })
  })

  test('by the code of a device has it on the ticket, which is its owner’s and open', async () => {
    const device = await aDevice()
    const sceneParam = await sceneOf(device.id)
    kf().addPerson('wmScans', { nickname: '邻居' })
    const [ticket] = await newTickets(world(), async () => {
      await kf().customerComes('wmScans', { sceneParam })
      await kf().customerWrites('wmScans', '不制冷')
    })
    expect(ticket).toMatchObject({ status: 'open', device: { id: device.id }, customer: { id: device.customer_id } })
    expect(shownTo(world(), 'wmScans')[0]).toContain(`已识别您的设备「${device.name}」`)
  })

  test('is not taken for the owner of a device once they come in by another way', async () => {
    const device = await aDevice()
    await world().pass(31 * MINUTE)
    const [ticket] = await newTickets(world(), async () => {
      await kf().customerComes('wmScans')
      await kf().customerWrites('wmScans', '我家洗衣机漏水')
    })
    expect(ticket).toMatchObject({ device: null, customer: { name: '邻居' } })
    expect(ticket?.customer?.id).not.toBe(device.customer_id)
  })

  test.each(['', 'no-such-device', 'DEVICE.aaaaaaaaaaaaaaaaaaaaaa'])(
    'by a code that is not ours (%s) has no device',
    async given => {
      const device = await aDevice()
      const customer = `wmForged${given.length}`
      const [ticket] = await newTickets(world(), async () => {
        await kf().customerComes(customer, { sceneParam: given.replace('DEVICE', device.id) })
        await kf().customerWrites(customer, '空调漏水')
      })
      expect(ticket?.device).toBeNull()
    },
  )

  test('completes what was missing by writing it, and the ticket goes on', async () => {
    const [ticket] = await newTickets(world(), async () => {
      await kf().customerWrites('wmFills', '空调不制冷')
      await world().drain()
      await kf().customerWrites('wmFills', '电话13912345678')
      await kf().customerStandsAt('wmFills', { lat: 30.27, lng: 120.12, name: '东方公寓', address: '文三路 188 号' })
    })
    expect(ticket).toMatchObject({ status: 'open', contactPhone: '13912345678', address: '东方公寓 文三路 188 号' })
    expect(shownTo(world(), 'wmFills')).toEqual([
      expect.stringContaining('已建单'),
      `${ticket?.number} 资料已齐，我们会尽快安排师傅`,
    ])
  })

  test('by a link that only the desk can print', async () => {
    const engineer = await world().as('engineer1')
    expect((await engineer.refused(kfApi.entryLink, {})).code).toBe('role.not_allowed')
    const desk = await world().as('dispatcher1')
    expect((await desk.refused(kfApi.entryLink, { deviceId: 'nowhere' })).code).toBe('device.not_found')
    expect((await desk.call(kfApi.entryLink, {})).url).not.toContain('scene_param')
  })
})
