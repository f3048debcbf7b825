import type { PhoneLine } from '../platform/phones'
import { type Html, html } from './html'

/** `14:30` in the business zone. */
const clock = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(11, 16)

const outcomes: Record<PhoneLine['outcome'], string> = {
  underway: '正在送达',
  delivered: '',
  undelivered: '没有送达',
  ringing: '正在响铃',
  answered: '已接听',
  unanswered: '没有接听',
}

const answers = ({ serial }: PhoneLine): Html => html`<form data-act="phone" class="buttons">
    <input type="hidden" name="serial" value="${serial}">
    <button name="does" value="take" class="main" title="接听后按 1">按 1 处理</button>
    <button name="does" value="answer">接听</button>
    <button name="does" value="reject">挂断</button>
  </form>`

/** A text message, or a call with what was said and what can be done while it rings. */
export const lineHtml = (line: PhoneLine): Html => {
  const { at, kind, words, outcome, pressed } = line
  const became = pressed ? `已接听，按了 ${pressed}` : outcomes[outcome]
  return html`<li class="theirs">
    <div class="bubble"><span class="voice">${kind === 'sms' ? '短信' : '来电'}</span>${words}${
      outcome === 'ringing' && answers(line)
    }</div>
    <time>${clock(at)}${became && html` · ${became}`}</time>
  </li>`
}
