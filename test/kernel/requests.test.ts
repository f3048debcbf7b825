import { redAlertsApi } from '../../shared/redAlerts'
import { sessionApi } from '../../shared/session'
import { ticketsApi } from '../../shared/tickets/api'
import { openTicket } from '../checkins/onSite'
import { everyDatabase } from '../support/world'

const post = (path: string, body: string) => ({
  path,
  init: { method: 'POST', body, headers: { 'content-type': 'application/json' } },
})

everyDatabase('a request', world => {
  const send = async ({ path, init }: ReturnType<typeof post>) => {
    const client = await world().as('sales1')
    const response = await client.fetch(path, init)
    const { error } = (await response.json()) as { error?: { code: string; message: string } }
    return { status: response.status, code: error?.code, message: error?.message }
  }

  test.each([
    ['that is no JSON', post('/api/tickets.list', '{"filter":'), 400, 'request.malformed'],
    [
      'that is nested beyond all measure',
      post('/api/tickets.list', `{"filter":${'['.repeat(9000)}${']'.repeat(9000)}}`),
      400,
      'request.malformed',
    ],
    ['to an unknown endpoint', post('/api/tickets.explode', '{}'), 404, 'request.unknown_endpoint'],
    ['with a field of the wrong kind', post('/api/tickets.get', '{"id":7}'), 400, 'request.invalid'],
    ['with a page that is too long', post('/api/tickets.list', '{"limit":5000}'), 400, 'request.invalid'],
    [
      'that is too large',
      post('/api/tickets.create', JSON.stringify({ description: 'x'.repeat(5_000_000) })),
      413,
      'request.too_large',
    ],
    ['for what is not there', post('/api/tickets.get', '{"id":"nothing"}'), 404, 'ticket.not_found'],
    ['that the role may not make', post('/api/deadLetters.list', '{}'), 403, 'role.not_allowed'],
  ])('%s is refused with a code and a sentence', async (_, request, status, code) => {
    const answer = await send(request)
    expect(answer).toMatchObject({ status, code })
    expect(answer.message).toMatch(/[\u4e00-\u9fa5]/)
  })

  test.each([
    ['tickets.comment', { id: 'x', body: '长'.repeat(5000) }, '「内容」填写有误：最多 2000 个字'],
    ['tickets.comment', { id: 'x', body: '  ' }, '「内容」填写有误：请填写'],
    ['tickets.get', {}, '「id」填写有误：请填写'],
    ['tickets.get', { id: 7 }, '「id」填写有误：应当是文字'],
    ['tickets.list', { limit: 5000 }, '「limit」填写有误：不能大于 100'],
    ['tickets.list', { filter: { priority: ['urgent'] } }, '「紧急程度第 1 项」填写有误：请从 紧急、高、普通 中选择'],
    [
      'people.list',
      { role: 'boss' },
      '「角色」填写有误：请从 销售、调度、工程师、区域经理、财务、管理员、服务商、客户 中选择',
    ],
    ['tickets.list', { sort: 'price' }, '「sort」填写有误：请从 newest、urgent、updated 中选择'],
    [
      'tickets.create',
      { templateId: 'x', appointmentFrom: '明天' },
      '「预约开始时间」填写有误：请填写日期和时间，例如 2026-11-23T09:00:00+08:00',
    ],
    ['tickets.create', { templateId: 'x', contactPhone: '请回电' }, '「联系电话」填写有误：电话号码格式不对'],
    [
      'redAlerts.raise',
      { ticketId: 'x', reason: '停机', parts: [{ sku: 'AC-CAP-35', quantity: 0 }] },
      '「配件第 1 项的数量」填写有误：不能小于 1',
    ],
  ])('to %s with %j is refused in words', async (name, input, message) => {
    expect(await send(post(`/api/${name}`, JSON.stringify(input)))).toMatchObject({ status: 400, message })
  })

  test('that is refused names the field to people in words and to programs by its path', async () => {
    const report = { happened: '停机', cause: '', prevention: '' }
    const refused = await (await world().as('engineer1')).refused(redAlertsApi.report, { ticketId: 'x', body: report })
    expect(refused).toMatchObject({ details: { field: 'body.cause' }, message: '「原因」填写有误：请填写' })
  })

  test('that is refused names choices to people and lists their codes to programs', async () => {
    const desk = await world().as('dispatcher1')
    const refused = await desk.refused(ticketsApi.list, { filter: { priority: ['urgent'] } })
    expect(refused.details).toMatchObject({ field: 'filter.priority.0', choices: ['critical', 'high', 'normal'] })
  })

  test('whose text was cut in the middle of a character is taken with a replacement for it', async () => {
    const sales = await world().as('sales1')
    const input = { templateId: 'complaint', customerId: 'customer01', isDraft: true }
    const made = await sales.call(ticketsApi.create, { ...input, title: '漏水\ud83d', description: '好😀' })
    expect(made).toMatchObject({ title: '漏水\ufffd', description: '好😀' })
    expect(await sales.call(ticketsApi.get, { id: made.id })).toMatchObject({ title: '漏水\ufffd' })
    expect(await world().anyone.refused(sessionApi.wecom, { code: '\ud83d' })).toMatchObject({ status: 401 })
  })

  test.each(['constructor', '__proto__', 'toString', '$& {actor}', 'parts'])(
    'may give any words as a reason: %s',
    async reason => {
      const [sales, customer] = [await world().as('sales1'), await world().as('customer01')]
      const { id, version } = await openTicket(world())
      const { timeline } = await sales.call(ticketsApi.cancel, { id, version, reason })
      expect(timeline.at(-1)?.reason).toBe(reason === 'parts' ? '等配件' : reason)
      expect((await customer.call(ticketsApi.get, { id })).status).toBe('cancelled')
    },
  )

  test('with a forged or truncated session is refused', async () => {
    const { token } = await world().anyone.demoLogin('sales1')
    for (const bad of [
      'nonsense',
      token.slice(0, -3),
      `${token.slice(0, -3)}abc`,
      token.replace(/^[^.]+/, 'eyJhbGciOiJub25lIn0'),
    ]) {
      const response = await fetch(`${world().url}/api/${ticketsApi.list.name}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${bad}` },
        body: '{}',
      })
      expect(response.status).toBe(401)
    }
  })

  test('gets an id that the answer carries, and leaves an audit row when it changes something', async () => {
    const client = await world().as('dispatcher1')
    const response = await client.fetch('/api/tickets.list', { method: 'POST', body: '{}' })
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9A-Z]{26}$/)
    const [last] = (await world().context.db.reader.query(
      'SELECT action FROM audit_rows ORDER BY id DESC LIMIT 1',
    )) as { action: string }[]
    expect(last?.action).toBe('session.demo')
  })
})

