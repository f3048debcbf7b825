import type { Contacts } from './contacts'

/** What people say to the AI bot, as the JSON it receives, protocol section 9.1. A chat id makes it a mention in a group. */
export const botTalk = (contacts: Contacts) => {
  let messages = 0
  const message = (userId: string, chatId: string | null, content: object): string => {
    messages += 1
    const chat = chatId === null ? { chattype: 'single' } : { chattype: 'group', chatid: chatId }
    const msgid = `CAIQ${String(messages).padStart(8, '0')}`
    return JSON.stringify({
      msgid,
      aibotid: 'AIBOT1',
      ...chat,
      from: { userid: contacts.member(userId).userId },
      ...content,
    })
  }
  return {
    memberTellsBot: (userId: string, content: string, chatId: string | null = null) =>
      message(userId, chatId, { msgtype: 'text', text: { content } }),
    /** The platform has already written down what was said; in a group it takes no speech. */
    memberSpeaksToBot: (userId: string, transcript: string) =>
      message(userId, null, { msgtype: 'voice', voice: { content: transcript } }),
  }
}
