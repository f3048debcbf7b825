import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readServerConfig } from '../../config/server'
import { robot } from '../../server/operator/commands/robot'
import { tellTeam } from '../../server/operator/robot/actions'
import { fittingMarkdown, SLOT_MS, slotAfter } from '../../server/operator/robot/rules'
import { MINUTE } from '../../shared/kernel/time'
import * as fc from '../support/random'
import { everyDatabase, openWorld, type World } from '../support/world'
import { runCommand } from './desk'

const keys = { 'team-west': 'key-west', 'team-south': 'key-south' }
const withRobots = (world: World) => {
  Object.assign(world.context.config, { robotKeys: keys })
  for (const key of Object.values(keys)) world.platform.addRobot(key)
}
const said = (world: World, key = 'key-west') => world.platform.saidByRobot(key).map(({ content }) => content)

everyDatabase('a team’s group robot', world => {
  beforeAll(() => withRobots(world()))

  test('says at once what the team should know', async () => {
    expect(await tellTeam(world().context, 'team-west', '**新工单**')).toBe(true)
    await world().drain()
    expect(said(world())).toEqual(['**新工单**'])
    expect(world().platform.saidByRobot('key-west')[0]?.kind).toBe('markdown')
    expect(said(world(), 'key-south')).toEqual([])
  })

  test('is told apart from a team without a robot', async () => {
    expect(await tellTeam(world().context, 'team-north', 'x')).toBe(false)
    expect(await tellTeam(world().context, 'toString', 'x')).toBe(false)
  })

  test('says a thing with a key once', async () => {
    const before = said(world()).length
    for (let n = 0; n < 3; n++) await tellTeam(world().context, 'team-west', '只说一次', 'alarm:1')
    await world().pass(MINUTE)
    expect(said(world())).toHaveLength(before + 1)
  })

  test('keeps within twenty a minute: the rest waits, nothing is lost, the order stays', async () => {
    await world().pass(2 * MINUTE)
    const before = said(world()).length
    const calls = world().platform.calls('/cgi-bin/webhook/send')
    const words = Array.from({ length: 45 }, (_, n) => `第 ${n} 条`)
    for (const one of words) await tellTeam(world().context, 'team-west', one)
    for (let step = 0; step < 60; step++) await world().pass(SLOT_MS)
    expect(said(world()).slice(before)).toEqual(words)
    // None was refused on the way.
    expect(world().platform.calls('/cgi-bin/webhook/send') - calls).toBe(words.length)
  })

  test('gives every message a slot of its own, even when many speak at once', async () => {
    await Promise.all(Array.from({ length: 5 }, (_, n) => tellTeam(world().context, 'team-south', `同时 ${n}`)))
    for (let step = 0; step < 6; step++) await world().pass(SLOT_MS)
    expect([...said(world(), 'key-south')].sort()).toEqual(['同时 0', '同时 1', '同时 2', '同时 3', '同时 4'])
  })

  test('comes back after the platform’s own limit', async () => {
    await world().pass(2 * MINUTE)
    world().platform.misbehave({ errcodeOnce: 45009, only: '/cgi-bin/webhook/send' })
    await tellTeam(world().context, 'team-west', '稍后再说')
    await world().drain()
    expect(said(world())).not.toContain('稍后再说')
    await world().pass(10_000)
    expect(said(world())).toContain('稍后再说')
  })

  test('that was removed from its group gives up', async () => {
    Object.assign(world().context.config, { robotKeys: { 'team-west': 'key-of-nobody' } })
    await world().pass(MINUTE)
    await tellTeam(world().context, 'team-west', '没人听')
    await world().drain()
    const [row] = await world().context.db.reader.query("SELECT state FROM robot_messages WHERE markdown = '没人听'")
    expect(row).toEqual({ state: 'failed' })
    withRobots(world())
  })
})

describe('the command', () => {
  let world: World
  beforeAll(async () => {
    world = await openWorld()
    withRobots(world)
  })
  afterAll(() => world.close())
  const run = (...args: string[]) => runCommand(robot, () => world.context.config, { args })

  test('speaks at once', async () => {
    expect(await run('team-west', '测试', '一下')).toEqual({ code: 0, lines: ['✓ 已发送'] })
    expect(said(world)).toEqual(['测试 一下'])
  })

  test('says what is missing, and never a key', async () => {
    const runs = [await run(), await run('team-west'), await run('team-north', 'x')]
    expect(runs.map(({ code }) => code)).toEqual([1, 1, 1])
    const lines = runs.flatMap(one => one.lines).join('\n')
    expect(lines).toContain('现有：team-west、team-south')
    expect(lines).not.toContain('key-west')
  })

  test.each([
    [93000, 'WECOM_ROBOT_KEYS'],
    [45009, '太频繁'],
  ])('refused with %i says what to do: %s', async (errcode, words) => {
    world.platform.misbehave({ errcodeOnce: errcode, only: '/cgi-bin/webhook/send' })
    expect(await run('team-west', 'x')).toEqual({ code: 1, lines: [expect.stringContaining(words)] })
  })
})

describe('slots', () => {
  test('keep any minute at twenty messages at most, even when each leaves at the end of its slot', () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 20_000 }), { minLength: 1, maxLength: 80 })
    const delays = fc.infiniteStream(fc.integer({ min: 0, max: SLOT_MS - 1 }))
    fc.assert(
      fc.property(gaps, delays, (waits, lateness) => {
        let now = Date.UTC(2026, 10, 23)
        let last: Date | null = null
        const sentAt = waits.map(wait => {
          now += wait
          last = slotAfter(last, new Date(now))
          return Math.max(last.getTime(), now) + (last.getTime() > now ? (lateness.next().value as number) : 0)
        })
        for (const at of sentAt)
          expect(sentAt.filter(one => one >= at && one < at + MINUTE).length).toBeLessThanOrEqual(20)
      }),
    )
  })
})

test('markdown is cut at 4096 bytes, between characters', () => {
  expect(fittingMarkdown('短')).toBe('短')
  const cut = fittingMarkdown('工😀'.repeat(1000))
  expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(4096)
  expect(cut.endsWith('…')).toBe(true)
  expect(cut).not.toContain('\ufffd')
})

describe('the keys', () => {
  const folder = mkdtempSync(join(tmpdir(), 'paidan-robots-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  const read = (keys: string) => readServerConfig({ DATA_DIR: folder, WECOM_ROBOT_KEYS: keys })
  test('are read by team', () => {
    expect(read('team-west=693a91f6-7xxx,team-south=b').robotKeys).toEqual({
      'team-west': '693a91f6-7xxx',
      'team-south': 'b',
    })
  })
  test('are not repeated when they are wrong', () => {
    expect(() => read('just-a-secret')).toThrow('WECOM_ROBOT_KEYS must look like')
    expect(() => read('just-a-secret')).not.toThrow('just-a-secret')
  })
})
