import { SignJWT } from 'jose'
import { callAs } from '../../server/call'
import { enterDemo, listDemoPeople } from '../../server/session/demo/actions'
import { DAY, HOUR, MINUTE } from '../../shared/kernel/time'
import { type Session, sessionApi } from '../../shared/session'
import { clientOf } from '../support/client'
import { everyDatabase } from '../support/world'

everyDatabase('a session', world => {
  const login = () => world().anyone.demoLogin('sales1')
  const me = ({ token }: Pick<Session, 'token'>) => clientOf(world().url, token).call(sessionApi.me, {})
  const refusedMe = ({ token }: Pick<Session, 'token'>) => clientOf(world().url, token).refused(sessionApi.me, {})
  const refresh = ({ refreshToken }: Pick<Session, 'refreshToken'>) =>
    world().anyone.call(sessionApi.refresh, { refreshToken })
  const refusedRefresh = ({ refreshToken }: Pick<Session, 'refreshToken'>) =>
    world().anyone.refused(sessionApi.refresh, { refreshToken })

  test('lasts two hours', async () => {
    const session = await login()
    await world().pass(2 * HOUR - MINUTE)
    await me(session)
    await world().pass(2 * MINUTE)
    expect(await refusedMe(session)).toMatchObject({ status: 401, code: 'session.expired' })
  })

  test('is renewed with its refresh token, for thirty days after the last time', async () => {
    const first = await login()
    await world().pass(29 * DAY)
    const second = await refresh(first)
    expect(await me(second)).toEqual(first.person)
    await world().pass(29 * DAY)
    const third = await refresh(second)
    await world().pass(31 * DAY)
    expect(await refusedRefresh(third)).toMatchObject({ status: 401, code: 'session.expired' })
  })

  test('ends for both when a refresh token is used a second time', async () => {
    const stolen = await login()
    const owner = await refresh(stolen)
    expect(await refusedRefresh(stolen)).toMatchObject({ status: 401, code: 'session.revoked' })
    expect((await refusedMe(owner)).code).toBe('session.revoked')
    expect((await refusedRefresh(owner)).code).toBe('session.revoked')
  })

  test('is renewed once when two try at the same moment', async () => {
    const session = await login()
    const answers = await Promise.allSettled([refresh(session), refresh(session), refresh(session)])
    expect(answers.filter(({ status }) => status === 'fulfilled').length).toBeLessThanOrEqual(1)
  })

  test('is not ended by a refresh token that was made up', async () => {
    const session = await login()
    const [sessionId] = session.refreshToken.split('.')
    for (const refreshToken of [`${sessionId}.guess.guess`, `${session.refreshToken}x`, 'nonsense']) {
      expect((await refusedRefresh({ refreshToken })).code).toBe('session.expired')
    }
    await me(session)
    await refresh(session)
  })

  test('ends when its holder leaves, and no other of theirs', async () => {
    const [phone, desktop] = [await login(), await login()]
    await clientOf(world().url, phone.token).call(sessionApi.leave, {})
    expect((await refusedMe(phone)).code).toBe('session.revoked')
    expect((await refusedRefresh(phone)).code).toBe('session.revoked')
    await me(desktop)
  })

  test('is required, and only ours counts', async () => {
    expect((await world().anyone.refused(sessionApi.me, {})).code).toBe('session.required')
    const session = await login()
    const payload = JSON.parse(Buffer.from(session.token.split('.')[1] ?? '', 'base64url').toString()) as object
    const forged = (key: string) =>
      new SignJWT({ ...payload }).setProtectedHeader({ alg: 'HS256' }).sign(Buffer.from(key.padEnd(32, ' ')))
    for (const key of ['another secret', world().context.config.appSecret]) {
      expect((await refusedMe({ token: await forged(key) })).code).toBe('session.required')
    }
  })

  test('leaves nothing in the database that would open it', async () => {
    const { token, refreshToken } = await login()
    const stored = JSON.stringify(await world().context.db.reader.query('SELECT * FROM sessions'))
    expect(stored).not.toContain(refreshToken)
    expect(stored).not.toContain(refreshToken.split('.')[1])
    expect(stored).not.toContain(token)
  })
})

everyDatabase('the demo identity', world => {
  test.each([
    ['engineer4', 'engineer4'],
    ['engineer', 'engineer1'],
    ['admin', 'admin1'],
    ['provider', 'provider1'],
    ['customer', 'customer01'],
    ['customer17', 'customer17'],
  ])('%s is %s', async (as, id) => {
    expect((await world().anyone.demoLogin(as)).person.id).toBe(id)
  })

  test('is nobody unknown', async () => {
    expect((await world().anyone.refused(sessionApi.demo, { as: 'nobody' })).code).toBe('person.not_found')
  })

  test('offers the members and a few customers', async () => {
    const { items } = await world().anyone.call(sessionApi.demoPeople, {})
    expect(items.filter(({ kind }) => kind === 'member')).toHaveLength(19)
    expect(items.filter(({ kind }) => kind === 'customer').map(({ id }) => id)).toEqual([
      'customer01',
      'customer02',
      'customer03',
    ])
  })

  test('does not exist in production', async () => {
    const { context } = world()
    const production = { ...context, config: { ...context.config, mode: 'production' as const } }
    const guest = { kind: 'guest', personId: 'guest', name: '访客', roles: [] } as const
    const off = { code: 'session.demo_off', status: 404 }
    await expect(callAs(production, guest, call => enterDemo(call, { as: 'admin1' }))).rejects.toMatchObject(off)
    await expect(callAs(production, guest, listDemoPeople)).rejects.toMatchObject(off)
  })
})
