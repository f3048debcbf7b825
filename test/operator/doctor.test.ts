import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { readServerConfig, type ServerConfig } from '../../config/server'
import { doctor } from '../../server/operator/commands/doctor'
import { checks } from '../../server/operator/doctor/checks'
import {
  type Answer,
  type Reply,
  verdictOn,
  verdictOnAgent,
  verdictOnCallback,
  verdictOnClock,
  verdictOnForgery,
  verdictOnLink,
  verdictOnPublicUrl,
  verdictOnToken,
  verdictOnTrust,
} from '../../server/operator/doctor/rules'
import { lineOf } from '../../server/operator/doctor/view'
import { HOUR, MINUTE, SECOND } from '../../shared/kernel/time'
import { openWorld, type World } from '../support/world'
import { lineAbout, runCommand } from './desk'

let world: World
beforeAll(async () => {
  // The Date header of any answer is of this moment.
  world = await openWorld('embedded', new Date())
})
afterAll(() => world.close())

const settings = (): ServerConfig => ({ ...world.context.config, publicUrl: world.url })
const withWecom = (changes: Partial<ServerConfig['wecom']>): ServerConfig => {
  const config = settings()
  return { ...config, wecom: { ...config.wecom, ...changes } }
}
const withWechat = (changes: Partial<ServerConfig['wechat']>): ServerConfig => {
  const config = settings()
  return { ...config, wechat: { ...config.wechat, ...changes } }
}
const examined = (config: ServerConfig = settings(), now = world.now) => runCommand(doctor, () => config, { now })

