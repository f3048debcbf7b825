import { createContext, useContext, useEffect, useState } from 'react'
import type { OutputOf } from '../../../../../shared/kernel/endpoint'
import { templateUseApi } from '../../../../../shared/templates/use'
import { call } from '../../lib/api'

export type Shares = OutputOf<typeof templateUseApi.prefillShare>

export const SharesContext = createContext<Shares | null>(null)

/** How much was filled in beforehand; null until it is known, and for a template that was never published. */
export const useShares = (): Shares | null => useContext(SharesContext)

/** Asked once: it changes from day to day, not from letter to letter. */
export const useLoadedShares = (code: string, isPublished: boolean): Shares | null => {
  const [shares, setShares] = useState<Shares | null>(null)
  useEffect(() => {
    if (!isPublished) return
    let isHere = true
    call(templateUseApi.prefillShare, { code }).then(
      found => isHere && setShares(found),
      () => undefined,
    )
    return () => {
      isHere = false
    }
  }, [code, isPublished])
  return shares
}
