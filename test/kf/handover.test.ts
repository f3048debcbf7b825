import { KF_ACCOUNT } from '../../server/demo/platform/kfTalk'
import { handOverTarget } from '../../server/kf/handover/rules'
import { everyDatabase } from '../support/world'
import { introduced } from '../wecom/inbox'
import { newTickets, shownTo, ticketNow } from './chats'

test.each([
  [0, true, 3],
  [0, false, 2],
  [1, true, 3],
  [1, false, 2],
  [2, true, 3],
  [2, false, 'already'],
  [3, true, 'already'],
  [3, false, 'already'],
  [4, true, 'over'],
  [4, false, 'over'],
] as const)('a chat in state %i goes only forward', (state, hasServicer, target) => {
  expect(handOverTarget(state, hasServicer)).toBe(target)
})

everyDatabase('a customer who wants a person', world => {
  beforeAll(() => void introduced(world()))
  const kf = () => world().platform.kf
  const session = (who: string) => kf().sessionOf(KF_ACCOUNT, who)

  test('waits in the pool, is told so, and hears no more from us', async () => {
    const made = await newTickets(world(), async () => {
      await kf().customerWrites('wmPool', '转人工')
      await world().drain()
      await kf().customerWrites('wmPool', '空调漏水')
    })
    expect(session('wmPool').state).toBe(2)
    expect(shownTo(world(), 'wmPool')).toEqual(['正在为您转接人工，请稍候'])
    expect(made).toEqual([])
  })

  test('is answered by us again once the servicer has ended the chat', async () => {
    const made = await newTickets(world(), async () => {
      await kf().servicerEndsChat('wmPool')
      await kf().customerWrites('wmPool', '空调漏水')
    })
    expect(made).toHaveLength(1)
    expect(shownTo(world(), 'wmPool').at(-1)).toContain('已建单')
  })

  test('gets the salesperson whose customer they are', async () => {
    kf().addServicer('zhangsan')
    await kf().customerWrites('wm-customer01', '空调漏水')
    await world().drain()
    await kf().customerWrites('wm-customer01', '人工')
    await world().drain()
    expect(session('wm-customer01')).toMatchObject({ state: 3, servicerId: 'zhangsan' })
  })

  test('waits in the pool when the salesperson takes no chats, and the ticket says why', async () => {
    const [ticket] = await newTickets(world(), () => kf().customerWrites('wm-customer06', '空调漏水'))
    await kf().customerWrites('wm-customer06', '人工客服')
    await world().drain()
    expect(session('wm-customer06').state).toBe(2)
    const notes = (await ticketNow(world(), ticket?.id ?? '')).timeline.map(({ says }) => says)
    expect(notes).toContain('负责人没有开通微信客服接待，客户的会话已转入待接入池，请尽快接入')
  })

  test('becomes a ticket when nobody can take the chat', async () => {
    world().platform.misbehave({ errcodeOnce: 95014, only: '/cgi-bin/kf/service_state/trans' })
    const [ticket] = await newTickets(world(), () => kf().customerWrites('wmNobody', '人工'))
    world().platform.misbehave({})
    expect(ticket?.title).toContain('客户要求人工服务')
    expect(ticket?.timeline.map(({ says }) => says)).toContain(
      '客户要求人工服务，负责人没有开通微信客服接待，请尽快电话联系客户',
    )
    expect(shownTo(world(), 'wmNobody')).toEqual([`人工客服暂时不在，已登记 ${ticket?.number}，我们会尽快联系您`])
  })

  test('who complains has a ticket and is handed over after they were answered', async () => {
    const [ticket] = await newTickets(world(), () => kf().customerWrites('wmAngry', '我要投诉，师傅态度很差'))
    expect(shownTo(world(), 'wmAngry')).toEqual([
      `已建单 ${ticket?.number}，预计 8 个工作小时内联系您`,
      '正在为您转接人工，请稍候',
    ])
    expect(session('wmAngry').state).toBe(2)
  })
})
