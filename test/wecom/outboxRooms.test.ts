import { callAs } from '../../server/call'
import { openWarRoom, tellWarRoom, text } from '../../server/wecom/actions'
import { systemActor } from '../../shared/kernel/roles'
import { MINUTE } from '../../shared/kernel/time'
import { openTicket } from '../checkins/onSite'
import { everyDatabase } from '../support/world'
import { introduced } from './inbox'

everyDatabase('the group chat of a red-alert ticket', world => {
  beforeAll(() => void introduced(world()))
  const robot = systemActor('test')
  const open = (ticketId: string, personIds = ['manager1', 'dispatcher1', 'engineer1']) =>
    callAs(world().context, robot, call => openWarRoom(call, { ticketId, personIds, says: '红色预警，请在群里处理' }))
  const tell = (ticketId: string, words: string) =>
    callAs(world().context, robot, call =>
      tellWarRoom(call, { ticketId, key: `${ticketId}:${words}`, content: text({ says: words }) }),
    )
  const saidIn = (chatId: string) =>
    world()
      .platform.saidInChat(chatId)
      .map(({ content }) => content.content)

  test('is opened once, with those who can be reached, and hears what is said in order', async () => {
    const ticket = await openTicket(world())
    await open(ticket.id)
    await open(ticket.id)
    await tell(ticket.id, '配件已出库')
    await tell(ticket.id, '工程师已出发')
    await world().drain()
    const chat = world().platform.chats().at(-1)
    expect(chat).toMatchObject({ name: expect.stringContaining(ticket.number), owner: 'shenmingyuan' })
    expect(chat?.userIds.sort()).toEqual(['lisi', 'shenmingyuan', 'zhaoliu'])
    expect(saidIn(chat?.chatId ?? '')).toEqual(['红色预警，请在群里处理', '配件已出库', '工程师已出发'])
  })

  test('is found again when it was opened but never confirmed', async () => {
    const ticket = await openTicket(world())
    const before = world().platform.chats().length
    world().platform.misbehave({ dropReply: true, only: '/cgi-bin/appchat/create' })
    await open(ticket.id)
    await world().drain()
    world().platform.misbehave({})
    await world().pass(MINUTE)
    const chats = world().platform.chats()
    expect(chats).toHaveLength(before + 1)
    expect(saidIn(chats.at(-1)?.chatId ?? '')).toEqual(['红色预警，请在群里处理'])
  })

  test('needs two members, and without it nothing is said', async () => {
    const ticket = await openTicket(world())
    expect(await open(ticket.id, ['manager1'])).toBe(false)
    expect(await tell(ticket.id, '有人吗')).toBe(false)
  })
})
