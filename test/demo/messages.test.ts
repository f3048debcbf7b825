import type { WecomClient } from '../../server/wecom/client'
import {
  cardTo,
  clientOf,
  dispatchCard,
  eachOnPlatform,
  HOUR,
  MINUTE,
  now,
  outcomes,
  pass,
  platform,
  textTo,
  wecom,
} from './outside'

eachOnPlatform()

describe('a message to members', () => {
  test('reaches those who exist; the others come back in lower case', async () => {
    const receipt = await wecom().sendMessage(textTo('zhangsan|WangWu'))
    expect(receipt.invalidUserIds).toEqual(['wangwu'])
    expect(platform().outbox).toMatchObject([
      { userId: 'ZhangSan', kind: 'text', content: { content: '你好' }, at: now() },
    ])
    await expect(wecom().sendMessage(textTo('nobody'))).rejects.toMatchObject({ errcode: 81013 })
    await expect(wecom().sendMessage(textTo(''))).rejects.toMatchObject({ errcode: 82001 })
  })

  test('vanishes without a word above 30 a minute and 1000 an hour', async () => {
    const sendAtOnce = (count: number) =>
      Promise.all(Array.from({ length: count }, (_, n) => wecom().sendMessage(textTo('lisi', `${n}`))))
    const dropped = () => outcomes().filter(outcome => outcome === 'dropped').length
    await sendAtOnce(31)
    expect([outcomes().length, dropped()]).toEqual([31, 1])
    for (let sent = 30; sent < 1000; sent += 30) {
      pass(MINUTE)
      await sendAtOnce(Math.min(30, 1000 - sent))
    }
    expect([outcomes().length, dropped()]).toEqual([1001, 1])
    pass(MINUTE)
    await wecom().sendMessage(textTo('lisi', 'the 1001st'))
    expect(dropped()).toBe(2)
    pass(HOUR)
    await wecom().sendMessage(textTo('lisi', 'later'))
    expect(outcomes().at(-1)).toBe('delivered')
  })

  const notice = { appid: 'wxAPP', title: '工单已派给您', page: 'pages/ticket/detail?id=7' }
  test.each<[number, string, Parameters<WecomClient['sendMessage']>[0]]>([
    [45002, 'text above 2048 bytes', textTo('lisi', '字'.repeat(683))],
    [44004, 'empty text', textTo('lisi', '')],
    [
      45002,
      'a long title',
      { touser: 'lisi', msgtype: 'textcard', textcard: { title: '字'.repeat(43), description: 'd', url: 'https://u' } },
    ],
    [
      45034,
      'a bare address',
      { touser: 'lisi', msgtype: 'textcard', textcard: { title: 't', description: 'd', url: 'u' } },
    ],
    [
      90204,
      'a page with .html',
      { touser: 'lisi', msgtype: 'miniprogram_notice', miniprogram_notice: { ...notice, page: 'a.html' } },
    ],
    [
      40058,
      'a short title',
      { touser: 'lisi', msgtype: 'miniprogram_notice', miniprogram_notice: { ...notice, title: '短' } },
    ],
    [40058, 'a notice to all', { touser: '@all', msgtype: 'miniprogram_notice', miniprogram_notice: notice }],
    [42014, 'a button card without task_id', cardTo('lisi', { ...dispatchCard('a'), task_id: undefined })],
    [42014, 'a task_id with a dot', cardTo('lisi', dispatchCard('a.b'))],
    [
      42045,
      'a text notice without card_action',
      cardTo('lisi', { card_type: 'text_notice', main_title: { title: 't' } }),
    ],
    [42038, 'a button card without buttons', cardTo('lisi', { ...dispatchCard('a'), button_list: [] })],
    [
      42035,
      'seven rows',
      cardTo('lisi', { ...dispatchCard('a'), horizontal_content_list: Array(7).fill({ keyname: 'k' }) }),
    ],
  ])('is refused with %i: %s', async (errcode, _, message) => {
    await expect(wecom().sendMessage(message)).rejects.toMatchObject({ errcode })
    expect(platform().outbox).toEqual([])
  })

  test('of the mini-program reaches the member', async () => {
    const content_item = [{ key: '客户', value: '示例物业' }]
    await wecom().sendMessage({
      touser: 'lisi',
      msgtype: 'miniprogram_notice',
      miniprogram_notice: { ...notice, content_item },
    })
    expect(outcomes()).toEqual(['delivered'])
  })

  test('from another app is refused', async () => {
    await expect(clientOf({ agentId: 1 }).sendMessage(textTo('lisi'))).rejects.toMatchObject({ errcode: 40056 })
  })
})
