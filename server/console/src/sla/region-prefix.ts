/** What a clock's rule keeps of a code: the digits of the province, city or district, without the zeros that fill up. */
export const prefixOf = (code: string): string => code.replace(/(00){1,2}$/, '')
