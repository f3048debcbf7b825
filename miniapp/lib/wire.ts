import Taro from '@tarojs/taro'
import { learnSkew } from './clock'
import { ApiRefusal, NetworkTrouble } from './trouble'

declare const API_ORIGIN: string

export const urlOf = (name: string): string => `${API_ORIGIN}/api/${name}`

export const TIMEOUT_MS = 20_000

export type Answer = { status: number; body: unknown }

type Received = { statusCode: number; data: unknown; header?: Record<string, string | undefined> }

/** One POST; throws `NetworkTrouble` when no answer came. */
export const post = async (name: string, input: object, header: Record<string, string>): Promise<Answer> => {
  const answer: Received = await Taro.request({
    url: urlOf(name),
    method: 'POST',
    data: input,
    header: { 'Content-Type': 'application/json', ...header },
    timeout: TIMEOUT_MS,
  }).catch((failure: unknown) => {
    // On H5 an answer outside 2xx is thrown as well, with its status.
    const { status, statusCode } = failure as { status?: number; statusCode?: number }
    if (status ?? statusCode) return failure as Received
    throw new NetworkTrouble()
  })
  learnSkew(answer.header?.date ?? answer.header?.Date)
  return { status: answer.statusCode, body: answer.data }
}

/** Absolute address of a file or page of our server. */
export const addressOf = (path: string): string =>
  /^https?:|^blob:|^wxfile:/.test(path) ? path : `${API_ORIGIN}${path}`

/** Absolute address on the site itself, for links that leave it. */
export const siteAddress = (path: string): string =>
  `${process.env.TARO_ENV === 'h5' ? window.location.origin : API_ORIGIN}${path}`

/** The body of a success, or the refusal that came instead. Ours is an object: anything else was cut off, or not ours. */
export const bodyOf = ({ status, body }: Answer): unknown => {
  if (status >= 200 && status < 300) {
    if (typeof body !== 'object' || body === null) throw new NetworkTrouble()
    return body
  }
  const said = (body as { error?: { code?: string; message?: string; details?: Record<string, unknown> } } | null)
    ?.error
  throw new ApiRefusal(
    status,
    said?.code ?? 'server.failed',
    said?.message ?? '服务器暂时没有回应，请稍后再试',
    said?.details,
  )
}
