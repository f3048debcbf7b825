import { toWire } from '../../../shared/kernel/time'
import { priorityNames } from '../../../shared/priorities'
import type { TicketRow } from '../../tickets/actions'
import type { TemplateCard } from '../../wecom/client'
import { clockTime, safe } from '../answers/view'
import { type DraftButton, decisionOn } from './rules'

const cut = (words: string, most: number): string => (words.length > most ? `${words.slice(0, most - 1)}…` : words)

type Draft = Pick<
  TicketRow,
  'id' | 'number' | 'title' | 'status' | 'priority' | 'customerName' | 'address' | 'appointmentFrom' | 'appointmentTo'
>

export type Shown = {
  taskId: string
  ticket: Draft
  /** The page of the ticket. */
  url: string
  now: Date
  /** In a group everybody reads the card. */
  isGroup: boolean
  /** How many pictures came along. */
  pictures?: number
  /** Why it could not be submitted just now. */
  refusal?: string
}

const buttonList: { text: string; style: number; key: DraftButton }[] = [
  { text: '确认提交', style: 1, key: 'draft.submit' },
  { text: '取消', style: 2, key: 'draft.cancel' },
]

const appointment = ({ appointmentFrom: from, appointmentTo: to }: Draft, now: Date): string | null =>
  from && `${clockTime(from, now)}${to ? ` 至 ${toWire(to).slice(11, 16)}` : ''}`

const rowsOf = ({ ticket, now, isGroup, pictures = 0 }: Shown) => {
  const rows: [string, string | null][] = [
    ['级别', priorityNames[ticket.priority]],
    ['客户', isGroup ? null : ticket.customerName],
    ['地址', isGroup ? null : ticket.address],
    ['预约', appointment(ticket, now)],
    ['图片', pictures > 0 ? `${pictures} 张` : null],
  ]
  return rows.flatMap(([keyname, value]) => (value ? [{ keyname, value: cut(safe(value), 26) }] : []))
}

/** A draft to confirm; protocol section 4.2, lengths of bot cards. */
export const draftCard = (shown: Shown): TemplateCard => ({
  card_type: 'button_interaction',
  source: { desc: '工单草稿', desc_color: shown.ticket.priority === 'critical' ? 2 : 0 },
  main_title: { title: `草稿 ${shown.ticket.number}`, desc: cut(safe(shown.ticket.title), 30) },
  sub_title_text: shown.refusal ?? '核对无误后提交，点卡片可补充内容',
  horizontal_content_list: rowsOf(shown),
  card_action: { type: 1, url: shown.url },
  task_id: shown.taskId,
  button_list: buttonList,
})

/** The same card once it is decided, or still open with the reason why it could not be. */
export const cardNow = (shown: Shown): TemplateCard => {
  const decision = decisionOn(shown.ticket.status)
  if (decision === null) return draftCard(shown)
  return {
    card_type: 'text_notice',
    source: { desc: '工单', desc_color: 0 },
    main_title: { title: `${decision} ${shown.ticket.number}`, desc: cut(safe(shown.ticket.title), 30) },
    horizontal_content_list: rowsOf(shown),
    card_action: { type: 1, url: shown.url },
    task_id: shown.taskId,
  }
}

/** For somebody to whom the ticket is not there: nothing of it. */
export const closedCard = (taskId: string, says: string, url: string): TemplateCard => ({
  card_type: 'text_notice',
  main_title: { title: says },
  card_action: { type: 1, url },
  task_id: taskId,
})
