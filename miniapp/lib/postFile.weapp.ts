import Taro from '@tarojs/taro'
import { NetworkTrouble } from './trouble'
import { type Answer, TIMEOUT_MS, urlOf } from './wire'

/** One file as multipart field `file`; throws `NetworkTrouble` when no answer came. */
export const postFile = async (name: string, path: string, header: Record<string, string>): Promise<Answer> => {
  const sent = { url: urlOf(name), filePath: path, name: 'file', header, timeout: 3 * TIMEOUT_MS }
  const answer = await Taro.uploadFile(sent).catch(() => {
    throw new NetworkTrouble()
  })
  return { status: answer.statusCode, body: parsed(answer.data) }
}

const parsed = (body: string): unknown => {
  try {
    return JSON.parse(body)
  } catch {
    return null
  }
}
