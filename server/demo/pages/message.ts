import type { Delivery } from '../platform/outbox'
import type { Json } from '../platform/wire'
import { cardHtml } from './cards'
import { type Html, html } from './html'
import { linkAs, type Viewer } from './viewer'

/** What a member said at the demo page. */
export type Said = { at: number; userId: string; kind: 'text' | 'voice'; text: string }

const words = (content: Json, name: string): string => String(content[name] ?? '')

/** Text of the platform: its one markup is the link. */
const textHtml = (viewer: Viewer, said: string): Html[] =>
  said.split(/(<a href="[^"]*">[^<]*<\/a>)/).map(piece => {
    const [, address, name] = /^<a href="([^"]*)">([^<]*)<\/a>$/.exec(piece) ?? []
    const link = address && linkAs(viewer, address)
    return link ? html`<a href="${link}" target="_blank" rel="noopener">${name}</a>` : html`${piece}`
  })

const withoutMarkup = (said: string): string => said.replace(/<[^>]*>/g, ' ')

const unseen: Record<string, string> = { image: '图片', voice: '语音', video: '视频', file: '文件' }

const contentHtml = (viewer: Viewer, { kind, content, card }: Delivery): Html | Html[] => {
  if (card) return cardHtml(viewer, card)
  if (kind === 'text') return textHtml(viewer, words(content, 'content'))
  if (kind === 'markdown') return html`${withoutMarkup(words(content, 'content'))}`
  if (kind === 'textcard') {
    const link = linkAs(viewer, words(content, 'url'))
    return html`<p class="title">${words(content, 'title')}</p><p class="desc">${withoutMarkup(words(content, 'description'))}</p>${
      link &&
      html`<a class="open" href="${link}" target="_blank" rel="noopener">${words(content, 'btntxt') || '详情'}</a>`
    }`
  }
  if (kind === 'miniprogram_notice') {
    const items = Array.isArray(content.content_item) ? (content.content_item as Json[]) : []
    return html`<p class="title">${words(content, 'title')}</p><p class="desc">${words(content, 'description')}</p>
      <dl>${items.map(item => html`<div><dt>${words(item, 'key')}</dt><dd>${words(item, 'value')}</dd></div>`)}</dl>`
  }
  return html`<p class="desc">[${unseen[kind] ?? kind}]</p>`
}

/** `14:30` in the business zone. */
const clock = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(11, 16)

const losses: Partial<Record<Delivery['outcome'], string>> = {
  dropped: '没有送达：一分钟内超过 30 条，企业微信不作声地丢掉了',
  duplicate: '重复的消息，企业微信没有再显示',
}

/** One message of the app to the member. A recalled one leaves a line behind. */
export const deliveryHtml = (viewer: Viewer, delivery: Delivery, isRecalled: boolean): Html => {
  const { at, outcome, kind } = delivery
  const loss = losses[outcome]
  if (isRecalled) return html`<li class="note">${clock(at)} 的一条消息已撤回</li>`
  const shape = ['text', 'markdown'].includes(kind) ? 'bubble' : 'bubble card'
  return html`<li class="theirs ${loss ? 'lost' : ''}">
    <div class="${shape}">${contentHtml(viewer, delivery)}</div>
    <time>${clock(at)}${loss && html` · <span class="loss">${loss}</span>`}</time>
  </li>`
}

export const saidHtml = ({ at, kind, text }: Said): Html => html`<li class="mine">
    <div class="bubble">${kind === 'voice' && html`<span class="voice">语音</span>`}${text}</div>
    <time>${clock(at)}</time>
  </li>`
