import { maskPhone } from '../../shared/kernel/privacy'
import { toWire } from '../../shared/kernel/time'
import { type Priority, priorityNames } from '../../shared/priorities'
import { type Button, DECLINE_QUESTION, declineReasons, taskIdOf } from './cards/rules'
import type { AppMessage, TemplateCard } from './client'

/** A repeat of the same message within this time is not shown again: longer than a lease and a few back-offs. */
const DUPLICATE_SECONDS = 1800

const to = (userId: string) =>
  ({ touser: userId, enable_duplicate_check: 1, duplicate_check_interval: DUPLICATE_SECONDS }) as const

/** Angle brackets are markup in a text message, and people type them. */
const plain = (words: string): string => words.replaceAll('<', '＜').replaceAll('>', '＞')

/** Numbers stay in the product, where it is known who may read them; a chat can be looked over and forwarded. */
const withoutPhones = (words: string): string => words.replace(/(?<!\d)1[3-9]\d{9}(?!\d)/g, maskPhone)

export type Words = { says: string; link?: { url: string; says: string } | undefined }

/** A line of text with a link behind it. */
export const wordsMessage = (userId: string, { says, link }: Words): AppMessage => {
  const content = withoutPhones(plain(says))
  return {
    ...to(userId),
    msgtype: 'text',
    text: { content: link ? `${content}\n<a href="${link.url}">${plain(link.says)}</a>` : content },
  }
}

export type Offer = {
  id: string
  version: number
  number: string
  title: string
  priority: Priority
  customerName: string | null
  address: string | null
  dueAt: Date | null
  url: string
}

/** `11-23 16:30`, in the business zone. */
const shortTime = (at: Date): string => toWire(at).slice(5, 16).replace('T', ' ')

const cut = (words: string, most: number): string => (words.length > most ? `${words.slice(0, most - 1)}…` : words)

const buttonList: { text: string; style: number; key: Button }[] = [
  { text: '接单', style: 1, key: 'ticket.accept' },
  { text: '退回', style: 2, key: 'ticket.decline' },
]

/** The card that offers an engineer a ticket, protocol section 4.2. */
const offerCard = (offer: Offer): TemplateCard => {
  const rows: [string, string | null][] = [
    ['客户', offer.customerName],
    ['地址', offer.address],
    ['请在此前接单', offer.dueAt && shortTime(offer.dueAt)],
  ]
  return {
    card_type: 'button_interaction',
    source: { desc: `${priorityNames[offer.priority]}工单`, desc_color: offer.priority === 'critical' ? 2 : 0 },
    main_title: { title: `新工单 ${offer.number}`, desc: cut(withoutPhones(offer.title), 44) },
    horizontal_content_list: rows.flatMap(([keyname, value]) =>
      value ? [{ keyname, value: cut(withoutPhones(value), 40) }] : [],
    ),
    card_action: { type: 1, url: offer.url },
    task_id: taskIdOf(offer),
    button_selection: {
      question_key: DECLINE_QUESTION,
      title: '退回原因',
      option_list: Object.entries(declineReasons).map(([id, text]) => ({ id, text })),
    },
    button_list: buttonList,
  }
}

export const offerMessage = (userId: string, offer: Offer): AppMessage => ({
  ...to(userId),
  msgtype: 'template_card',
  template_card: offerCard(offer),
})
