/** A group chat as a reader of messages: `#` and its id. */
export const readerOf = (chatId: string): string => `#${chatId}`
export const isRoom = (toUserId: string): boolean => toUserId.startsWith('#')
export const chatIdIn = (toUserId: string): string => toUserId.slice(1)

/** One chat for one ticket: at most 32 letters and digits. */
export const chatIdOf = (ticketId: string): string =>
  ticketId
    .replace(/[^0-9A-Za-z]/g, '')
    .toLowerCase()
    .slice(0, 32)
