import { HOUR } from '../../shared/kernel/time'
import { templatesApi } from '../../shared/templates/api'
import { ticketsApi } from '../../shared/tickets/api'
import type { FileView } from '../../shared/tickets/views'
import type { Client } from '../support/client'
import { everyDatabase } from '../support/world'

const picture = Buffer.from('ffd8ffe000104a46494600010100', 'hex')

const upload = async (client: Client, bytes: Buffer, { name = '现场.jpg', type = 'image/jpeg' } = {}) => {
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(bytes)], { type }), name)
  const response = await client.fetch('/api/files.upload', { method: 'POST', body: form })
  return { status: response.status, body: (await response.json()) as FileView & { error?: { code: string } } }
}

everyDatabase('a file', world => {
  const newTicket = async (client: Client) => {
    const { items } = await client.call(templatesApi.list, {})
    return client.call(ticketsApi.create, { templateId: items[0]?.id ?? '', customerId: 'customer01', isDraft: true })
  }

  test('is kept, attached by its uploader, and opened by a signed link for an hour', async () => {
    const sales = await world().as('sales1')
    const ticket = await newTicket(sales)
    const { body: file } = await upload(sales, picture)
    expect(file).toMatchObject({ name: '现场.jpg', mime: 'image/jpeg', sizeBytes: picture.length })
    const after = await sales.call(ticketsApi.attach, { id: ticket.id, fileIds: [file.id] })
    const [shown] = after.timeline.at(-1)?.files ?? []
    const opened = await fetch(world().url + shown?.url)
    expect(Buffer.from(await opened.arrayBuffer())).toEqual(picture)
    expect(opened.headers.get('content-type')).toBe('image/jpeg')

    expect((await fetch(`${world().url}/files/${file.id}`)).status).toBe(404)
    expect((await fetch(world().url + shown?.url.replace(/e=\d+/, 'e=99999999999'))).status).toBe(404)
    await world().pass(HOUR + 1000)
    expect((await fetch(world().url + shown?.url)).status).toBe(404)
  })

  test('is refused when it is too large, empty, or of a kind that nobody can open', async () => {
    const sales = await world().as('sales1')
    const refusals = await Promise.all([
      upload(sales, Buffer.alloc(21 * 1024 * 1024)),
      upload(sales, Buffer.alloc(0)),
      upload(sales, picture, { name: 'x.exe', type: 'application/x-msdownload' }),
    ])
    expect(refusals.map(({ status, body }) => `${status} ${body.error?.code}`)).toEqual([
      '413 file.too_large',
      '422 file.empty',
      '415 file.kind_unsupported',
    ])
    expect((await upload(world().anyone, picture)).status).toBe(401)
  })

  test('of somebody else is not there to be attached', async () => {
    const [sales, other] = await Promise.all([world().as('sales1'), world().as('dispatcher1')])
    const ticket = await newTicket(sales)
    const { body: file } = await upload(other, picture)
    expect(await sales.refused(ticketsApi.attach, { id: ticket.id, fileIds: [file.id] })).toMatchObject({
      status: 404,
      code: 'file.not_found',
    })
  })
})
