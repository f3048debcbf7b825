import { ticketsApi } from '../../shared/tickets/api'
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
