import { useMemo } from 'react'
import type { CustomerView, DeviceView } from '../../shared/customers'
import type { TemplateView } from '../../shared/templates/api'
import { sourceOf } from '../../shared/templates/prefill'
import { templateUseApi } from '../../shared/templates/use'
import { useQuery } from '../lib/useQuery'
import { useRested } from '../lib/useRested'
import type { Prefilled } from '../ui/form/FormStore'
import { prefilled } from './prefill'

type About = { customer: CustomerView | null; device: DeviceView | null; description: string }

const REST_MS = 600

/** Sources that only the server knows: what was bought, what was answered last, what the words mean. */
const isRemote = (source: string): boolean => /^(lastOrder|lastTicket|text)\./.test(source)

/** What need not be typed: at once what the page knows, and then what the server adds to it. */
export const usePrefilled = ({ id, body }: TemplateView, { customer, device, description }: About): Prefilled => {
  const text = useRested(description.trim(), REST_MS)
  const sources = body.fields.flatMap(field => sourceOf(field) ?? [])
  const { data } = useQuery(
    templateUseApi.prefill,
    sources.some(isRemote)
      ? {
          templateId: id,
          ...(customer && { customerId: customer.id }),
          ...(device && { deviceId: device.id }),
          ...(text && sources.some(source => source.startsWith('text.')) && { text }),
        }
      : null,
  )
  return useMemo(() => {
    const here = prefilled(body.fields, { customer, device })
    if (!data) return here
    return { answers: { ...here.answers, ...data.answers }, origins: { ...here.origins, ...data.origins } }
  }, [body, customer, device, data])
}
