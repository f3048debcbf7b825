import type { TicketView } from '../../shared/tickets/views'
import { addressTo } from './go'
import { host } from './host'
import { sentenceOf } from './trouble'
import { say } from './useCommand'
import { siteAddress } from './wire'

const words = {
  sent: '已发送到聊天',
  copied: '进度链接已复制，可以粘贴到聊天里',
  title: (ticket: Shared) => `${ticket.title}（${ticket.number}）服务进度`,
}

type Shared = Pick<TicketView, 'title' | 'number'> & { trackToken: string }

/** The customer's page of a ticket, without a leading `/`. */
export const trackPage = (token: string): string => addressTo('track', { t: token }).slice(1)

export const trackLink = (token: string): string => siteAddress(`/#${addressTo('track', { t: token })}`)

/** Sends the progress card into the chat this page was opened from; elsewhere the link is copied. */
export const shareProgress = async (ticket: Shared): Promise<void> => {
  const link = trackLink(ticket.trackToken)
  try {
    const isSent = await host.sendToChat({
      title: words.title(ticket),
      imageUrl: siteAddress('/card.png'),
      page: trackPage(ticket.trackToken),
      link,
    })
    if (isSent) return say(words.sent)
    await host.copy(link)
    say(words.copied)
  } catch (problem) {
    say(sentenceOf(problem))
  }
}
