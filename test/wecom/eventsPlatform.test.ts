import { type Platform, startPlatform } from '../../server/demo/platform/platform'
import { type ContactsClient, contactsClient } from '../../server/wecom/contacts/client'
import { inProcessTokens } from '../../server/wecom/tokens/client'
import { SECOND } from '../../shared/kernel/time'

/** The fake platform refuses what the real one does, seen through the product's own client. */
let now = Date.parse('2026-11-23T09:00:00+08:00')
let platform: Platform
let contacts: ContactsClient
const refused: number[] = []

beforeAll(async () => {
  const app = { corpId: 'wwtest', agentId: 1000002, secret: 'test-secret' }
  platform = await startPlatform({ ...app, now: () => now })
  platform.setCallback({
    url: 'http://127.0.0.1:1/',
    token: 't',
    aesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C',
  })
  contacts = contactsClient({
    ...app,
    baseUrl: platform.baseUrl,
    tokens: inProcessTokens(() => now),
    timeoutMs: 5000,
    onRefusal: async ({ errcode }) => void refused.push(errcode),
  })
  platform.addDepartment({ id: 2, parentId: 1, name: '售后' })
  platform.addMember({ userId: 'ZhangSan', name: '张三', departmentIds: [1, 2] })
  platform.addMember({ userId: 'lisi', name: '李四', departmentIds: [2] })
})
afterAll(() => platform.stop())
beforeEach(() => void refused.splice(0))

const codeOf = (plaintext: string): string => /<WelcomeCode><!\[CDATA\[(.*?)\]\]>/.exec(plaintext)?.[1] ?? ''
const newCode = (externalUserId: string): string =>
  codeOf(platform.compose.memberAddsCustomer({ userId: 'lisi' }, { externalUserId, name: '客户' }).plaintext)

describe('a welcome code', () => {
  test('is good once', async () => {
    const code = newCode('wm1')
    await contacts.welcome(code, '您好')
    await expect(contacts.welcome(code, '您好')).rejects.toMatchObject({ errcode: 41051 })
    expect(platform.welcomes).toHaveLength(1)
  })

  test('is good for twenty seconds, and nobody else’s invention', async () => {
    const code = newCode('wm2')
    now += 20 * SECOND
    await contacts.welcome(code, '还来得及')
    const late = newCode('wm3')
    now += 21 * SECOND
    await expect(contacts.welcome(late, '太晚了')).rejects.toMatchObject({ errcode: 41050 })
    await expect(contacts.welcome('invented', '您好')).rejects.toMatchObject({ errcode: 41050 })
  })
})

describe('the members', () => {
  test('are listed alike by their numbers and by their departments', async () => {
    const byNumber = await contacts.members()
    platform.forbid('memberIds')
    const byDepartment = await contacts.members()
    platform.permit('memberIds')
    const bare = byDepartment.map(({ userId, departmentIds }) => ({ userId, name: null, departmentIds }))
    expect(bare).toEqual(byNumber)
    expect(byDepartment.map(({ name }) => name)).toEqual(['张三', '李四'])
    expect(refused).toEqual([])
  })

  test('outside the visible range are not there, as the real platform has it (60011)', async () => {
    platform.showOnly([2])
    platform.addMember({ userId: 'boss', name: '老板', departmentIds: [1] })
    expect((await contacts.members()).map(({ userId }) => userId)).toEqual(['ZhangSan', 'lisi'])
    expect(await contacts.member('boss')).toBeNull()
    expect(await contacts.member('nobody')).toBeNull()
    expect((await contacts.departments())?.map(({ id }) => id)).toEqual([2])
    platform.showOnly(null)
    expect((await contacts.member('BOSS'))?.name).toBe('老板')
  })

  test('have departments with names only where the app may read them', async () => {
    platform.forbid('departmentNames')
    expect(await contacts.departments()).toEqual([
      { id: 1, parentId: null, name: null },
      { id: 2, parentId: 1, name: null },
    ])
    platform.permit('departmentNames')
    expect((await contacts.departments())?.map(({ name }) => name)).toEqual(['公司', '售后'])
  })

  test('with a tag are listed with the departments that have it; a tag that is not there is none', async () => {
    platform.addTag({ id: 9, name: '调度', userIds: ['lisi'], departmentIds: [2] })
    expect(await contacts.taggedWith('9')).toEqual({ userIds: ['lisi'], departmentIds: [2] })
    expect(await contacts.taggedWith('404')).toBeNull()
  })
})

describe('the customers', () => {
  test('are refused to an app that is not listed for them (48002), and the administrator hears of it', async () => {
    platform.forbid('customers')
    await expect(contacts.followUserIds()).rejects.toMatchObject({ errcode: 48002 })
    await expect(contacts.contact('wm1')).rejects.toMatchObject({ errcode: 48002 })
    await expect(contacts.contactsOf(['lisi'], '')).rejects.toMatchObject({ errcode: 48002 })
    expect(refused).toEqual([48002, 48002, 48002])
    platform.permit('customers')
  })

  test('are listed for at most a hundred members at once', async () => {
    const crowd = Array.from({ length: 101 }, () => 'lisi')
    await expect(contacts.contactsOf(crowd, '')).rejects.toMatchObject({ errcode: 40058 })
    await expect(contacts.contactsOf(['nobody'], '')).rejects.toMatchObject({ errcode: 60111 })
  })

  test('that nobody has any more, or never had, are none', async () => {
    platform.compose.customerDropsMember('lisi', 'wm1')
    expect(await contacts.contact('wm1')).toBeNull()
    expect(await contacts.contact('wmNEVER')).toBeNull()
    expect(await contacts.externalUserIdOf({ unionId: 'u', openid: 'o' })).toBeNull()
  })
})