everyDatabase('the server', world => {
  test('says that it lives, is ready, and what it measures', async () => {
    for (const path of ['/healthz', '/readyz']) expect((await fetch(world().url + path)).status).toBe(200)
    expect(await (await fetch(`${world().url}/metrics`)).text()).toContain('paidan_http_request_seconds')
  })

  test('counts what it refuses', async () => {
    await world().anyone.fetch('/api/tickets.list', { method: 'POST', body: '{}' })
    const counted = await (await fetch(`${world().url}/metrics`)).text()
    expect(counted).toContain('paidan_http_request_seconds_count{route="/api/tickets.list",status="401"}')
  })

  test.each(['/%', '/%E0%A4%A', '/%00', '/..%2f..%2fetc/passwd', '/console/%', '//elsewhere', '/files/%00'])(
    'blames an address that cannot be read on whoever sends it: %s',
    async path => {
      const answer = await fetch(world().url + path)
      expect([400, 404]).toContain(answer.status)
    },
  )

  test('finds an endpoint as it is written, and nothing near it', async () => {
    const send = (method: string, path: string) => world().anyone.fetch(path, { method })
    for (const path of ['/api/tickets%2Elist', '/api/ticketsXlist', '/api//tickets.list', '/api/__proto__', '/api/']) {
      expect((await send('POST', path)).status).toBe(404)
    }
    for (const method of ['GET', 'PUT', 'DELETE', 'OPTIONS', 'HEAD']) {
      expect((await send(method, '/api/tickets.list')).status).toBe(404)
    }
    for (let time = 0; time < 2; time++) expect((await send('HEAD', '/healthz')).status).toBe(200)
  })

  test('describes every endpoint as OpenAPI 3.1', async () => {
    const document = (await (await fetch(`${world().url}/openapi.json`)).json()) as {
      openapi: string
      paths: Record<string, { post: { operationId: string; requestBody: object } }>
    }
    expect(document.openapi).toBe('3.1.0')
    expect(document.paths['/api/tickets.create']?.post.operationId).toBe('tickets.create')
    expect(Object.keys(document.paths).length).toBeGreaterThan(40)
  })
})

everyDatabase('a server whose database is away', world => {
  test('lives, says that it is not ready, and is when the database is back', async () => {
    const { connection } = world().context.db.reader
    const statusOf = async (path: string) => (await fetch(world().url + path)).status
    await connection.destroy()
    expect([await statusOf('/healthz'), await statusOf('/readyz')]).toEqual([200, 503])
    await connection.initialize()
    expect(await statusOf('/readyz')).toBe(200)
  })
})
