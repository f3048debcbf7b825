import { clickableKeys } from '../platform/cards'
import type { CardView } from '../platform/outbox'
import type { Json } from '../platform/wire'
import { type Html, html } from './html'
import { linkAs, type Viewer } from './viewer'

const part = (card: Json, name: string): Json => (card[name] as Json | undefined) ?? {}
const parts = (card: Json, name: string): Json[] => (Array.isArray(card[name]) ? (card[name] as Json[]) : [])
const words = (card: Json, name: string): string => String(card[name] ?? '')
const line = (kind: string, said: string): Html | null => (said ? html`<p class="${kind}">${said}</p>` : null)

/** A template card as the chat shows it; its buttons call back. */
export const cardHtml = (viewer: Viewer, { card, taskId, replacedButton }: CardView): Html => {
  const link = linkAs(viewer, words(part(card, 'card_action'), 'url'))
  const title = part(card, 'main_title')
  return html`
    ${line('source', words(part(card, 'source'), 'desc'))}
    ${line('title', words(title, 'title'))}
    ${line('desc', words(title, 'desc'))}
    ${line('emphasis', words(part(card, 'emphasis_content'), 'title'))}
    ${line('desc', words(part(card, 'emphasis_content'), 'desc'))}
    ${line('quote', words(part(card, 'quote_area'), 'quote_text'))}
    ${line('sub', words(card, 'sub_title_text'))}
    ${rows(viewer, card)}
    ${jumps(viewer, card)}
    ${link && html`<a class="open" href="${link}" target="_blank" rel="noopener">查看详情</a>`}
    ${replacedButton ? html`<p class="replaced">${replacedButton}</p>` : taskId && buttons(viewer, card, taskId)}`
}

const rows = (viewer: Viewer, card: Json): Html | null => {
  const said = [...parts(card, 'horizontal_content_list'), ...parts(card, 'vertical_content_list')]
  if (said.length === 0) return null
  return html`<dl>${said.map(row => {
    const link = linkAs(viewer, words(row, 'url'))
    const value = words(row, 'value') || words(row, 'desc')
    return html`<div><dt>${words(row, 'keyname') || words(row, 'title')}</dt><dd>${
      link ? html`<a href="${link}" target="_blank" rel="noopener">${value}</a>` : value
    }</dd></div>`
  })}</dl>`
}

const jumps = (viewer: Viewer, card: Json): Html[] =>
  parts(card, 'jump_list').map(jump => {
    const link = linkAs(viewer, words(jump, 'url'))
    return link
      ? html`<a class="open" href="${link}" target="_blank" rel="noopener">${words(jump, 'title')}</a>`
      : html`<p class="desc">${words(jump, 'title')}</p>`
  })

const questions = (card: Json): Json[] =>
  [part(card, 'button_selection'), part(card, 'checkbox'), ...parts(card, 'select_list')].filter(
    question => question.question_key,
  )

/** Choices and buttons in one form; which button was pressed is told by the browser. */
const buttons = ({ person }: Viewer, card: Json, taskId: string): Html | null => {
  const { buttons: buttonKeys, menu } = clickableKeys(card)
  const named = [
    ...parts(card, 'button_list'),
    part(card, 'submit_button'),
    ...parts(part(card, 'action_menu'), 'action_list'),
  ]
  const keys = [...buttonKeys, ...menu]
  if (keys.length === 0) return null
  return html`<form data-act="click">
    <input type="hidden" name="userId" value="${person.wecomUserId}">
    <input type="hidden" name="taskId" value="${taskId}">
    ${questions(card).map(
      question => html`<label>${words(question, 'title')}
        <select name="choice:${words(question, 'question_key')}">
          <option value="">请选择</option>
          ${parts(question, 'option_list').map(option => html`<option value="${words(option, 'id')}">${words(option, 'text')}</option>`)}
        </select></label>`,
    )}
    <div class="buttons">${keys.map(key => {
      const button = named.find(one => words(one, 'key') === key) ?? {}
      return html`<button name="key" value="${key}" class="${button.style === 1 ? 'main' : ''}">${words(button, 'text') || key}</button>`
    })}</div>
  </form>`
}
