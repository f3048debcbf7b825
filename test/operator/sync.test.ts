import { sync } from '../../server/operator/commands/sync'
import { peopleApi } from '../../shared/people'
import { openWorld } from '../support/world'
import { runCommand } from './desk'

test('the sync command reads everybody anew and says what it found, or what to do', async () => {
  const world = await openWorld()
  try {
    world.platform.addMember({ userId: 'newcomer', name: '新来的', departmentIds: [1] })
    const { code, lines } = await runCommand(sync, () => world.context.config)
    expect(lines[0]).toMatch(/^✓ 成员：名单 \d+ 人，新增 1，/)
    expect(lines[1]).toMatch(/^✓ 客户：\d+ 位成员的 \d+ 位客户/)
    expect(code).toBe(0)
    const { items } = await (await world.as('admin1')).call(peopleApi.list, {})
    expect(items.map(person => person.name)).toContain('新来的')

    world.platform.misbehave({ errcodeOnce: 48002, only: '/cgi-bin/externalcontact/get_follow_user_list' })
    const refused = await runCommand(sync, () => world.context.config)
    expect(refused.code).toBe(1)
    expect(refused.lines.at(-1)).toMatch(/^✗ /)
  } finally {
    await world.close()
  }
})

test('without the settings of a corp there is nobody to ask', async () => {
  const world = await openWorld()
  const { wecom } = world.context.config
  const bare = { ...world.context.config, wecom: { ...wecom, apiBase: 'https://qyapi.weixin.qq.com' } }
  const { code, lines } = await runCommand(sync, () => bare)
  await world.close()
  expect(code).toBe(1)
  expect(lines[0]).toContain('演示模式')
})
