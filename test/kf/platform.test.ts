import axios from 'axios'
import { KF_ACCOUNT } from '../../server/demo/platform/kfTalk'
import { type Platform, startPlatform } from '../../server/demo/platform/platform'
import { HOUR, MINUTE, SECOND } from '../../shared/kernel/time'

const app = { corpId: 'wwCORP', agentId: 1000002, secret: 'app-secret' }
const callback = {
  url: 'http://127.0.0.1:9/wecom/callback',
  token: 'token',
  aesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C',
}
const CUSTOMER = 'wmLiu'

let clock = 0
let platform: Platform
const pass = (ms: number) => {
  clock += ms
}

beforeEach(async () => {
  clock = Date.UTC(2026, 10, 23, 1)
  platform = await startPlatform({ ...app, callback, now: () => clock, retryDelaysMs: [1, 1] })
  platform.kf.addPerson(CUSTOMER, { nickname: '刘女士' })
})
afterEach(() => platform.stop())

const call = async (path: string, body: object) => {
  const grant = await axios.get(`${platform.baseUrl}/cgi-bin/gettoken`, {
    params: { corpid: app.corpId, corpsecret: app.secret },
  })
  const config = { params: { access_token: grant.data.access_token } }
  return (await axios.post(`${platform.baseUrl}/cgi-bin/kf/${path}`, body, config)).data
}
const sync = (more: object = {}) =>
  call('sync_msg', { open_kfid: KF_ACCOUNT, token: platform.kf.issueToken(KF_ACCOUNT), ...more })
/** The customer has written, and their phone can be written to. */
const writes = () => void platform.kf.compose.customerWrites(CUSTOMER, '空调漏水')
const text = (more: object = {}) => ({
  touser: CUSTOMER,
  open_kfid: KF_ACCOUNT,
  msgtype: 'text',
  text: { content: '您好' },
  ...more,
})
const trans = (service_state: number, servicer_userid?: string) =>
  call('service_state/trans', { open_kfid: KF_ACCOUNT, external_userid: CUSTOMER, service_state, servicer_userid })

describe('the fake customer service reads out messages as the real one does', () => {
  test('page by page, from the place it named last', async () => {
    for (let n = 0; n < 3; n++) writes()
    const first = await sync({ limit: 2 })
    expect([first.msg_list.length, first.has_more]).toEqual([2, 1])
    const second = await sync({ cursor: first.next_cursor })
    expect([second.msg_list.length, second.has_more]).toEqual([1, 0])
    expect((await sync({ cursor: second.next_cursor })).msg_list).toEqual([])
  })

  test('of the last three days', async () => {
    writes()
    pass(73 * HOUR)
    writes()
    expect((await sync()).msg_list).toHaveLength(1)
  })

  test('and refuses a wrong account, place, size, or token, and too many calls without one', async () => {
    writes()
    expect(await sync({ open_kfid: 'wkNobody' })).toMatchObject({ errcode: 95000 })
    expect(await sync({ cursor: 'made-up' })).toMatchObject({ errcode: 40058 })
    expect(await sync({ limit: 1001 })).toMatchObject({ errcode: 40058 })
    expect(await sync({ token: 'made-up' })).toMatchObject({ errcode: 95007 })
    const token = platform.kf.issueToken(KF_ACCOUNT)
    pass(10 * MINUTE + SECOND)
    expect(await sync({ token })).toMatchObject({ errcode: 95007 })
    const codes: number[] = []
    for (let n = 0; n < 11; n++) codes.push((await sync({ token: undefined })).errcode)
    expect(codes).toEqual([...Array(10).fill(0), 45009])
  })
})

