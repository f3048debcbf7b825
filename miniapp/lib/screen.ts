import Taro from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { wideFrom } from '../../shared/look'
import { host } from './host'

/** A plain browser has no title bar of its own. */
export const hasOwnBar = (): boolean => process.env.TARO_ENV === 'h5' && host.platform() === 'browser'

/** WeChat's own text size setting, 16 is its standard. */
export const isLargeText = (): boolean => (Taro.getSystemInfoSync().fontSizeSetting ?? 16) >= 20

const width = (): number => Taro.getSystemInfoSync().windowWidth

export const useWide = (): boolean => {
  const [isWide, setIsWide] = useState(() => width() >= wideFrom)
  useEffect(() => {
    const measure = () => setIsWide(width() >= wideFrom)
    Taro.onWindowResize?.(measure)
    return () => Taro.offWindowResize?.(measure)
  }, [])
  return isWide
}
