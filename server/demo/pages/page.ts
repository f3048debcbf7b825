import { roleNames, roles } from '../../../shared/kernel/roles'
import type { CustomerRow } from '../../customers/actions'
import type { PersonRow } from '../../people/actions'
import { type Html, html } from './html'
import { type Phone, phoneHtml } from './phone'

export type Stage = {
  people: readonly PersonRow[]
  customers: readonly CustomerRow[]
  /** Ids of the members whose phones stand on the page. */
  shown: readonly string[]
  phones: readonly Phone[]
  /** Where messages go when the fake WeCom of this process is not in use. */
  elsewhere: string | null
}

const toggled = (shown: readonly string[], id: string): string => {
  const next = shown.includes(id) ? shown.filter(one => one !== id) : [...shown, id]
  return `?show=${next.map(encodeURIComponent).join(',')}`
}

/** Everybody by their first role; a tap puts a phone on the page or takes it away. */
const picker = ({ people, shown }: Stage): Html[] =>
  roles.flatMap(role => {
    const here = people.filter(({ roles: [first], wecomUserId }) => first === role && wecomUserId)
    if (here.length === 0) return []
    return html`<h2>${roleNames[role]}</h2><div class="people">${here.map(
      ({ id, name }) => html`<a href="${toggled(shown, id)}" aria-current="${String(shown.includes(id))}">${name}</a>`,
    )}</div>`
  })

const customerLinks = ({ customers }: Stage): Html =>
  html`<h2>客户</h2><div class="people">${customers.map(
    ({ id, name }) => html`<a href="/?as=${encodeURIComponent(id)}" target="_blank" rel="noopener">${name}</a>`,
  )}</div><p class="hint">客户在微信里打开的页面，点名字以客户身份进入。</p>`

export const phonesHtml = ({ phones, elsewhere }: Stage): Html => {
  if (elsewhere) return html`<p class="empty">企业微信由 ${elsewhere} 扮演，消息请在那里查看。</p>`
  if (phones.length === 0) return html`<p class="empty">在左边点一位同事，看看他的企业微信。</p>`
  return html`${phones.map(phoneHtml)}`
}

/** The whole page; `version` is what `phonesHtml` shows now. */
export const pageHtml = (stage: Stage, version: string): Html => html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>派单 · 演示现场</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/demo/look.css">
<script src="/demo/demo.js" defer></script>
</head>
<body>
<aside>
  <h1>演示现场</h1>
  <p class="hint">这里是企业微信、短信和电话会显示的内容。卡片上的按钮真的会回调，说的话真的会建单。</p>
  ${picker(stage)}
  ${customerLinks(stage)}
  <p class="hint"><a href="/console/" target="_blank" rel="noopener">管理台</a><a href="/" target="_blank" rel="noopener">手机端</a></p>
</aside>
<main id="phones" data-shown="${stage.shown.join(',')}" data-version="${version}">${phonesHtml(stage)}</main>
<p id="notice" role="status" hidden></p>
</body>
</html>`
