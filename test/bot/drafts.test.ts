import { randomBytes } from 'node:crypto'
import type { Json } from '../../server/demo/platform/wire'
import { MINUTE } from '../../shared/kernel/time'
import { everyDatabase } from '../support/world'
import { chatOf, draftsOf, introduced } from '../wecom/inbox'
import { AES_KEY, type BotDesk, cardOf, openBotDesk, PNG, type Shown, ticketSeenBy } from './desk'

/** The phone of a customer of sales1: a draft with it can be submitted. */
const KNOWN = '13900000101'

everyDatabase('a draft made by the bot', world => {
  let desk: BotDesk
  beforeAll(async () => {
    introduced(world())
    desk = await openBotDesk(world())
  })
  afterAll(() => desk.close())

  const tells = (userId: string, content: string, chatId: string | null = null): Promise<Shown> =>
    desk.chat(userId, world().platform.compose.memberTellsBot(userId, content, chatId))
  const clicks = async (userId: string, taskId: string, key: string): Promise<Json> => {
    const update = await desk.reply(world().platform.compose.memberClicksBotCard(userId, taskId, key))
    return (update as { template_card: Json }).template_card
  }
  const picture = (aesKey = AES_KEY) => world().platform.addBotPicture(PNG, aesKey)

  test('is shown on a card to confirm, and told nowhere else', async () => {
    const from = world().platform.outbox.length
    const shown = await tells('zhangsan', `报修 3号楼空调漏水 电话${KNOWN} 明天上午`)
    expect(shown.says).toContain('已为您登记草稿')
    expect(shown.card).toMatchObject({
      card_type: 'button_interaction',
      main_title: { desc: expect.stringContaining('空调漏水') },
      button_list: [
        { text: '确认提交', key: 'draft.submit' },
        { text: '取消', key: 'draft.cancel' },
      ],
    })
    expect(JSON.stringify(shown.card)).not.toContain(KNOWN)
    const ticket = await ticketSeenBy(world(), 'sales1', cardOf(shown).ticketId)
    expect(ticket).toMatchObject({ status: 'draft', channel: 'bot', priority: 'high', customer: { name: '陈雅琴' } })
    expect(chatOf(world(), 'zhangsan', from)).toEqual([])
  })

  test('is submitted by a click, once: later clicks, also 取消, read what was decided', async () => {
    const shown = await tells('zhangsan', `报修 空调不制冷 电话${KNOWN}`)
    const { taskId, ticketId } = cardOf(shown)
    expect(await clicks('zhangsan', taskId, 'draft.submit')).toMatchObject({
      card_type: 'text_notice',
      task_id: taskId,
      main_title: { title: expect.stringContaining('已提交') },
    })
    expect(await clicks('zhangsan', taskId, 'draft.cancel')).toMatchObject({
      main_title: { title: expect.stringContaining('已提交') },
    })
    const ticket = await ticketSeenBy(world(), 'sales1', ticketId)
    expect(ticket.status).toBe('open')
    expect(ticket.timeline.filter(({ kind }) => kind === 'submit')).toHaveLength(1)
  })

  test('is decided once by clicks that come at the same moment, and by a click that comes again', async () => {
    const { platform } = world()
    const { taskId, ticketId } = cardOf(await tells('zhangsan', `报修 空调有异味 电话${KNOWN}`))
    const submit = platform.compose.memberClicksBotCard('zhangsan', taskId, 'draft.submit')
    const cancel = platform.compose.memberClicksBotCard('zhangsan', taskId, 'draft.cancel')
    const updates = await Promise.all([submit, cancel, platform.reseal(submit), submit].map(desk.reply))
    const titles = updates.map(
      update => (update as { template_card: { main_title: Json } }).template_card.main_title.title,
    )
    expect(new Set(titles).size).toBe(1)
    const { status, timeline } = await ticketSeenBy(world(), 'sales1', ticketId)
    expect(['open', 'cancelled']).toContain(status)
    expect(timeline.filter(({ kind }) => kind === 'submit' || kind === 'cancel')).toHaveLength(1)
  })

  test('is cancelled by the other button', async () => {
    const { taskId, ticketId } = cardOf(await tells('zhangsan', '报修 空调异响'))
    expect(await clicks('zhangsan', taskId, 'draft.cancel')).toMatchObject({
      main_title: { title: expect.stringContaining('已取消') },
    })
    expect((await ticketSeenBy(world(), 'sales1', ticketId)).status).toBe('cancelled')
  })

  test('keeps its buttons when something is missing, and says what', async () => {
    const { taskId, ticketId } = cardOf(await tells('zhangsan', '报修 7号楼空调漏水'))
    expect(await clicks('zhangsan', taskId, 'draft.submit')).toMatchObject({
      card_type: 'button_interaction',
      task_id: taskId,
      sub_title_text: '请先选择客户',
    })
    expect((await ticketSeenBy(world(), 'sales1', ticketId)).status).toBe('draft')
  })

  test('is not there for a click of somebody who may not see it', async () => {
    const { taskId, ticketId, number } = cardOf(await tells('zhangsan', '报修 空调滴水', 'wr1'))
    for (const userId of ['chenli', 'lisi']) {
      const card = await clicks(userId, taskId, 'draft.submit')
      expect(card).toMatchObject({ main_title: { title: '没有找到该工单，或您没有查看权限' } })
      expect(JSON.stringify(card)).not.toContain(number)
    }
    expect((await ticketSeenBy(world(), 'sales1', ticketId)).status).toBe('draft')
  })

  test('is not made for a member who makes no tickets', async () => {
    const shown = await tells('lisi', '报修 空调漏水')
    expect(shown).toEqual({ says: '您的角色不能做这个操作，如有需要请联系管理员', card: null })
  })

  test('is made of words spoken in a single chat, and of a mention in a group without the mention', async () => {
    const spoken = await desk.chat('chenli', world().platform.compose.memberSpeaksToBot('chenli', '三号楼空调漏水'))
    expect(await ticketSeenBy(world(), 'sales2', cardOf(spoken).ticketId)).toMatchObject({ title: '三号楼空调漏水' })
    const mentioned = await tells('chenli', '@工单助手 五号楼洗衣机漏水', 'wr1')
    expect(await ticketSeenBy(world(), 'sales2', cardOf(mentioned).ticketId)).toMatchObject({
      title: '五号楼洗衣机漏水',
    })
  })

  test('holds what the message answers to', async () => {
    const quoting = world().platform.compose.memberQuotesToBot('chenli', '报修 空调又漏水了', '昨天就这样')
    const { ticketId } = cardOf(await desk.chat('chenli', quoting))
    expect((await ticketSeenBy(world(), 'sales2', ticketId)).description).toBe('空调又漏水了\n引用：昨天就这样')
  })

  test('takes the pictures of a message along, opened', async () => {
    const message = { words: '报修 空调漏水，见图', pictures: [{ url: picture() }, { url: picture() }] }
    const shown = await desk.chat('chenli', world().platform.compose.memberShowsBot('chenli', message))
    const { timeline } = await ticketSeenBy(world(), 'sales2', cardOf(shown).ticketId)
    const files = timeline.flatMap(item => item.files)
    expect(files).toMatchObject([{ mime: 'image/png' }, { mime: 'image/png' }])
    const client = await world().as('sales2')
    const bytes = Buffer.from(await (await client.fetch(files[0]?.url ?? '')).arrayBuffer())
    expect(bytes.equals(PNG)).toBe(true)
  })

  test('gathers five pictures sent one after the other', async () => {
    const first = await tells('sunqi', '报修 空调漏水')
    const { ticketId } = cardOf(first)
    for (let count = 0; count < 5; count++) {
      const alone = world().platform.compose.memberShowsBot('sunqi', { pictures: [{ url: picture() }] })
      expect(cardOf(await desk.chat('sunqi', alone)).ticketId).toBe(ticketId)
    }
    const { timeline } = await ticketSeenBy(world(), 'dispatcher2', ticketId)
    expect(timeline.flatMap(item => item.files)).toHaveLength(5)
    expect(await draftsOf(world(), 'dispatcher2')).toHaveLength(1)
  })

  test('goes without a picture that cannot be had, and says so', async () => {
    const { platform } = world()
    const otherKey = randomBytes(32).toString('base64')
    const wrong = { words: '报修 空调结霜', pictures: [{ url: picture(otherKey) }, { url: 'file:///etc/passwd' }] }
    const shown = await desk.chat('chenli', platform.compose.memberShowsBot('chenli', wrong))
    expect(shown.says).toContain('有 2 张图片没有取到')
    const lateUrl = picture()
    await world().pass(5 * MINUTE + 1)
    const late = { pictures: [{ url: lateUrl }] }
    expect((await desk.chat('zhaoliu', platform.compose.memberShowsBot('zhaoliu', late))).says).toBe(
      '图片没有取到，请再发一次。',
    )
  })
})
