import { sessionApi } from '../../../../shared/session'
import { call } from './api'

const KEY = 'paidan.console.webLogin'

/** Only WeCom's own browser can say who a member is without asking. */
export const isInWecom = (): boolean => /wxwork/i.test(navigator.userAgent)

/** The code that WeCom's page has brought back, once; null when this visit began elsewhere. */
export const codeBroughtBack = (): string | null => {
  const query = new URLSearchParams(window.location.search)
  const state = sessionStorage.getItem(KEY)
  if (!state || query.get('state') !== state) return null
  sessionStorage.removeItem(KEY)
  window.history.replaceState(null, '', window.location.pathname)
  return query.get('code')
}

/** Sends the browser to WeCom's page, which sends it back with a code. */
export const askWecom = async (): Promise<void> => {
  const state = crypto.randomUUID()
  sessionStorage.setItem(KEY, state)
  const returnTo = `${window.location.origin}/console/`
  const { url } = await call(sessionApi.webAddress, { returnTo, state })
  window.location.assign(url)
}
