import { HOUR, MINUTE } from '../../shared/kernel/time'
import { everyDatabase } from '../support/world'
import { type BotDesk, messagesOf, openBotDesk } from './desk'

everyDatabase('an answer that the stream no longer takes', world => {
  let desk: BotDesk
  beforeAll(async () => {
    desk = await openBotDesk(world())
  })
  afterAll(() => desk.close())

  const ask = async (): Promise<string> => {
    const sealed = world().platform.compose.memberTellsBot('zhangsan', '我的工单')
    return ((await desk.reply(sealed)) as { stream: { id: string } }).stream.id
  }
  const stateOf = async (id: string) => (await messagesOf(world())).find(message => message.id === id)?.state
  const poll = (id: string) => desk.reply(world().platform.compose.platformAsksBot('zhangsan', id))

  test('goes once to the late address when nobody fetched it', async () => {
    const { saidLateByBot } = world().platform
    const before = saidLateByBot.length
    const id = await ask()
    await world().drain()
    expect(await stateOf(id)).toBe('answered')
    await world().pass(6 * MINUTE)
    await world().pass(6 * MINUTE)
    expect(saidLateByBot.slice(before)).toEqual([
      { msgtype: 'markdown', markdown: { content: expect.stringContaining('工单') } },
    ])
    expect(await stateOf(id)).toBe('told')
  })

  test('does not go there when it was fetched', async () => {
    const before = world().platform.saidLateByBot.length
    const id = await ask()
    await world().drain()
    expect(await poll(id)).toMatchObject({ stream: { finish: true } })
    await world().pass(10 * MINUTE)
    expect(world().platform.saidLateByBot).toHaveLength(before)
  })

  test('goes there at once when it was worked out after six minutes', async () => {
    const { platform } = world()
    const before = platform.saidLateByBot.length
    const sealed = platform.compose.memberTellsBot('zhangsan', '我的工单')
    const { id } = ((await desk.reply(sealed)) as { stream: { id: string } }).stream
    await world().pass(7 * MINUTE)
    expect(platform.saidLateByBot).toHaveLength(before + 1)
    expect(await stateOf(id)).toBe('told')
  })

  test('is tried again while the platform is out of reach, and given up after an hour', async () => {
    const { platform } = world()
    const before = platform.saidLateByBot.length
    const id = await ask()
    await world().drain()
    platform.misbehave({ dropReply: true, only: '/bot/late' })
    await world().pass(6 * MINUTE)
    expect(platform.saidLateByBot).toHaveLength(before + 1)
    expect(await stateOf(id)).toBe('answered')
    platform.misbehave({})
    // The platform had taken it: the address is used, and a second answer is refused.
    await world().pass(MINUTE)
    expect(platform.saidLateByBot).toHaveLength(before + 1)
    expect(await stateOf(id)).toBe('lost')
    const tooLate = await ask()
    await world().pass(HOUR)
    expect(await stateOf(tooLate)).toBe('lost')
    expect(platform.saidLateByBot).toHaveLength(before + 1)
  })
})
