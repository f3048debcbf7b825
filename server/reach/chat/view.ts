import { type Priority, priorityNames } from '../../../shared/priorities'
import { type Message, text } from '../../wecom/actions'
import { taskIdOf } from '../rules'

/** The key of the one button. */
export const ANSWER_BUTTON = 'reach.acknowledge'

const cut = (said: string, most: number): string => (said.length > most ? `${said.slice(0, most - 1)}…` : said)

type Shown = {
  attemptId: string
  ticket: { number: string; title: string; priority: Priority }
  says: string
  url: string
}

/** Asks for an answer; protocol section 4.2, lengths that still show whole. */
export const answerCard = ({ attemptId, ticket, says, url }: Shown): Message['content'] => ({
  msgtype: 'template_card',
  template_card: {
    card_type: 'button_interaction',
    source: { desc: `${priorityNames[ticket.priority]}工单`, desc_color: ticket.priority === 'critical' ? 2 : 0 },
    main_title: { title: cut(`催办 ${ticket.number}`, 36), desc: cut(ticket.title, 44) },
    // Its title names the ticket already.
    sub_title_text: cut(says.replace(`工单 ${ticket.number} ${ticket.title}：`, ''), 160),
    card_action: { type: 1, url },
    task_id: taskIdOf(attemptId),
    button_list: [{ text: '我来处理', style: 1, key: ANSWER_BUTTON }],
  },
})

/** The link holds the message's id: two that read the same are two all the same. */
export const words = ({ id, says, url }: { id: string; says: string; url: string }): Message['content'] =>
  text({ says, link: { url: `${url}&notice=${id}`, says: '查看工单' } })
