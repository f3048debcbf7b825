import { toWire } from '../../shared/kernel/time'
import { type Priority, priorityNames } from '../../shared/priorities'
import type { Button as CardButton, TemplateCard } from './cards/kinds/rules'
import { fittedCard } from './cards/kinds/view'
import { type Button, DECLINE_QUESTION, declineReasons, taskIdOf } from './cards/rules'
import type { MessageContent } from './outbox/rules'
import { withoutPhones } from './outbox/view'
import { cutCharacters } from './outbox/words/rules'

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

const buttonList: (CardButton & { key: Button })[] = [
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
  return fittedCard({
    card_type: 'button_interaction',
    source: { desc: `优先级：${priorityNames[offer.priority]}`, desc_color: offer.priority === 'critical' ? 2 : 0 },
    main_title: { title: `新工单 ${offer.number}`, desc: withoutPhones(offer.title) },
    horizontal_content_list: rows.flatMap(([keyname, value]) =>
      value ? [{ keyname, value: withoutPhones(value) }] : [],
    ),
    card_action: { type: 1, url: offer.url },
    task_id: taskIdOf(offer),
    button_selection: {
      question_key: DECLINE_QUESTION,
      title: '退回原因',
      option_list: Object.entries(declineReasons).map(([id, text]) => ({ id, text })),
    },
    button_list: buttonList,
  })
}

export const offerContent = (offer: Offer): MessageContent => ({
  msgtype: 'template_card',
  template_card: offerCard(offer),
})

/** The name of a group chat, at most 50 characters. */
export const roomName = (ticket: { number: string; title: string }): string =>
  cutCharacters(`${ticket.number} ${withoutPhones(ticket.title)}`, 50)
