import Taro from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { type Regions, regionsFile } from '../../shared/regions'
import { NetworkTrouble } from './trouble'
import { addressOf, TIMEOUT_MS } from './wire'

let loading: Promise<Regions> | null = null

const load = async (): Promise<Regions> => {
  const answer = await Taro.request<{ names: Regions }>({ url: addressOf(regionsFile), timeout: TIMEOUT_MS }).catch(
    () => null,
  )
  if (answer?.statusCode !== 200 || !answer.data?.names) throw new NetworkTrouble()
  return answer.data.names
}

/** The table of all regions, loaded once when it is first needed. */
export const loadRegions = (): Promise<Regions> => {
  loading ??= load().catch(problem => {
    loading = null
    throw problem
  })
  return loading
}

/** Null while it loads, or where it is not needed. */
export const useRegions = (isNeeded: boolean): Regions | null => {
  const [regions, setRegions] = useState<Regions | null>(null)
  useEffect(() => {
    if (isNeeded) loadRegions().then(setRegions, () => undefined)
  }, [isNeeded])
  return regions
}
