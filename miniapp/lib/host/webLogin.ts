import type { OutputOf } from '../../../shared/kernel/endpoint'
import { sessionApi } from '../../../shared/session'
import { bodyOf, post } from '../wire'
import { addressParameter } from './address'

const KEY = 'paidan.webLogin'

/** The code that WeCom's page has brought back, once; without one the browser is sent there and this never returns. */
export const webLoginCode = async (): Promise<string> => {
  const code = addressParameter('code')
  const state = sessionStorage.getItem(KEY)
  if (code && state && addressParameter('state') === state) {
    sessionStorage.removeItem(KEY)
    window.history.replaceState(null, '', window.location.pathname + window.location.hash)
    return code
  }
  const ours = crypto.randomUUID()
  sessionStorage.setItem(KEY, ours)
  const returnTo = window.location.origin + window.location.pathname
  const { url } = bodyOf(await post(sessionApi.webAddress.name, { returnTo, state: ours }, {})) as OutputOf<
    typeof sessionApi.webAddress
  >
  window.location.assign(url)
  return new Promise(() => {})
}
