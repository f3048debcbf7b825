export type Service = { name: string; businessType: string }

/** What somebody can do, in the names of the company's services; a code no service has stays as it is. */
export const skillWords = (codes: readonly string[], services: readonly Service[]): string[] => {
  const named = codes.flatMap(code => {
    const fits = services.filter(({ businessType }) => businessType === code || businessType.startsWith(`${code}.`))
    return fits.length > 0 ? fits.map(({ name }) => name) : [code]
  })
  return [...new Set(named)]
}
