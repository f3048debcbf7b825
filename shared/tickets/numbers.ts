const NUMBER = /T\s?(\d{8})\s?[-－—–]?\s?(\d{4,6})(?!\d)/i

/** `t20261122 0007` -> `T20261122-0007`; null when no number was said. */
export const numberIn = (said: string): string | null => {
  const [, day, count] = NUMBER.exec(said.normalize('NFKC')) ?? []
  return day && count ? `T${day}-${count}` : null
}

/** What was said besides the number. */
export const withoutNumber = (said: string): string => said.normalize('NFKC').replace(NUMBER, ' ').trim()
