import { rmSync } from 'node:fs'
import { join } from 'node:path'
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

  test('is given in parts to a player that asks for one, else whole', async () => {
    const { body: file } = await upload(await world().as('sales1'), picture)
    const asked = async (range: string) => {
      const answer = await fetch(world().url + file.url, { headers: { range } })
      const bytes = Buffer.from(await answer.arrayBuffer()).toString('hex')
      return [answer.status, answer.headers.get('content-range'), answer.headers.get('content-length'), bytes]
    }
    const hex = picture.toString('hex')
    expect(await asked('bytes=0-1')).toEqual([206, 'bytes 0-1/14', '2', 'ffd8'])
    expect(await asked('bytes=12-')).toEqual([206, 'bytes 12-13/14', '2', '0100'])
    expect(await asked('bytes=-3')).toEqual([206, 'bytes 11-13/14', '3', '010100'])
    for (const strange of ['bytes=14-', 'bytes=5-2', 'bytes=-', 'bytes=0-1,3-4', 'pages=1-2'])
      expect(await asked(strange)).toEqual([200, null, '14', hex])
  })

  test('whose bytes are gone from the disk is not there', async () => {
    const bytes = Buffer.concat([picture, Buffer.from('gone')])
    const { body: file } = await upload(await world().as('sales1'), bytes)
    rmSync(join(world().context.config.dataDir, 'files'), { recursive: true })
    const answer = await fetch(world().url + file.url)
    expect(answer.status).toBe(404)
    expect(await answer.json()).toMatchObject({ error: { code: 'file.not_found' } })
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
