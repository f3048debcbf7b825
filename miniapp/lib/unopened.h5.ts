import Taro from '@tarojs/taro'
import { say } from './useCommand'

const words = {
  away: '网络不通，页面没有打开，请稍后再试',
  again: '再试一次',
}

/** The build that was already left once for a newer one. */
const KEY = 'paidan.leftBuild'

/** A page's code or its style could not be fetched. */
const isUnfetched = (reason: unknown): boolean => {
  const { name, code } = (reason ?? {}) as { name?: string; code?: string }
  return name === 'ChunkLoadError' || code === 'CSS_CHUNK_LOAD_FAILED'
}

const standingPath = (): string | null => Taro.getCurrentInstance().router?.path.split('?')[0] ?? null

const isServerThere = (): Promise<boolean> =>
  fetch(window.location.pathname, { method: 'HEAD', cache: 'no-store' }).then(
    ({ ok }) => ok,
    () => false,
  )

/** Once for each build: what a newer one lacks as well will not come by loading it again. */
const isBuildToLeave = (): boolean => {
  const build = document.querySelector<HTMLScriptElement>('script[src*="/js/app."]')?.src ?? ''
  const isLeft = sessionStorage.getItem(KEY) === build
  sessionStorage.setItem(KEY, build)
  return !isLeft
}

const recover = async (): Promise<void> => {
  const standing = standingPath()
  // Not a page's own code: whoever wanted it says so.
  if (standing && window.location.hash.slice(1).split('?')[0] === standing) return
  if ((await isServerThere()) && isBuildToLeave()) return window.location.reload()
  if (standing) {
    window.history.back()
    return say(words.away)
  }
  await Taro.showModal({ content: words.away, showCancel: false, confirmText: words.again })
  window.location.reload()
}

/** A page is fetched when it is first opened. Where that fails, the page before stays, with its address; where the server has newer pages, they are loaded. */
export const watchUnopened = (): void => {
  window.addEventListener('unhandledrejection', event => {
    if (!isUnfetched(event.reason)) return
    event.preventDefault()
    void recover()
  })
}