describe('the doctor', () => {
  test('finds nothing wrong with an installation that works: one line each', async () => {
    const { code, lines } = await examined()
    expect(lines.filter(line => !line.startsWith('✓'))).toEqual(['设置没有问题'])
    expect(lines).toHaveLength(checks.length + 2)
    expect(code).toBe(0)
  })

  test('never prints a secret, whatever is wrong', async () => {
    const { wecom, wechat, appSecret } = settings()
    const said = [await examined(), await examined(withWecom({ agentId: 7, token: 'other' }))]
    for (const secret of [wecom.secret, wecom.token, wecom.aesKey, appSecret]) {
      expect(said.flatMap(({ lines }) => lines).join('\n')).not.toContain(secret)
    }
    const { lines } = await examined(withWechat({ secret: 'quite-another' }))
    expect(lines.join('\n')).not.toContain('quite-another')
    expect(wechat.secret).not.toBe('')
  })

  test('asks each thing once, though several looks need it', async () => {
    const before = world.platform.calls('/cgi-bin/agent/get')
    await examined()
    expect(world.platform.calls('/cgi-bin/agent/get')).toBe(before + 1)
  })

  test('leaves out what the company does not use', async () => {
    const { lines } = await runCommand(doctor, settings, { args: ['--skip', '打卡,微信客服'], now: world.now })
    expect(lines.filter(line => /打卡|微信客服/.test(line))).toEqual([])
  })

  test.each<[string, () => ServerConfig, string, RegExp]>([
    ['the secret', () => withWecom({ secret: 'wrong' }), '凭证', /✗.*Secret.*40001/],
    ['the corp id', () => withWecom({ corpId: 'wwOTHER' }), '凭证', /✗.*企业 ?ID.*40013/],
    ['the agent id', () => withWecom({ agentId: 7 }), '应用', /✗.*不是同一个应用的（40056）/],
    ['the token of the callback', () => withWecom({ token: 'other' }), '回调', /✗.*WECOM_TOKEN/],
    ['the key of the callback', () => withWecom({ aesKey: 'a'.repeat(43) }), '回调', /✗.*WECOM_AES_KEY/],
    ['the public address', () => ({ ...settings(), publicUrl: 'http://127.0.0.1:9' }), '回调', /✗.*连不上/],
    ['a path in front', () => ({ ...settings(), publicUrl: `${world.url}/desk` }), '回调', /✗.*(反向代理|应答异常)/],
    ['no https', () => ({ ...settings(), mode: 'production' }), '公网地址', /✗.*https/],
    ['the platform’s address', () => withWecom({ apiBase: 'http://127.0.0.1:9' }), '凭证', /✗ .*连不上企业微信/],
    ['the mini-program’s id', () => withWechat({ appId: 'wxOTHER' }), '客户侧小程序', /✗.*WECHAT_APP_ID/],
    ['the mini-program’s secret', () => withWechat({ secret: 'other' }), '客户侧小程序', /✗.*WECHAT_APP_SECRET/],
    ['no mini-program for customers', () => withWechat({ appId: '' }), '客户侧小程序', /^- .*WECHAT_APP_ID/],
  ])('says of a mistake in %s what to do', async (_, config, name, words) => {
    const run = await examined(config())
    expect(lineAbout(run, name)).toMatch(words)
    expect(run.code).toBe(lineAbout(run, name).startsWith('✗') ? 1 : 0)
  })

  test.each<[number, string, string, RegExp]>([
    [60020, '/cgi-bin/agent/get', '企业可信IP', /✗.*127\.0\.0\.1.*企业可信IP/],
    [60020, '/cgi-bin/agent/get', '应用', /^- .*先解决「企业可信IP」/],
    [301002, '/cgi-bin/agent/get', '应用', /✗.*不是同一个应用/],
    [60011, '/cgi-bin/user/get', '可见范围', /✗.*可见范围/],
    [48002, '/cgi-bin/externalcontact/get_follow_user_list', '客户联系', /✗.*客户联系→API→可调用接口的应用/],
    [48002, '/cgi-bin/kf/account/list', '微信客服', /✗.*微信客服→API→可调用接口的应用/],
    [48002, '/cgi-bin/checkin/getcheckindata', '打卡', /✗.*打卡→可调用接口的应用/],
    [301021, '/cgi-bin/checkin/getcheckindata', '打卡', /✗.*可见范围/],
    [90206, '/cgi-bin/miniprogram/jscode2session', '小程序', /✗.*关联小程序/],
    [45009, '/cgi-bin/getcallbackip', '回调来源', /✗.*太频繁/],
    [-1, '/cgi-bin/get_api_domain_ip', '接口地址', /✗.*-1/],
  ])('explains %i of %s under %s', async (errcode, path, name, words) => {
    world.platform.misbehave({ errcodeOnce: errcode, only: path })
    expect(lineAbout(await examined(), name)).toMatch(words)
  })

  test('sees that nobody is in the visible range', async () => {
    const empty = await openWorld('embedded', new Date())
    try {
      for (const { userId } of empty.platform.members()) await empty.platform.memberLeaves(userId)
      const config = { ...empty.context.config, publicUrl: empty.url }
      const run = await runCommand(doctor, () => config, { now: empty.now })
      expect(lineAbout(run, '可见范围')).toMatch(/✗.*没有成员/)
      expect(lineAbout(run, '打卡')).toMatch(/^- .*先解决「可见范围」/)
    } finally {
      await empty.close()
    }
  })

  test('sees a clock that is ten minutes fast', async () => {
    const run = await examined(settings(), () => new Date(Date.now() + 10 * MINUTE))
    expect(lineAbout(run, '时钟')).toMatch(/✗ .*快了 (599|600|601|60\d) 秒.*NTP/)
  })

  test('names every missing setting and where it is found, and asks nobody', async () => {
    const before = world.platform.calls('/cgi-bin/gettoken')
    const run = await runCommand(doctor, () => readServerConfig({ PAIDAN_MODE: 'production' }))
    expect(run.code).toBe(1)
    expect(run.lines).toHaveLength(1)
    for (const words of ['缺少 WECOM_CORP_ID（管理后台→我的企业', '缺少 PUBLIC_URL', '缺少 WECOM_AES_KEY']) {
      expect(run.lines[0]).toContain(words)
    }
    expect(world.platform.calls('/cgi-bin/gettoken')).toBe(before)
  })

  test('does not call the real WeCom from a demo', async () => {
    const config = withWecom({ apiBase: 'https://qyapi.weixin.qq.com' })
    expect(await examined(config)).toMatchObject({ code: 1, lines: [expect.stringContaining('演示模式')] })
  })

  describe('before an address that is not ours', () => {
    let server: Server
    let url: string
    beforeAll(async () => {
      server = createServer((_, response) => response.end('<html>welcome</html>')).listen(0, '127.0.0.1')
      await new Promise(resolve => server.once('listening', resolve))
      url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    })
    afterAll(() => void server.close())

    test('sees that it answers anything to anybody', async () => {
      const run = await examined({ ...settings(), publicUrl: url })
      expect(lineAbout(run, '回调')).toMatch(/✗.*改写/)
      expect(lineAbout(run, '回调防伪')).toMatch(/✗.*伪造/)
    })
  })
})

const answered = (errcode: number, more: Partial<Extract<Answer, { kind: 'answered' }>> = {}): Answer => ({
  kind: 'answered',
  errcode,
  errmsg: '',
  json: {},
  serverAt: null,
  ...more,
})
const noon = new Date('2026-11-23T12:00:00+08:00')

