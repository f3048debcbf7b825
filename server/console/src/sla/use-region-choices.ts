import { useMemo } from 'react'
import { regionWords } from '../../../../shared/regions'
import { useRegions } from '../lib/use-regions'
import { prefixOf } from './region-prefix'

export type RegionChoice = { value: string; label: string }

/** Every province, city and district in full words, to be found by typing. */
export const useRegionChoices = (): RegionChoice[] => {
  const regions = useRegions(true)
  return useMemo(
    () =>
      regions ? Object.keys(regions).map(code => ({ value: prefixOf(code), label: regionWords(regions, code) })) : [],
    [regions],
  )
}
