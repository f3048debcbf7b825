import { audioFormatOf } from '../../server/voice/client'
import type { TemplateCard } from '../../server/wecom/client'
import { parsePlaintext } from '../../server/wecom/envelope'
import { readMessage } from '../../server/wecom/messages/rules'
import { call, cardTo, dispatchCard, eachOnPlatform, HOUR, outcomes, pass, platform, textTo, wecom } from './outside'

eachOnPlatform()

describe('a card', () => {
  test('shows the new words after one update; its code works once', async () => {
    const { responseCode } = await wecom().sendMessage(cardTo('zhangsan|lisi', dispatchCard('T7_d1')))
    const update = {
      userids: ['lisi', 'wangwu'],
      response_code: responseCode ?? '',
      button: { replace_name: '已被李四接单' },
    }
    expect(await wecom().updateTemplateCard(update)).toEqual({ invalidUserIds: ['wangwu'] })
    expect(platform().outbox.map(({ userId, outcome, card }) => [userId, outcome, card?.replacedButton])).toEqual([
      ['ZhangSan', 'delivered', null],
      ['lisi', 'delivered', '已被李四接单'],
      ['lisi', 'updated', '已被李四接单'],
    ])
    await expect(wecom().updateTemplateCard(update)).rejects.toMatchObject({ errcode: 60140 })
  })

  test('gets a new code with every click, good for 72 hours', async () => {
    await wecom().sendMessage(cardTo('lisi', dispatchCard('T7_d1')))
    const click = (key: string) => {
      const message = readMessage(
        parsePlaintext(platform().compose.memberClicksCard('lisi', 'T7_d1', key, { eta: ['30m'] }).plaintext),
      )
      return message.kind === 'cardClick' ? message : null
    }
    const [first, second] = [click('ticket.accept'), click('ticket.return')]
    expect(first).toMatchObject({ from: 'lisi', taskId: 'T7_d1', key: 'ticket.accept', selected: { eta: ['30m'] } })
    expect(first?.responseCode).not.toBe(second?.responseCode)
    const shown: TemplateCard = {
      card_type: 'text_notice',
      main_title: { title: '已接单' },
      card_action: { type: 1, url: 'https://t' },
    }
    await wecom().updateTemplateCard({
      userids: ['lisi'],
      response_code: first?.responseCode ?? '',
      template_card: shown,
    })
    expect(platform().outbox[0]?.card?.card).toEqual(shown)
    pass(73 * HOUR)
    await expect(
      wecom().updateTemplateCard({
        userids: ['lisi'],
        response_code: second?.responseCode ?? '',
        template_card: shown,
      }),
    ).rejects.toMatchObject({ errcode: 60140 })
  })

  test('cannot take the task_id of another', async () => {
    await wecom().sendMessage(cardTo('lisi', dispatchCard('T7_d1')))
    await expect(wecom().sendMessage(cardTo('zhangsan', dispatchCard('T7_d1')))).rejects.toMatchObject({
      errcode: 42014,
    })
  })

  test('can be clicked only by whom it has reached, and only where it has a button', async () => {
    await wecom().sendMessage(cardTo('lisi', dispatchCard('T7_d1')))
    expect(() => platform().compose.memberClicksCard('zhangsan', 'T7_d1', 'ticket.accept')).toThrow('no card')
    expect(() => platform().compose.memberClicksCard('lisi', 'T7_d1', 'ticket.fly')).toThrow('no key')
  })

  test('can be recalled', async () => {
    const { messageId } = await wecom().sendMessage(textTo('lisi'))
    await call('message/recall', { msgid: messageId })
    expect(outcomes()).toEqual(['delivered', 'recalled'])
  })
})

describe('media', () => {
  test('come as bytes with their name, or as an errcode inside 200', async () => {
    const mediaId = platform().addVoice({ text: '三号楼空调漏水', seconds: 3 })
    const media = await wecom().downloadMedia(mediaId)
    expect(media).toMatchObject({ contentType: 'audio/amr', fileName: expect.stringMatching(/\.amr$/) })
    expect(media.bytes.length).toBe(6 + 3 * 50 * 32)
    expect(audioFormatOf(media.bytes)).toBe('amr')
    await expect(wecom().downloadMedia('media-none')).rejects.toMatchObject({ errcode: 40007 })
    pass(73 * HOUR)
    await expect(wecom().downloadMedia(mediaId)).rejects.toMatchObject({ errcode: 40007 })
  })

  test('keep a Chinese file name and survive a token that dies early', async () => {
    const mediaId = platform().addMedia({
      bytes: Buffer.from('{"a":1}'),
      contentType: 'application/json',
      fileName: '清单.json',
    })
    await wecom().jsapiTicket()
    platform().expireTokens()
    expect(await wecom().downloadMedia(mediaId)).toMatchObject({ fileName: '清单.json', bytes: Buffer.from('{"a":1}') })
  })

  test('can be uploaded', async () => {
    const form = new FormData()
    form.set('media', new Blob(['#!AMR\nabc']), '语音.amr')
    const data = await call('media/upload?type=voice', form)
    expect((await wecom().downloadMedia(data.media_id)).fileName).toBe('语音.amr')
  })
})
