import type { Call } from '../../../call'
import type { PersonRow } from '../../../people/actions'
import { queueMessage, text, type Words } from '../../outbox/actions'
import { openTicketsOf, todaysTicketsOf } from '../greetings/actions'
import { summaryOf } from '../greetings/rules'
import { type MenuKey, menuKeys, pageLink } from './rules'

/** Answers a click on the app's menu, in the chat. */
export const answerMenu = async (call: Call, person: PersonRow, key: MenuKey, inboxId: string): Promise<void> => {
  const words = await answers[key](call, person)
  await queueMessage(call, {
    key: `menu:${inboxId}`,
    to: { userId: person.wecomUserId ?? '', personId: person.id },
    content: text({
      ...words,
      link: { url: pageLink(call.context.config.publicUrl, menuKeys[key]), says: words.opens },
    }),
    priority: 1,
  })
}

type Answer = (call: Call, person: PersonRow) => Promise<Words & { opens: string }>

const answers: Record<MenuKey, Answer> = {
  'ticket.new': async () => ({ says: '直接发来文字、语音或照片就能登记，也可以点开填写：', opens: '新建工单' }),
  'ticket.mine': async (call, person) => ({
    says: summaryOf(await openTicketsOf(call, person), '我的工单'),
    opens: '打开我的工单',
  }),
  'ticket.today': async (call, person) => ({
    says: summaryOf(await todaysTicketsOf(call, person), '今日工单'),
    opens: '打开今日工单',
  }),
}
