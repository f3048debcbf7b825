import { useEffect, useState } from 'react'
import { type Regions, regionsFile } from '../../../../shared/regions'

let loading: Promise<Regions> | null = null

/** The table of all regions, loaded once when it is first needed; without it a code is read as a code. */
const load = (): Promise<Regions> => {
  loading ??= fetch(regionsFile)
    .then(answer => answer.json())
    .then(({ names }: { names: Regions }) => names)
    .catch(() => {
      loading = null
      return {}
    })
  return loading
}

/** Null while it loads, or where it is not needed. */
export const useRegions = (isNeeded: boolean): Regions | null => {
  const [regions, setRegions] = useState<Regions | null>(null)
  useEffect(() => {
    if (isNeeded) load().then(setRegions)
  }, [isNeeded])
  return regions
}
