import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { newApp } from '../../server/app'
import { openContext } from '../../server/context'
import { type SealedCallback, seal } from '../../server/demo/platform/callbacks'
import { sealEnvelope } from '../../server/wecom/envelope'
import { MINUTE } from '../../shared/kernel/time'
import { testedKinds } from '../support/databases'
import { everyDatabase, openWorld, type World } from '../support/world'
import { chatOf, inboxOf, introduced, newDrafts, post, wordsOf } from './inbox'

const textXml = (content: string, messageId: string): string =>
  `<xml><ToUserName><![CDATA[wwtest]]></ToUserName><FromUserName><![CDATA[zhangsan]]></FromUserName><CreateTime>1763859600</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[${content}]]></Content><MsgId>${messageId}</MsgId><AgentID>1000002</AgentID></xml>`

const targetOf = ({ url, context }: World) => ({
  url: `${url}/wecom/callback`,
  token: context.config.wecom.token,
  aesKey: context.config.wecom.aesKey,
})

const sealed = (world: World, plaintext: string, { receiveId = 'wwtest', at = world.now() } = {}): SealedCallback =>
  seal(targetOf(world), receiveId, plaintext, at.getTime())

/** The address WeCom calls to verify: `echostr` written into the query by `write`. */
const verification = (world: World, echo: string, write: (echostr: string) => string): string => {
  const { url, token, aesKey } = targetOf(world)
  const [timestamp, nonce] = [String(Math.floor(world.now().getTime() / 1000)), 'n1']
  const { encrypt, signature } = sealEnvelope({ token, aesKey, receiveId: 'wwtest' }, echo, { timestamp, nonce })
  return `${url}?msg_signature=${signature}&timestamp=${timestamp}&nonce=${nonce}&echostr=${write(encrypt)}`
}

everyDatabase('the verification of the callback address', world => {
  test('succeeds for WeCom', async () => {
    expect(await world().platform.verifyCallbackUrl()).toBe(true)
  })

  test('answers the bare text: no quotes, no mark, no line end', async () => {
    const answer = await fetch(verification(world(), '1616140317555161061', encodeURIComponent))
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain/)
    expect(Buffer.from(await answer.arrayBuffer()).toString('hex')).toBe(
      Buffer.from('1616140317555161061').toString('hex'),
    )
  })

  test('reads a plus as a plus, percent-encoded or not', async () => {
    for (let n = 0; n < 20; n++) {
      const answer = await fetch(verification(world(), `echo ${n}`, echostr => echostr.replaceAll('=', '%3D')))
      expect(await answer.text()).toBe(`echo ${n}`)
    }
  })

  test.each([
    ['a forged signature', 403, (url: string) => url.replace(/msg_signature=./, 'msg_signature=x')],
    ['another echostr', 403, (url: string) => url.replace(/echostr=../, 'echostr=AA')],
    ['no echostr', 403, (url: string) => url.replace(/echostr=.*/, '')],
    ['no signature', 400, (url: string) => url.replace(/msg_signature=[0-9a-f]+/, '')],
    ['a broken percent sign', 400, (url: string) => `${url}%`],
  ])('is refused with %s', async (_, status, change) => {
    const answer = await fetch(change(verification(world(), 'echo', encodeURIComponent)))
    expect(answer.status).toBe(status)
    expect(await answer.text()).not.toContain('echo')
  })
})

