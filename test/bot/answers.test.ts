import { dispatchApi } from '../../shared/dispatch'
import { MINUTE } from '../../shared/kernel/time'
import { peopleApi } from '../../shared/people'
import { openTicket, sent } from '../checkins/onSite'
import { everyDatabase } from '../support/world'
import { introduced } from '../wecom/inbox'
import { type BotDesk, openBotDesk, ticketSeenBy } from './desk'

everyDatabase('the bot', world => {
  let desk: BotDesk
  beforeAll(async () => {
    introduced(world())
    desk = await openBotDesk(world())
  })
  afterAll(() => desk.close())

  const asks = async (userId: string, content: string, chatId: string | null = null): Promise<string> =>
    (await desk.chat(userId, world().platform.compose.memberTellsBot(userId, content, chatId))).says

  test('lists what is open for whoever asks, most urgent first, and nothing of others', async () => {
    const calm = await openTicket(world(), { title: '空调异响', priority: 'normal' })
    const urgent = await openTicket(world(), { title: '空调冒烟', priority: 'critical' })
    await world().drain()
    const mine = await asks('zhangsan', '我的工单')
    expect(mine.indexOf(urgent.number)).toBeGreaterThan(0)
    expect(mine.indexOf(calm.number)).toBeGreaterThan(mine.indexOf(urgent.number))
    expect(mine).toContain('待派单')
    expect(mine).toContain('还剩 15 分')
    expect(mine).toContain('陈雅琴')
    expect(await asks('lisi', '我的工单')).toBe('您现在没有未完成的工单。')
  })

  test('names no customer before a group', async () => {
    const inGroup = await asks('zhangsan', '@工单助手 我的工单', 'wr1')
    expect(inGroup).toContain('空调冒烟')
    expect(inGroup).not.toContain('陈雅琴')
  })

  test('tells in plain words where a ticket is, to those who may see it alone', async () => {
    const ticket = await openTicket(world(), { title: '空调不制热' })
    expect(await asks('zhangsan', `${ticket.number} 到哪了`)).toContain('在等派单')
    await sent(world(), 'engineer1', ticket)
    await world().drain()
    for (const userId of ['zhangsan', 'zhaoliu', 'lisi', 'shenmingyuan']) {
      expect(await asks(userId, `${ticket.number} 到哪了`)).toContain('李思已出发，在路上')
    }
    for (const userId of ['chenli', 'wangwu', 'hanmei']) {
      const answer = await asks(userId, `${ticket.number} 到哪了`)
      expect(answer).toBe(`没有找到工单 ${ticket.number}，或您没有查看权限。`)
    }
    expect(await asks('zhaoliu', 'T20260101-9999 到哪了')).toBe('没有找到工单 T20260101-9999，或您没有查看权限。')
  })

  test('writes a nudge on the timeline once in half an hour, and says when the next one counts', async () => {
    const ticket = await openTicket(world(), { title: '空调滴水' })
    const nudges = async () =>
      (await ticketSeenBy(world(), 'dispatcher1', ticket.id)).timeline.filter(({ says }) => says.startsWith('催单'))
    expect(await asks('zhangsan', `催一下 ${ticket.number}`)).toContain(`已催办 ${ticket.number}，还没有派给工程师`)
    expect(await asks('zhaoliu', `催一下 ${ticket.number}`)).toContain('已经催过了，我们正在跟进，30 分钟后可以再催')
    expect(await nudges()).toMatchObject([{ actorName: '张珊', says: '催单，第 1 次' }])
    await world().pass(30 * MINUTE)
    expect(await asks('zhaoliu', `催一下 ${ticket.number}`)).toContain('已催办')
    expect(await nudges()).toHaveLength(2)
    expect(await asks('chenli', `催一下 ${ticket.number}`)).toContain('没有查看权限')
    expect(await asks('zhangsan', '催一下')).toContain('请带上单号')
    expect(await nudges()).toHaveLength(2)
  })

  test('finds the ticket of a quoted message', async () => {
    const ticket = await openTicket(world(), { title: '空调有异味' })
    const quoting = world().platform.compose.memberQuotesToBot('zhangsan', '到哪了', `新工单 ${ticket.number}`)
    expect((await desk.chat('zhangsan', quoting)).says).toContain(ticket.number)
  })

  test('tells those who dispatch, and only them, who has least to do today', async () => {
    const ticket = await openTicket(world(), { title: '空调显示 E5' })
    const dispatcher = await world().as('dispatcher1')
    await dispatcher.call(dispatchApi.assign, {
      ticketId: ticket.id,
      engineerId: 'engineer2',
      version: ticket.version,
    })
    const off = await world().as('engineer3')
    await off.call(peopleApi.setDuty, { onDuty: false })
    for (const userId of ['zhaoliu', 'shenmingyuan', 'zhuchen']) {
      const answer = await asks(userId, '今天谁有空')
      expect(answer).toContain('1. 郑海涛：今天 0 张，还能接 7 张')
      expect(answer).not.toContain('吴志强')
    }
    for (const userId of ['zhangsan', 'lisi', 'yanghui', 'qinlan']) {
      expect(await asks(userId, '今天谁有空')).toBe('只有调度、区域经理和管理员可以查看谁有空。')
    }
  })

  test('gives a stranger, and whoever has left, a sentence and no data', async () => {
    const { platform } = world()
    const stranger = platform.compose.someoneTellsBot('nobody', '我的工单')
    const first = (await desk.reply(stranger)) as { stream: { id: string } }
    await world().drain()
    const polled = await desk.reply(platform.compose.platformAsksBot('zhangsan', first.stream.id))
    expect(polled).toMatchObject({ stream: { finish: true, content: expect.stringContaining('成员名单') } })
    const admin = await world().as('admin1')
    const { items } = await admin.call(peopleApi.list, {})
    const version = items.find(({ id }) => id === 'sales3')?.version ?? 0
    await admin.call(peopleApi.markLeft, { id: 'sales3', version })
    expect(await asks('zhouqian', '我的工单')).toContain('成员名单')
  })

  test('asks the platform once who is behind an encrypted id', async () => {
    const { platform } = world()
    const hidden = platform.hiddenIdOf('zhangsan')
    const path = '/cgi-bin/batch/openuserid_to_userid'
    const before = platform.calls(path)
    for (let time = 0; time < 2; time++) {
      const shown = await desk.chat('zhangsan', platform.compose.someoneTellsBot(hidden, '我的工单'))
      expect(shown.says).toContain('空调冒烟')
    }
    expect(platform.calls(path) - before).toBe(1)
  })

  test('offers help for anything else', async () => {
    expect(await asks('lisi', '你好')).toContain('我可以帮您')
    expect(await asks('lisi', '请问空调怎么收费')).toContain('我可以帮您')
  })
})
