import { templateUseApi } from '../../shared/templates/use'
import { ticketsApi } from '../../shared/tickets/api'
import type { FileView } from '../../shared/tickets/views'
import type { Client } from '../support/client'
import { everyDatabase } from '../support/world'
import { bodyOf, publishBody } from './samples'

const upload = async (client: Client, name: string): Promise<FileView> => {
  const form = new FormData()
  form.append('file', new Blob([Buffer.from(`picture ${name}`)], { type: 'image/jpeg' }), name)
  return (await client.fetch('/api/files.upload', { method: 'POST', body: form })).json() as Promise<FileView>
}

everyDatabase('files in answers', world => {
  const evidence = bodyOf({
    fields: [
      { key: 'photos', label: '照片', kind: 'photo' },
      { key: 'steps', label: '步骤', kind: 'checklist', steps: [{ key: 'off', label: '断电', needsPhoto: true }] },
    ],
  })
  const ask = async (answers: object) => {
    const template = await publishBody(await world().as('admin1'), evidence)
    const wish = { templateId: template.id, customerId: 'customer01', answers: answers as never }
    return (await world().as('dispatcher1')).call(ticketsApi.create, wish)
  }

  test('can be opened by whoever sees the ticket, those of steps too', async () => {
    const mine = await world().as('dispatcher1')
    const [photo, proof] = [await upload(mine, 'a.jpg'), await upload(mine, 'b.jpg')]
    const made = await ask({ photos: [photo.id], steps: { off: { isDone: true, fileIds: [proof.id], note: '' } } })
    const seen = await (await world().as('dispatcher2')).call(ticketsApi.get, { id: made.id })
    expect(seen.files.map(file => file.id).sort()).toEqual([photo.id, proof.id].sort())
    const opened = await world().anyone.fetch(seen.files.find(file => file.id === photo.id)?.url ?? '')
    expect(await opened.text()).toBe('picture a.jpg')
  })

  test('that somebody else uploaded are not given away by naming them', async () => {
    const theirs = await upload(await world().as('sales1'), 'secret.jpg')
    const made = await ask({ photos: [theirs.id] })
    const seen = await (await world().as('dispatcher1')).call(ticketsApi.get, { id: made.id })
    expect(seen.files).toEqual([])
  })

  test('join when the form is filled in later', async () => {
    const mine = await world().as('dispatcher1')
    const made = await ask({})
    const photo = await upload(mine, 'later.jpg')
    const filled = await mine.call(ticketsApi.fill, {
      id: made.id,
      version: made.version,
      answers: { photos: [photo.id] },
    })
    expect(filled.files.map(file => file.name)).toEqual(['later.jpg'])
  })
})

everyDatabase('pictures of steps', world => {
  test('are opened by everybody who fills the form in', async () => {
    const admin = await world().as('admin1')
    const picture = await upload(admin, 'how.jpg')
    const steps = [
      { key: 'off', label: '断电', pictureId: picture.id },
      { key: 'on', label: '通电', pictureId: 'gone' },
    ]
    const template = await publishBody(
      admin,
      bodyOf({ fields: [{ key: 'steps', label: '步骤', kind: 'checklist', steps }] }),
    )
    const { items } = await (await world().as('engineer1')).call(templateUseApi.pictures, { id: template.id })
    expect(items.map(file => file.id)).toEqual([picture.id])
    expect((await world().anyone.fetch(items[0]?.url ?? '')).status).toBe(200)
  })
})
