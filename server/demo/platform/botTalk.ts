import type { Contacts } from './contacts'

export type BotTalk = {
  contacts: Contacts
  /** The address for one late answer to a message. */
  lateUrl: () => string
}

type Shown = { words?: string; pictures: { url: string; aeskey?: string }[] }

const chatOf = (chatId: string | null) =>
  chatId === null ? { chattype: 'single' } : { chattype: 'group', chatid: chatId }

/** What people say to the AI bot, as the JSON it receives, protocol section 9.1. A chat id makes it a mention in a group. */
export const botTalk = ({ contacts, lateUrl }: BotTalk) => {
  let messages = 0
  const message = (fromId: string, chatId: string | null, content: object): string => {
    messages += 1
    const msgid = `CAIQ${String(messages).padStart(8, '0')}`
    const from = { userid: fromId }
    return JSON.stringify({ msgid, aibotid: 'AIBOT1', ...chatOf(chatId), from, response_url: lateUrl(), ...content })
  }
  const idOf = (userId: string): string => contacts.member(userId).userId
  const event = (userId: string, chatId: string | null, eventtype: string, fields: object = {}): string =>
    message(idOf(userId), chatId, { msgtype: 'event', event: { eventtype, ...fields } })

  return {
    memberTellsBot: (userId: string, content: string, chatId: string | null = null) =>
      message(idOf(userId), chatId, { msgtype: 'text', text: { content } }),
    /** The platform has already written down what was said; in a group it takes no speech. */
    memberSpeaksToBot: (userId: string, transcript: string) =>
      message(idOf(userId), null, { msgtype: 'voice', voice: { content: transcript } }),
    /** Words and pictures in one message, or one picture alone. */
    memberShowsBot: (userId: string, { words, pictures }: Shown, chatId: string | null = null) => {
      const images = pictures.map(image => ({ msgtype: 'image', image }))
      const [alone] = words === undefined && images.length === 1 ? images : []
      if (alone) return message(idOf(userId), chatId, alone)
      const text = words === undefined ? [] : [{ msgtype: 'text', text: { content: words } }]
      return message(idOf(userId), chatId, { msgtype: 'mixed', mixed: { msg_item: [...text, ...images] } })
    },
    memberQuotesToBot: (userId: string, content: string, quoted: string) =>
      message(idOf(userId), null, {
        msgtype: 'text',
        text: { content },
        quote: { msgtype: 'text', text: { content: quoted } },
      }),
    memberSendsBotFile: (userId: string, url: string) =>
      message(idOf(userId), null, { msgtype: 'file', file: { url } }),
    /** Under an id of the platform's own: encrypted, or a stranger's. */
    someoneTellsBot: (fromId: string, content: string) => message(fromId, null, { msgtype: 'text', text: { content } }),
    memberEntersBot: (userId: string) => event(userId, null, 'enter_chat'),
    memberClicksBotCard: (userId: string, taskId: string, key: string, chatId: string | null = null) =>
      event(userId, chatId, 'template_card_event', {
        template_card_event: { card_type: 'button_interaction', event_key: key, task_id: taskId },
      }),
    /** The platform looks how far an answer is, protocol section 9.2. */
    platformAsksBot: (userId: string, streamId: string) =>
      message(idOf(userId), null, { msgtype: 'stream', stream: { id: streamId } }),
  }
}
