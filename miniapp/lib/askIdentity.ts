import Taro from '@tarojs/taro'
import { pages } from './go'

/** Leaves for the page where a person says who they are, and comes back here afterwards. */
export const askForIdentity = (): void => {
  const here = Taro.getCurrentInstance().router
  const path = here?.path.split('?')[0] ?? ''
  if (path.includes('session/choose')) return
  const query = Object.entries(here?.params ?? {})
    .filter(([key, value]) => value && !['$taroTimestamp', 'as', 'stamp'].includes(key))
    .map(([key, value]) => `${key}=${encodeURIComponent(String(value))}`)
    .join('&')
  const to = `${path.startsWith('/') ? path : `/${path}`}${query ? `?${query}` : ''}`
  Taro.redirectTo({ url: `${pages.choose}?to=${encodeURIComponent(to)}` })
}
