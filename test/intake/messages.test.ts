import { intakeApi } from '../../shared/intake'
import { DAY, MINUTE } from '../../shared/kernel/time'
import { ticketsApi } from '../../shared/tickets/api'
import { everyDatabase } from '../support/world'
import { chatOf, introduced, newDrafts, seenBy, wordsOf } from '../wecom/inbox'

everyDatabase('words sent to the app', world => {
  beforeAll(() => void introduced(world()))

  test('become a draft in the salesperson’s name with what was said and nothing else', async () => {
    const from = world().platform.outbox.length
    const said = '您好，空调不制冷，很急，客户电话幺三九零零零零零幺零幺'
    const [draft, ...others] = await newDrafts(world(), 'sales1', () => world().platform.memberSays('zhangsan', said))
    expect(others).toEqual([])
    expect(draft).toMatchObject({
      status: 'draft',
      title: '空调不制冷',
      description: said,
      channel: 'app_message',
      priority: 'high',
      templateId: 'aircon-repair',
      customer: { id: 'customer01' },
      contactPhone: '13900000101',
      appointmentFrom: null,
      createdBy: { id: 'sales1' },
    })
    const [answer, ...more] = chatOf(world(), 'zhangsan', from).map(wordsOf)
    expect(more).toEqual([])
    expect(answer).toContain(`已登记草稿 ${draft?.number}：空调不制冷。`)
    expect(answer).toMatch(new RegExp(`<a href="[^"]*/#/tickets/detail\\?id=${draft?.id}[^"]*">点此补充并提交</a>`))
  })

  test('become a ticket once the salesperson submits it', async () => {
    const [draft] = await newDrafts(world(), 'sales1', () =>
      world().platform.memberSays('zhangsan', '中央空调漏水 13900000101'),
    )
    const sales = await world().as('sales1')
    const submitted = await sales.call(ticketsApi.submit, { id: draft?.id ?? '', version: draft?.version ?? 0 })
    expect(submitted).toMatchObject({ status: 'open', templateId: 'aircon-repair' })
  })

  test('that speak of danger are critical', async () => {
    const [draft] = await newDrafts(world(), 'sales1', () => world().platform.memberSays('zhangsan', '热水器冒烟了'))
    expect(draft?.priority).toBe('critical')
  })

  test('name no customer when nobody has that number', async () => {
    const [draft] = await newDrafts(world(), 'sales1', () =>
      world().platform.memberSays('zhangsan', '空调漏水，19912345678'),
    )
    expect(draft).toMatchObject({ customer: null, contactPhone: '19912345678' })
  })

  test('that mean nothing we know are kept as they are', async () => {
    const [draft] = await newDrafts(world(), 'sales1', () => world().platform.memberSays('zhangsan', '那台机器，E5'))
    expect(draft).toMatchObject({ title: '那台机器', description: '那台机器，E5' })
  })

  test('are no markup in the answer', async () => {
    const from = world().platform.outbox.length
    await newDrafts(world(), 'sales1', () => world().platform.memberSays('zhangsan', '<a href="x">空调</a>'))
    expect(wordsOf(chatOf(world(), 'zhangsan', from)[0] ?? ({ content: {} } as never))).not.toContain('<a href="x">')
  })

  test('of thanks make nothing', async () => {
    const from = world().platform.outbox.length
    const drafts = await newDrafts(world(), 'sales1', async () => {
      for (const said of ['谢谢', '好的，收到', '👌']) await world().platform.memberSays('zhangsan', said)
    })
    expect([drafts, chatOf(world(), 'zhangsan', from)]).toEqual([[], []])
  })
})

everyDatabase('a voice message', world => {
  beforeAll(() => void introduced(world()))

  test('becomes a draft with the words and the audio', async () => {
    const { platform } = world()
    const voice = platform.addVoice({ text: '洗衣机不转了，电话幺三九零零零零零幺零二', seconds: 4 })
    const [draft] = await newDrafts(world(), 'sales1', () => platform.memberSpeaks('zhangsan', voice))
    expect(draft).toMatchObject({
      channel: 'voice',
      title: '洗衣机不转了',
      description: '洗衣机不转了，电话幺三九零零零零零幺零二',
      templateId: 'washer-repair',
      customer: { id: 'customer02' },
    })
    const [audio] = draft?.timeline.flatMap(({ files }) => files) ?? []
    expect(audio).toMatchObject({ mime: 'audio/amr' })
    const bytes = await (await world().anyone.fetch(audio?.url ?? '')).arrayBuffer()
    expect(Buffer.from(bytes).equals(platform.bytesOf(voice))).toBe(true)
  })

  test.each([
    ['nobody understands', Buffer.from(`#!AMR\n${'\x3c'.repeat(400)}`, 'latin1'), 'audio/amr', 'audio/amr'],
    [
      'in another format than its name says',
      Buffer.from(`\x02#!SILK_V3${'x'.repeat(200)}`, 'latin1'),
      'audio/amr',
      'audio/silk',
    ],
    ['of a format nobody knows', Buffer.from('not a sound'), 'application/octet-stream', 'audio/amr'],
  ])('%s becomes a draft with the audio and a note', async (_, bytes, contentType, mime) => {
    const { platform } = world()
    const from = platform.outbox.length
    const voice = platform.addMedia({ bytes, contentType, fileName: 'voice.amr' })
    const [draft] = await newDrafts(world(), 'sales1', () => platform.memberSpeaks('zhangsan', voice))
    expect(draft).toMatchObject({ channel: 'voice', description: null, title: '语音报修（待转写）' })
    const note = draft?.timeline.find(({ says }) => says === '语音待转写')
    expect(note?.files).toMatchObject([{ mime, sizeBytes: bytes.length }])
    expect(chatOf(world(), 'zhangsan', from).map(wordsOf)).toEqual([expect.stringContaining('待转写')])
  })

  test('that the platform no longer has still becomes a draft', async () => {
    const [draft] = await newDrafts(world(), 'sales1', () => world().platform.memberSpeaks('zhangsan', 'media-gone'))
    expect(draft?.timeline.map(({ says }) => says)).toContain('语音待转写')
  })

  test('is fetched again when the platform is busy', async () => {
    const { platform } = world()
    const voice = platform.addVoice({ text: '热水器不热', seconds: 2 })
    platform.misbehave({ errcodeOnce: -1, only: '/cgi-bin/media/get' })
    expect(await newDrafts(world(), 'sales1', () => platform.memberSpeaks('zhangsan', voice))).toEqual([])
    const [draft] = await newDrafts(world(), 'sales1', () => world().pass(MINUTE))
    expect(draft?.title).toBe('热水器不热')
  })

  test('of thanks makes nothing', async () => {
    const voice = world().platform.addVoice({ text: '好的谢谢', seconds: 1 })
    expect(await newDrafts(world(), 'sales1', () => world().platform.memberSpeaks('zhangsan', voice))).toEqual([])
  })
})

