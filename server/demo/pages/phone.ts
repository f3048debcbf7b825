import { type Role, roleNames } from '../../../shared/kernel/roles'
import type { Delivery } from '../platform/outbox'
import type { PhoneLine } from '../platform/phones'
import { lineHtml } from './call'
import { type Html, html } from './html'
import { deliveryHtml, type Said, saidHtml } from './message'
import type { Viewer } from './viewer'

/** The product's pages that a role opens first; a path of its own leaves the mini-program. */
const pagesOf: Partial<Record<Role, readonly (readonly [name: string, path: string])[]>> = {
  sales: [['聊天工具栏', '#/customers/toolbar?external_userid={contact}&entry=single_chat_tools']],
  dispatcher: [
    ['派单', '#/dispatch/index'],
    ['管理台', 'console/'],
  ],
  engineer: [
    ['今日', '#/visits/day'],
    ['我的结算', '#/settlement/earnings'],
  ],
  manager: [['管理台', 'console/']],
  finance: [['管理台', 'console/']],
  admin: [['管理台', 'console/']],
  provider: [['结算', '#/settlement/earnings']],
}

const addressAs = (personId: string, path: string): string => {
  const [before = '', hash] = path.split('#')
  return `/${before}?as=${encodeURIComponent(personId)}${hash ? `#${hash}` : ''}`
}

export type Phone = Viewer & {
  deliveries: readonly Delivery[]
  said: readonly Said[]
  /** Text messages and calls, to anybody. */
  lines: readonly PhoneLine[]
  contact: string | null
}

const links = ({ person, contact }: Phone): Html[] =>
  [['工作台', ''] as const, ...person.roles.flatMap(role => pagesOf[role] ?? [])]
    .filter(([, path]) => contact || !path.includes('{contact}'))
    .map(([name, path]) => {
      const address = addressAs(person.id, path.replace('{contact}', encodeURIComponent(contact ?? '')))
      return html`<a href="${address}" target="_blank" rel="noopener">${name}</a>`
    })

/** What was delivered and what was said, in the order it happened; `updated` lines only changed an earlier one. */
const talk = (phone: Phone): Html[] => {
  const { person, deliveries, said, lines } = phone
  const isHere = ({ userId }: { userId: string }): boolean => userId.toLowerCase() === person.wecomUserId
  const mine = deliveries.filter(isHere)
  const recalled = new Set(mine.filter(({ outcome }) => outcome === 'recalled').map(({ messageId }) => messageId))
  const shown = mine
    .filter(({ outcome }) => ['delivered', 'dropped', 'duplicate'].includes(outcome))
    .map(delivery => ({
      at: delivery.at,
      line: deliveryHtml(phone, delivery, recalled.has(delivery.messageId)),
    }))
  const spoken = said.filter(isHere).map(one => ({ at: one.at, line: saidHtml(one) }))
  const rung = lines.filter(line => line.phone === person.phone).map(line => ({ at: line.at, line: lineHtml(line) }))
  return [...shown, ...spoken, ...rung].sort((a, b) => a.at - b.at).map(({ line }) => line)
}

/** One member's phone: the app's chat, and between its messages what came as text message or call. */
export const phoneHtml = (phone: Phone): Html => {
  const { person } = phone
  const lines = talk(phone)
  return html`<article class="phone" data-user="${person.wecomUserId}">
  <header><b>${person.name}</b><span>${person.roles.map(role => roleNames[role]).join('、')}</span></header>
  <nav>${links(phone)}</nav>
  <ol class="talk" tabindex="0" aria-label="${person.name}的消息">${lines.length > 0 ? lines : html`<li class="note">还没有消息。${hintFor(person.roles)}</li>`}</ol>
  <form data-act="say" class="say">
    <input type="hidden" name="userId" value="${person.wecomUserId}">
    <input name="text" maxlength="500" autocomplete="off" placeholder="以${person.name}的身份说一句" aria-label="消息">
    <button name="as" value="text" class="main">发送</button>
    <button name="as" value="voice" title="把这句话当作语音发出去">语音</button>
  </form>
</article>`
}

const hintFor = (roles: readonly Role[]): string =>
  roles.includes('engineer')
    ? '派单后，工单卡片会出现在这里。'
    : '试着说：「客户陈雅琴家里空调不制冷，今天下午能上门吗」'