everyDatabase('a message of a member', world => {
  beforeAll(() => void introduced(world()))

  test.each(['xml', 'json'] as const)(
    'sent as %s is answered with nothing at once and kept as it came',
    async format => {
      const { platform } = world()
      platform.setCallback({ ...targetOf(world()), format })
      const callback = platform.compose.memberSays('zhangsan', `空调不制冷 ${format}`)
      platform.setCallback(targetOf(world()))
      const answer = await post(world(), callback)
      expect([answer.status, await answer.text()]).toEqual([200, ''])
      expect((await inboxOf(world())).at(-1)).toMatchObject({
        kind: 'text',
        state: 'received',
        raw: callback.plaintext,
      })
      await world().drain()
      expect((await inboxOf(world())).at(-1)).toMatchObject({ state: 'handled' })
    },
  )

  test('makes one ticket and one reply when it comes three times', async () => {
    const { platform } = world()
    const callback = platform.compose.memberSays('zhangsan', '洗衣机漏水')
    const from = platform.outbox.length
    const drafts = await newDrafts(world(), 'sales1', async () => {
      for (const again of [callback, callback, platform.reseal(callback)]) {
        expect((await post(world(), again)).status).toBe(200)
        await world().drain()
      }
    })
    expect(drafts.map(({ title }) => title)).toEqual(['洗衣机漏水'])
    expect(chatOf(world(), 'zhangsan', from).map(wordsOf)).toEqual([expect.stringContaining('已登记草稿')])
  })

  test('makes one ticket and one reply when it comes twenty times at once', async () => {
    const { platform } = world()
    const callback = platform.compose.memberSays('zhangsan', '热水器不出水')
    const from = platform.outbox.length
    const drafts = await newDrafts(world(), 'sales1', async () => {
      const answers = await Promise.all(
        Array.from({ length: 20 }, () => post(world(), platform.reseal(callback)).then(({ status }) => status)),
      )
      expect(answers).toEqual(Array(20).fill(200))
    })
    expect(drafts).toHaveLength(1)
    expect(chatOf(world(), 'zhangsan', from)).toHaveLength(1)
  })

  test('arrives beside any other of the same second, also in a crowd with repeats', async () => {
    const { platform } = world()
    const callbacks = Array.from({ length: 12 }, (_, n) =>
      platform.compose.memberSays('chenli', `第 ${n} 台空调不制冷`),
    )
    const drafts = await newDrafts(world(), 'sales2', () =>
      Promise.all([...callbacks, ...callbacks].map(callback => post(world(), callback))),
    )
    expect(new Set(drafts.map(({ title }) => title)).size).toBe(12)
    expect(drafts).toHaveLength(12)
  })

  test('that only differs in its words is another, and ids that differ in case are too', async () => {
    const before = (await inboxOf(world())).length
    const event = (user: string) =>
      `<xml><MsgType>event</MsgType><Event>subscribe</Event><UserID>${user}</UserID></xml>`
    const bot = (id: string) => JSON.stringify({ msgid: id, msgtype: 'stream', stream: { id: 's' } })
    for (const plaintext of [event('a'), event('b'), bot('CAIQ'), bot('caiq'), bot('x'.repeat(300))]) {
      expect((await post(world(), sealed(world(), plaintext))).status).toBe(200)
    }
    expect((await inboxOf(world())).length - before).toBe(5)
  })

  test('of a kind that nothing follows from is kept', async () => {
    const { platform } = world()
    await platform.sendEvent({ Event: 'view', FromUserName: 'zhangsan', EventKey: 'https://paidan.example/' })
    await platform.sendEvent({ Event: 'something_new', Detail: '1' })
    await world().drain()
    expect((await inboxOf(world())).slice(-2)).toMatchObject([
      { kind: 'event.view', state: 'ignored' },
      { kind: 'event.something_new', state: 'ignored' },
    ])
  })
})

everyDatabase('a callback that is not right', world => {
  beforeAll(() => void introduced(world()))

  let messages = 7_000_000
  const wrong: [string, number, (good: SealedCallback, world: World) => SealedCallback][] = [
    [
      'with a forged signature',
      403,
      good => ({ ...good, url: good.url.replace(/(msg_signature=.*?)[0-9a-f]&/, '$1x&') }),
    ],
    ['for another company', 403, (good, at) => sealed(at, good.plaintext, { receiveId: 'wwother' })],
    [
      'with another time than it was signed with',
      403,
      good => ({ ...good, url: good.url.replace(/timestamp=(\d+)/, (_, at) => `timestamp=${Number(at) + 1}`) }),
    ],
    [
      'replayed a quarter of an hour later',
      403,
      (good, at) => sealed(at, good.plaintext, { at: new Date(at.now().getTime() - 15 * MINUTE) }),
    ],
    [
      'whose cipher text was cut short',
      403,
      good => ({ ...good, body: good.body.replace(/.{40}\]\]><\/Encrypt>/, ']]></Encrypt>') }),
    ],
    ['cut in the middle', 400, good => ({ ...good, body: good.body.slice(0, good.body.length / 2) })],
    ['cut before the cipher text', 400, good => ({ ...good, body: good.body.slice(0, 40) })],
    ['without a body', 400, good => ({ ...good, body: '' })],
    ['without a signature', 400, good => ({ ...good, url: good.url.replace(/\?.*/, '') })],
    ['of more than a mebibyte', 413, good => ({ ...good, body: good.body + ' '.repeat(1024 * 1024) })],
    ['that is sealed but neither XML nor JSON', 400, (_, at) => sealed(at, 'plain words')],
  ]

  test.each(wrong)(
    '%s is refused with %i and stores nothing; the right one still arrives',
    async (_, status, spoil) => {
      const good = sealed(world(), textXml('空调不制冷', String(++messages)))
      const before = (await inboxOf(world())).length
      const answer = await post(world(), spoil(good, world()))
      expect(answer.status).toBe(status)
      expect(JSON.stringify(await answer.json())).not.toMatch(/signature|receive|sealed|-400/)
      expect((await inboxOf(world())).length).toBe(before)
      expect((await post(world(), good)).status).toBe(200)
      expect((await inboxOf(world())).length).toBe(before + 1)
    },
  )

  test('tells a forger nothing about what was wrong', async () => {
    const good = sealed(world(), textXml('空调不制冷', '77'))
    const answers = await Promise.all(
      wrong
        .filter(([, status]) => status === 403)
        .map(async ([, , spoil]) => (await post(world(), spoil(good, world()))).text()),
    )
    expect(new Set(answers)).toEqual(
      new Set([JSON.stringify({ error: { code: 'callback.refused', message: '回调校验未通过', details: {} } })]),
    )
  })
})

