/**
 * Twenty messages in any minute for one robot, protocol section 4.6. Messages get slots this far apart, so that even
 * one that leaves at the end of its slot keeps a minute below twenty.
 */
export const SLOT_MS = 3250

/** The slot that `now` is in, or the first after the last one taken. */
export const slotAfter = (lastSlotAt: Date | null, now: Date): Date => {
  const current = Math.floor(now.getTime() / SLOT_MS) * SLOT_MS
  return new Date(Math.max(current, lastSlotAt ? lastSlotAt.getTime() + SLOT_MS : 0))
}

const MOST_BYTES = 4096
const ELLIPSIS = '…'

/** Markdown as the platform takes it: at most 4096 bytes, cut between characters. */
export const fittingMarkdown = (markdown: string): string => {
  if (Buffer.byteLength(markdown) <= MOST_BYTES) return markdown
  let room = MOST_BYTES - Buffer.byteLength(ELLIPSIS)
  let fitting = ''
  for (const character of markdown) {
    room -= Buffer.byteLength(character)
    if (room < 0) break
    fitting += character
  }
  return fitting + ELLIPSIS
}
