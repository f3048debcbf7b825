import { pickedFile } from './host/pictures'
import { NetworkTrouble } from './trouble'
import { type Answer, urlOf } from './wire'

/** One picked file as multipart field `file`; throws `NetworkTrouble` when no answer came. */
export const postFile = async (name: string, path: string, header: Record<string, string>): Promise<Answer> => {
  const file = pickedFile(path)
  const form = new FormData()
  form.append('file', file, file.name)
  const answer = await fetch(urlOf(name), { method: 'POST', headers: header, body: form }).catch(() => {
    throw new NetworkTrouble()
  })
  return { status: answer.status, body: await answer.json().catch(() => null) }
}
