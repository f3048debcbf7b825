import type { CodeNames, Service } from '../../../shared/codeNames'
import { prefixWords, type Regions } from '../../../shared/regions'
import type { Covers } from '../../../shared/sla/policy'

/** `repair.aircon` is 空调维修, and `repair`, below which there is more than that, 空调维修等. */
const businessWords = (businessType: string, services: readonly Service[]): string => {
  const exact = services.find(service => service.businessType === businessType)
  const below = services.find(service => service.businessType.startsWith(`${businessType}.`))
  return exact?.name ?? (below ? `${below.name}等` : businessType)
}

/** What the codes are called by which policies say what they cover. */
export const codeNamesFor = (
  policies: readonly { covers: Covers }[],
  regions: Regions,
  services: readonly Service[],
): CodeNames =>
  new Map(
    policies.flatMap(({ covers: { regionPrefix, businessType } }): [string, string][] => [
      ...(regionPrefix ? [[regionPrefix, prefixWords(regions, regionPrefix)] as [string, string]] : []),
      ...(businessType ? [[businessType, businessWords(businessType, services)] as [string, string]] : []),
    ]),
  )