everyDatabase('somebody who writes to the app', world => {
  beforeAll(() => {
    introduced(world())
    world().platform.addMember({ userId: 'stranger', name: '路人', departmentIds: [1] })
  })

  test('and is not on the list of members is told so and makes nothing', async () => {
    await world().platform.memberSays('stranger', '空调不制冷')
    await world().drain()
    expect(chatOf(world(), 'stranger').map(wordsOf)).toEqual(['您还不在本系统的成员名单里，请联系管理员'])
    expect((await inboxOf(world())).at(-1)?.state).toBe('ignored')
  })

  test('and makes no tickets by their role is told so', async () => {
    await world().platform.memberSays('lisi', '空调不制冷')
    await world().drain()
    expect(chatOf(world(), 'lisi').map(wordsOf)).toEqual(['您的角色不能做这个操作，如有需要请联系管理员'])
  })

  test('and has left hears nothing', async () => {
    await world().context.db.write(tx => tx.query("UPDATE people SET status = 'left' WHERE id = 'sales3'"))
    await world().platform.memberSays('zhouqian', '空调不制冷')
    await world().drain()
    expect(chatOf(world(), 'zhouqian')).toEqual([])
    expect((await inboxOf(world())).at(-1)?.state).toBe('ignored')
  })

  test('is answered once though the platform is busy at first', async () => {
    const { platform } = world()
    const from = platform.outbox.length
    platform.misbehave({ errcodeOnce: 45033, only: '/cgi-bin/message/send' })
    await platform.memberSays('zhangsan', '空调漏水')
    await world().drain()
    expect(chatOf(world(), 'zhangsan', from)).toEqual([])
    await world().pass(MINUTE)
    expect(chatOf(world(), 'zhangsan', from)).toHaveLength(1)
  })

  test('is answered once though the platform never confirmed the answer', async () => {
    const { platform } = world()
    const from = platform.outbox.length
    platform.misbehave({ dropReply: true, only: '/cgi-bin/message/send' })
    await platform.memberSays('zhangsan', '洗衣机不转')
    await world().drain()
    platform.misbehave({})
    await world().pass(MINUTE)
    expect(chatOf(world(), 'zhangsan', from)).toHaveLength(1)
    expect(platform.outbox.slice(from).map(({ outcome }) => outcome)).toEqual(['delivered', 'duplicate'])
  })
})

const openSecondServer = async (world: World): Promise<{ url: string; close: () => Promise<void> }> => {
  const context = await openContext(world.context.config, world.context.clock)
  const server: Server = newApp(context).listen(0, '127.0.0.1')
  await new Promise(resolve => server.once('listening', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await context.close()
    },
  }
}

// A server database is what several processes share; the embedded one belongs to one.
const shared = testedKinds().filter(kind => kind === 'mysql')
const title = 'the same messages twenty times at once at two servers make one ticket each'
if (shared.length === 0) test.todo(`${title}: needs MySQL or MariaDB`)
else
  test.each(shared)(`${title} [%s]`, async kind => {
    const world = introduced(await openWorld(kind))
    const other = await openSecondServer(world)
    const callbacks = ['空调不制冷', '洗衣机漏水', '热水器不热'].map(said =>
      world.platform.compose.memberSays('zhangsan', said),
    )
    const drafts = await newDrafts(world, 'sales1', async () => {
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, n) =>
          callbacks.map(callback => post(n % 2 === 0 ? world : { ...world, url: other.url }, callback)),
        ).flat(),
      )
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    })
    expect(drafts).toHaveLength(3)
    expect(chatOf(world, 'zhangsan')).toHaveLength(3)
    await other.close()
    await world.close()
  })

everyDatabase('a callback while the database is stuck', world => {
  /** Lets nobody write what has come until the returned function is called. */
  const stick = async (): Promise<() => Promise<void>> => {
    const { db } = world().context
    let release = () => {}
    const released = new Promise<void>(resolve => {
      release = resolve
    })
    let held: Promise<void> = Promise.resolve()
    await new Promise<void>(isHeld => {
      held = db.write(async tx => {
        if (db.kind === 'mysql') await tx.query('LOCK TABLES wecom_inbox WRITE')
        isHeld()
        await released
        if (db.kind === 'mysql') await tx.query('UNLOCK TABLES')
      })
    })
    return () => {
      release()
      return held
    }
  }

  test('is refused in time for WeCom to come again, holds up none after it, and is kept once', async () => {
    const unstick = await stick()
    const [first, second] = ['8801', '8802'].map(id => sealed(world(), textXml('空调漏水', id)))
    const refused = await Promise.all([first, second].map(one => one && post(world(), one)))
    expect(refused.map(answer => answer?.status)).toEqual([503, 503])
    await unstick()
    for (const one of [first, second]) expect(one && (await post(world(), one)).status).toBe(200)
    const kept = (await inboxOf(world())).filter(({ raw }) => /880[12]/.test(raw))
    expect(kept).toHaveLength(2)
  })
})