describe('the fake customer service takes messages as the real one does', () => {
  const failures = async () =>
    (await sync()).msg_list.flatMap((message: { event?: { event_type: string; fail_type: number } }) =>
      message.event?.event_type === 'msg_send_fail' ? [message.event.fail_type] : [],
    )

  test('five after the customer wrote; the sixth is taken and not delivered', async () => {
    writes()
    for (let n = 0; n < 6; n++) expect(await call('send_msg', text())).toMatchObject({ errcode: 0 })
    expect(platform.kf.shown(CUSTOMER)).toHaveLength(5)
    expect(await failures()).toEqual([6])
    writes()
    await call('send_msg', text())
    expect(platform.kf.shown(CUSTOMER)).toHaveLength(6)
  })

  test('for 48 hours', async () => {
    writes()
    pass(48 * HOUR)
    expect(await call('send_msg', text())).toMatchObject({ errcode: 0 })
    expect(platform.kf.shown(CUSTOMER)).toEqual([])
    expect(await failures()).toEqual([4])
  })

  test('once under one id, of allowed characters', async () => {
    writes()
    expect(await call('send_msg', text({ msgid: 'ack-1' }))).toMatchObject({ errcode: 0, msgid: 'ack-1' })
    expect(await call('send_msg', text({ msgid: 'ack-1' }))).toMatchObject({ errcode: 40058 })
    expect(await call('send_msg', text({ msgid: '单号' }))).toMatchObject({ errcode: 40058 })
    expect(await call('send_msg', text({ msgid: 'a'.repeat(33) }))).toMatchObject({ errcode: 40058 })
  })

  test.each([
    ['a menu of eleven', { list: Array(11).fill({ type: 'click', click: { id: 'a', content: 'a' } }) }],
    ['a long item', { list: [{ type: 'click', click: { id: 'a', content: '一'.repeat(43) } }] }],
    ['a long head', { head_content: '一'.repeat(342) }],
    ['an item without its content', { list: [{ type: 'click' }] }],
  ])('but not %s', async (_, msgmenu) => {
    writes()
    expect(await call('send_msg', text({ msgtype: 'msgmenu', msgmenu }))).toMatchObject({ errcode: 40058 })
  })

  test('not from a program while a person has the chat', async () => {
    writes()
    await trans(2)
    expect(await call('send_msg', text())).toMatchObject({ errcode: 95018 })
  })

  test('on an event once, within twenty seconds', async () => {
    const code = platform.kf.issueCode({ openKfId: KF_ACCOUNT, externalUserId: CUSTOMER }, 'welcome')
    const welcome = { code, msgtype: 'text', text: { content: '您好' } }
    expect(await call('send_msg_on_event', welcome)).toMatchObject({ errcode: 0 })
    expect(await call('send_msg_on_event', welcome)).toMatchObject({ errcode: 41051 })
    const late = platform.kf.issueCode({ openKfId: KF_ACCOUNT, externalUserId: CUSTOMER }, 'welcome')
    pass(20 * SECOND + 1)
    expect(await call('send_msg_on_event', { ...welcome, code: late })).toMatchObject({ errcode: 41051 })
    expect(await call('send_msg_on_event', { code: late, msgtype: 'image', image: {} })).toMatchObject({
      errcode: 40008,
    })
  })
})

describe('the fake customer service hands over as the real one does', () => {
  test('forward only, and to servicers who have activated it', async () => {
    expect(await trans(2)).toMatchObject({ errcode: 95016 })
    writes()
    expect(await trans(3)).toMatchObject({ errcode: 40058 })
    expect(await trans(3, 'zhangsan')).toMatchObject({ errcode: 95014 })
    expect(await trans(2)).toMatchObject({ errcode: 0, msg_code: expect.any(String) })
    expect(await trans(1)).toMatchObject({ errcode: 95016 })
    platform.kf.addServicer('zhangsan')
    expect(await trans(3, 'zhangsan')).toMatchObject({ errcode: 0 })
    expect(await trans(2)).toMatchObject({ errcode: 95016 })
    expect(await trans(4)).toMatchObject({ errcode: 0 })
    expect(await trans(3, 'zhangsan')).toMatchObject({ errcode: 95016 })
  })
})
