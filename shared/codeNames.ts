/** What regions and business types are called, by the code or its beginning: `3301`, `repair.aircon`. */
export type CodeNames = ReadonlyMap<string, string>

export const noNames: CodeNames = new Map()

/** A service that the company offers, as customers call it. */
export type Service = { name: string; businessType: string }
