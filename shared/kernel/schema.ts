import * as z from 'zod/mini'

/** The building blocks of contracts: sizes are bounded everywhere, so that no caller can store a novel in a name. */
export const id = z.string().check(z.minLength(1), z.maxLength(64))
export const text = (max: number) => z.string().check(z.trim(), z.maxLength(max))
export const requiredText = (max: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(max))
/** Years of four digits in every zone; whoever types another has slipped. */
const year = z.regex(/^(19|20|21)\d\d-/, '年份要在 1900 到 2199 之间')
/** An instant with its offset: `2026-11-23T09:00:00+08:00`. */
export const instant = z.iso.datetime({ offset: true }).check(year)
/** A calendar day in the business zone: `2026-11-23`. */
export const day = z.iso.date().check(year)
export const fen = z.int().check(z.gte(-100_000_000_000), z.lte(100_000_000_000))
export const version = z.int().check(z.gte(0))
export const regionCode = z.string().check(z.regex(/^\d{6}$/, '请填写六位行政区划代码'))
export const phone = z.string().check(z.regex(/^[0-9+*\- ]{3,20}$/, '电话号码格式不对'))
/** Degrees in GCJ-02, the coordinate system of WeCom, WeChat and Chinese maps. */
export const place = z.object({
  lat: z.number().check(z.gte(-90), z.lte(90)),
  lng: z.number().check(z.gte(-180), z.lte(180)),
})
/** One of these codes; a refusal calls them by their names. */
export const oneOf = <const Code extends string>(codes: readonly Code[], names: Readonly<Record<Code, string>>) =>
  z.enum(codes, `请从 ${codes.map(code => names[code]).join('、')} 中选择`)

/** Sent with steps taken offline: the phone's own time, and its skew (phone minus server) at the last sync. */
export const takenOffline = { deviceAt: z.optional(instant), skewMs: z.optional(z.int()) }
export const nothing = z.object({})
export const listOf = <T extends z.ZodMiniType>(item: T, max = 200) => z.array(item).check(z.maxLength(max))
export const pageOf = <T extends z.ZodMiniType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.nullable(z.string()) })
export const pageInput = {
  cursor: z.optional(z.nullable(z.string().check(z.maxLength(400)))),
  limit: z._default(z.int().check(z.gte(1), z.lte(100)), 20),
}

export type Place = z.output<typeof place>
