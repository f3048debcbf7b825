import * as z from 'zod/mini'
import { refuseUnless } from '../kernel/refusal'
import { fen, id, instant, listOf, regionCode, requiredText } from '../kernel/schema'
import { DAY } from '../kernel/time'
import type { Visit } from './timeBands'

/** Further facts of a ticket or a service, for the conditions of a rule set. */
const further = z.union([z.string().check(z.maxLength(200)), z.number(), z.boolean(), z.null()])
const upTo = (max: number) => z.number().check(z.gte(0), z.lte(max))

/** What a settlement is computed from; instants carry an offset, money is fen. */
export const facts = z.strictObject({
  ticket: z.catchall(
    z.object({
      businessType: requiredText(100),
      priority: requiredText(40),
      regionCode,
      /** 1 is a first-tier city. */
      cityTier: z.int().check(z.gte(1), z.lte(9)),
      altitudeM: z.number().check(z.gte(-500), z.lte(9000)),
    }),
    further,
  ),
  service: z.catchall(
    z.object({
      checkInAt: instant,
      checkOutAt: instant,
      agreedMinutes: z.int().check(z.gte(0), z.lte(100_000)),
      offsite: z.boolean(),
      distanceKm: upTo(100_000),
      pauses: listOf(z.strictObject({ from: instant, to: instant }), 500),
    }),
    further,
  ),
  parts: listOf(z.strictObject({ sku: id, quantity: upTo(1_000_000), unitPriceFen: fen.check(z.gte(0)) }), 500),
})
export type Facts = z.output<typeof facts>

const MAX_VISIT_DAYS = 31

/** The visit in the facts; refuses `settlement.facts_invalid` when something ends before it begins. */
export const visitOf = ({ service }: Facts): Visit => {
  const checkInAt = new Date(service.checkInAt)
  const checkOutAt = new Date(service.checkOutAt)
  const pauses = service.pauses.map(({ from, to }) => ({ from: new Date(from), to: new Date(to) }))
  const lasts = checkOutAt.getTime() - checkInAt.getTime()
  refuseUnless(lasts >= 0, 'settlement.facts_invalid', { reason: '签退早于签到' })
  refuseUnless(lasts <= MAX_VISIT_DAYS * DAY, 'settlement.facts_invalid', {
    reason: `一次上门超过 ${MAX_VISIT_DAYS} 天`,
  })
  refuseUnless(
    pauses.every(({ from, to }) => from <= to),
    'settlement.facts_invalid',
    { reason: '暂停的结束早于开始' },
  )
  return { checkInAt, checkOutAt, pauses }
}