everyDatabase('pictures sent to the app', world => {
  beforeAll(() => void introduced(world()))
  const filesOf = async (id: string) =>
    (await seenBy(world(), 'sales1', id)).timeline.flatMap(({ files }) => files.map(({ mime }) => mime))

  test('in a row become one draft with all of them, and one answer', async () => {
    const { platform } = world()
    const from = platform.outbox.length
    const drafts = await newDrafts(world(), 'sales1', () =>
      Promise.all(Array.from({ length: 5 }, () => platform.memberSendsImage('zhangsan'))),
    )
    expect(drafts).toHaveLength(1)
    expect(await filesOf(drafts[0]?.id ?? '')).toEqual(Array(5).fill('image/png'))
    expect(chatOf(world(), 'zhangsan', from)).toHaveLength(1)
  })

  test('go to the draft that the words before them have made', async () => {
    const { platform } = world()
    const [draft] = await newDrafts(world(), 'sales1', () => platform.memberSays('zhangsan', '空调漏水'))
    await world().pass(4 * MINUTE)
    expect(await newDrafts(world(), 'sales1', () => platform.memberSendsImage('zhangsan'))).toEqual([])
    await world().pass(4 * MINUTE)
    expect(await newDrafts(world(), 'sales1', () => platform.memberSendsImage('zhangsan'))).toEqual([])
    expect(await filesOf(draft?.id ?? '')).toHaveLength(2)
  })

  test('begin another draft after five minutes', async () => {
    await world().pass(6 * MINUTE)
    expect(await newDrafts(world(), 'sales1', () => world().platform.memberSendsImage('zhangsan'))).toHaveLength(1)
  })

  test('begin another draft when the first has been submitted', async () => {
    const { platform } = world()
    const [draft] = await newDrafts(world(), 'sales1', () => platform.memberSays('zhangsan', '空调漏水 13900000101'))
    const sales = await world().as('sales1')
    await sales.call(ticketsApi.submit, { id: draft?.id ?? '', version: draft?.version ?? 0 })
    expect(await newDrafts(world(), 'sales1', () => platform.memberSendsImage('zhangsan'))).toHaveLength(1)
  })

  test('of two members stay apart', async () => {
    const { platform } = world()
    await world().pass(6 * MINUTE)
    const [mine] = await newDrafts(world(), 'sales1', async () => {
      const [theirs] = await newDrafts(world(), 'sales2', async () => {
        await platform.memberSendsImage('zhangsan')
        await platform.memberSendsImage('chenli')
      })
      expect(theirs?.createdBy.id).toBe('sales2')
    })
    expect(await filesOf(mine?.id ?? '')).toHaveLength(1)
  })
})

everyDatabase('intake.draft', world => {
  test('reads words and stores nothing', async () => {
    const sales = await world().as('sales1')
    const read = await sales.call(intakeApi.draft, { text: '水管爆了，幺三八零零一三八零零零' })
    expect(read).toMatchObject({ category: 'repair', priority: 'critical', product: '水管', phone: '13800138000' })
    expect((await sales.call(ticketsApi.list, {})).items).toEqual([])
  })

  test('is not for engineers', async () => {
    const engineer = await world().as('engineer1')
    expect((await engineer.refused(intakeApi.draft, { text: '空调' })).code).toBe('role.not_allowed')
  })
})

everyDatabase('what a message has made', world => {
  beforeAll(() => void introduced(world()))

  test('is known for half a year; the draft stays', async () => {
    const made = () => world().context.db.reader.query('SELECT id FROM intake_messages')
    const [draft] = await newDrafts(world(), 'sales1', () => world().platform.memberSays('zhangsan', '空调不制冷'))
    expect(await made()).toHaveLength(1)
    await world().pass(180 * DAY)
    expect(await made()).toHaveLength(1)
    await world().pass(2 * DAY)
    expect(await made()).toHaveLength(0)
    expect(await seenBy(world(), 'sales1', draft?.id ?? '')).toMatchObject({ status: 'draft' })
  })
})
