import type { ServerConfig } from '../../config/server'
import { menu } from '../../server/operator/commands/menu'
import { type Button, menuOf, mistakesInMenu } from '../../server/operator/menu/rules'
import { openWorld, type World } from '../support/world'
import { runCommand } from './desk'

const view = (name: string, url = 'https://a.example'): Button => ({ type: 'view', name, url })
const click = (name: string, key = 'k') => ({ type: 'click' as const, name, key })
const group = (name: string, count: number): Button => ({
  name,
  sub_button: Array.from({ length: count }, (_, n) => click(`按钮${n}`)),
})

/** The platform and our own check must agree. */
const menus: [string, Button[], boolean][] = [
  ['three buttons', [view('新建工单'), view('我的工单'), view('今日上门')], true],
  ['no button', [], false],
  ['four buttons', [view('一'), view('二'), view('三'), view('四')], false],
  ['a name of 16 bytes', [view('sixteen-bytes-16')], true],
  ['a name of 17 bytes', [view('seventeen-bytes-1')], false],
  ['a name of six characters', [view('新建服务工单')], false],
  ['an empty name', [view('')], false],
  ['a url of 1024 bytes', [view('长', `https://a.example/${'a'.repeat(1006)}`)], true],
  ['a url of 1025 bytes', [view('长', `https://a.example/${'a'.repeat(1007)}`)], false],
  ['a key of 128 bytes', [click('点', 'k'.repeat(128))], true],
  ['a key of 129 bytes', [click('点', 'k'.repeat(129))], false],
  ['five buttons below one', [group('更多', 5)], true],
  ['six buttons below one', [group('更多', 6)], false],
  ['none below one', [group('更多', 0)], false],
  ['a name of 40 bytes below', [{ name: '更多', sub_button: [click('x'.repeat(40))] }], true],
  ['a name of 41 bytes below', [{ name: '更多', sub_button: [click('x'.repeat(41))] }], false],
  ['a mini-program without its id', [{ type: 'view_miniprogram', name: '页', appid: '', pagepath: 'a' }], false],
]

describe('the menu of the app', () => {
  let world: World
  beforeAll(async () => {
    world = await openWorld()
  })
  afterAll(() => world.close())

  const platformTakes = async (button: Button[]): Promise<boolean> => {
    const post = (path: string, body: object) =>
      fetch(`${world.platform.baseUrl}${path}`, { method: 'POST', body: JSON.stringify(body) }).then(answer =>
        answer.json(),
      )
    const { corpId, secret, agentId } = world.context.config.wecom
    const grant = await fetch(`${world.platform.baseUrl}/cgi-bin/gettoken?corpid=${corpId}&corpsecret=${secret}`)
    const { access_token } = (await grant.json()) as { access_token: string }
    const path = `/cgi-bin/menu/create?access_token=${access_token}&agentid=${agentId}`
    return ((await post(path, { button })) as { errcode: number }).errcode === 0
  }

  test.each(menus)('%s', async (_, buttons, isGood) => {
    expect(mistakesInMenu(buttons).length === 0).toBe(isGood)
    expect(await platformTakes(buttons)).toBe(isGood)
  })

  test('leads into the linked mini-program', async () => {
    const run = await runCommand(menu, () => world.context.config)
    expect(run).toEqual({ code: 0, lines: ['✓ 已设置菜单：新建工单、我的工单、今日上门'] })
    const page = { type: 'view_miniprogram', appid: 'wx0000000000000000' }
    expect(world.platform.menu()).toEqual([
      { ...page, name: '新建工单', pagepath: 'tickets/create' },
      { ...page, name: '我的工单', pagepath: 'tickets/list?mine=1' },
      { ...page, name: '今日上门', pagepath: 'visits/day' },
    ])
  })

  test('leads to the web pages where no mini-program is set', () => {
    const { config } = world.context
    const settings: ServerConfig = {
      ...config,
      publicUrl: 'https://a.example',
      wechat: { ...config.wechat, appId: '' },
    }
    expect(menuOf(settings)[2]).toEqual({ type: 'view', name: '今日上门', url: 'https://a.example/#/visits/day' })
    expect(mistakesInMenu(menuOf(settings))).toEqual([])
  })

  test('is not sent when the platform would refuse it', async () => {
    const { config } = world.context
    const publicUrl = `https://a.example/${'a'.repeat(1100)}`
    const before = world.platform.calls('/cgi-bin/menu/create')
    const run = await runCommand(menu, () => ({ ...config, publicUrl, wechat: { ...config.wechat, appId: '' } }))
    expect(run.code).toBe(1)
    expect(run.lines[0]).toContain('1024')
    expect(world.platform.calls('/cgi-bin/menu/create')).toBe(before)
  })

  test.each([
    [60020, '127.0.0.1'],
    [40054, '可信域名'],
    [90206, '关联小程序'],
  ])('refused with %i says what to do: %s', async (errcode, words) => {
    world.platform.misbehave({ errcodeOnce: errcode, only: '/cgi-bin/menu/create' })
    const { code, lines } = await runCommand(menu, () => world.context.config)
    expect(code).toBe(1)
    expect(lines).toEqual([expect.stringContaining(words)])
  })
})