describe('verdicts', () => {
  test.each<[string, { state: string; says: string }, string, string]>([
    ['an answer', verdictOn(answered(0), { says: '好' }), 'fine', '好'],
    ['no token', verdictOn({ kind: 'blocked' }, { says: '' }), 'unknown', '凭证'],
    ['silence', verdictOn({ kind: 'silent', reason: 'network' }, { says: '' }), 'wrong', '连不上'],
    ['an unknown errcode', verdictOn(answered(99999), { says: '' }), 'wrong', '99999'],
    ['no permission', verdictOn(answered(48002), { says: '', place: '打卡' }), 'wrong', '打卡'],
    ['a good token', verdictOnToken(answered(0)), 'fine', '正确'],
    ['the secret of another corp', verdictOnToken(answered(40091)), 'wrong', '另一个企业'],
    ['a busy platform', verdictOnToken(answered(-1)), 'wrong', '取不到'],
    ['a trusted address', verdictOnTrust(answered(40056)), 'fine', '可以调用'],
    [
      'an untrusted address of the new kind',
      verdictOnTrust(answered(60020, { errmsg: 'not allow, hint: [1], from ip: 2001:db8::7, more info' })),
      'wrong',
      '2001:db8::7',
    ],
    ['an untrusted address without words', verdictOnTrust(answered(60020)), 'wrong', '未写明'],
    ['a token of another app', verdictOnAgent(answered(42009)), 'wrong', '不是同一个应用'],
    ['an app that was closed', verdictOnAgent(answered(0, { json: { close: 1 } })), 'wrong', '停用'],
    ['a refused nonsense code', verdictOnLink(answered(40029)), 'fine', '可用'],
    ['an accepted nonsense code', verdictOnLink(answered(0)), 'wrong', '竟被接受'],
    [
      'a clock in time',
      verdictOnClock(answered(0, { serverAt: noon }), new Date(noon.getTime() + MINUTE)),
      'fine',
      '60 秒',
    ],
    [
      'a fast clock',
      verdictOnClock(answered(0, { serverAt: noon }), new Date(noon.getTime() + MINUTE + SECOND)),
      'wrong',
      '快了 61 秒',
    ],
    [
      'a slow clock',
      verdictOnClock(answered(0, { serverAt: noon }), new Date(noon.getTime() - 8 * HOUR)),
      'wrong',
      '慢了 8 小时',
    ],
    ['an answer without a date', verdictOnClock(answered(0), noon), 'unknown', '时间'],
    ['https', verdictOnPublicUrl('https://a.example', 'production'), 'fine', 'https://a.example'],
    ['http', verdictOnPublicUrl('http://a.example', 'production'), 'wrong', 'https'],
    ['http of a demo', verdictOnPublicUrl('http://127.0.0.1:3000', 'demo'), 'fine', '演示'],
  ])('%s', (_, verdict, state, words) => {
    expect(verdict.state).toBe(state)
    expect(verdict.says).toContain(words)
  })

  const replied = (status: number, body = 'echo', elapsedMs = 5): Reply => ({
    kind: 'replied',
    status,
    body,
    elapsedMs,
  })
  test.each<[Reply, string]>([
    [replied(200), '1 秒内还原出明文'],
    [replied(200, 'echo\n'), '改写'],
    [replied(200, '"echo"'), '改写'],
    [replied(200, 'echo', 1001), '1001 毫秒'],
    [replied(302), '跳转'],
    [replied(403), 'WECOM_TOKEN'],
    [replied(404), '反向代理的路径'],
    [replied(502), 'HTTP 502'],
    [{ kind: 'silent', reason: 'timeout' }, '没有按时应答'],
  ])('the callback replying %j', (reply, words) => expect(verdictOnCallback(reply, 'echo').says).toContain(words))

  test.each<[Reply, string]>([
    [replied(403), 'fine'],
    [replied(400), 'fine'],
    [replied(200), 'wrong'],
    [replied(502), 'wrong'],
    [{ kind: 'silent', reason: 'network' }, 'wrong'],
  ])('a forged callback met by %j is %s', (reply, state) => expect(verdictOnForgery(reply).state).toBe(state))
})

test('a terminal sees the sign in colour', () => {
  expect(lineOf('凭证', { state: 'fine', says: '好' }, true)).toBe('\u001b[32m✓\u001b[0m 凭证：好')
  expect(lineOf('凭证', { state: 'wrong', says: '坏' }, false)).toBe('✗ 凭证：坏')
})
