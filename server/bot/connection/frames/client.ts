import type { Context } from '../../../context'
import { type Arrival, keepAside, keepMessage } from '../../actions'
import { help } from '../../answers/view'
import { decideDraft } from '../../card/actions'
import { memberBehind } from '../../members/client'
import { readBotMessage } from '../../messages/rules'
import type { Link } from '../link/client'
import type { Frame } from '../rules'

const rawOf = ({ body }: Frame): string => JSON.stringify(body ?? {})

/** Another connection has taken the bot over. */
export const isKick = (frame: Frame): boolean => readBotMessage(rawOf(frame)).kind === 'kicked'

/**
 * What follows at once from a frame: messages are kept for the worker, a welcome and the outcome of a click are due within
 * 5 s.
 */
export const answerFrame = async (context: Context, link: Link, frame: Frame): Promise<void> => {
  const raw = rawOf(frame)
  const message = readBotMessage(raw)
  const { requestId } = frame
  const arrival: Arrival = { raw, message, transport: 'socket', requestId }
  switch (message.kind) {
    case 'entered':
      await link.tell('aibot_respond_welcome_msg', requestId, { msgtype: 'text', text: { content: help } })
      await keepAside(context, arrival)
      return
    case 'clicked': {
      const person = await memberBehind(context, message.from)
      const card = await decideDraft(context, { ...arrival, message }, person)
      const update = { response_type: 'update_template_card', userids: [message.from], template_card: card }
      if (card) await link.tell('aibot_respond_update_msg', requestId, update)
      return
    }
    default:
      if (message.name.startsWith('event.')) await keepAside(context, arrival)
      else await keepMessage(context, arrival)
  }
}
