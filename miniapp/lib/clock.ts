import Taro from '@tarojs/taro'
import { SECOND, toWire } from '../../shared/kernel/time'

/** How far this phone's clock is ahead of the server's, in ms, as the last answers told. */
const KEY = 'paidan.skewMs'

const known = (): number | null => {
  const kept: unknown = Taro.getStorageSync(KEY)
  return typeof kept === 'number' ? kept : null
}

/**
 * An answer says when it was sent, in whole seconds rounded down, and takes its time to come: the smallest difference is
 * the nearest to the truth, until the clock is set anew.
 */
export const learnSkew = (sentAt: string | undefined): void => {
  const skew = Date.now() - new Date(sentAt ?? '').getTime()
  const before = known()
  if (Number.isNaN(skew) || (before !== null && skew >= before && skew - before < 5 * SECOND)) return
  Taro.setStorageSync(KEY, skew)
}

/** The present as a step that is taken offline tells it. */
export const now = (): { deviceAt: string; skewMs: number | null } => ({
  deviceAt: toWire(new Date()),
  skewMs: known(),
})
