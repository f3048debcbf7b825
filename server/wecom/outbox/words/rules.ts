const bytesOf = (words: string): number => Buffer.byteLength(words)

/** Zero-width joiner, variation selectors and skin tones belong to the character before them. */
const clinging = /^[\u200d\ufe0e\ufe0f\u{1f3fb}-\u{1f3ff}]$/u

/** Characters as a reader sees them, near enough: none is ever halved. */
const charactersOf = (words: string): string[] => {
  const characters: string[] = []
  for (const point of words) {
    const last = characters.length - 1
    const before = characters[last]
    if (before !== undefined && (clinging.test(point) || before.endsWith('\u200d'))) characters[last] = before + point
    else characters.push(point)
  }
  return characters
}

const cutBy = (size: (words: string) => number, words: string, most: number): string => {
  if (size(words) <= most) return words
  const characters = charactersOf(words)
  const room = most - size('…')
  if (room < 0) return ''
  let kept = ''
  let used = 0
  for (const character of characters) {
    used += size(character)
    if (used > room) break
    kept += character
  }
  return `${kept}…`
}

/** At most so many bytes of UTF-8, with `…` for what is left out. */
export const cutBytes = (words: string, mostBytes: number): string => cutBy(bytesOf, words, mostBytes)

const codePoints = (words: string): number => [...words].length

/** At most so many characters (code points), with `…` for what is left out. */
export const cutCharacters = (words: string, most: number): string => cutBy(codePoints, words, most)
