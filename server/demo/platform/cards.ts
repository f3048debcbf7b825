import { type Json, PlatformRefusal } from './wire'

const refuseUnless = (holds: boolean, errcode: number, errmsg: string): void => {
  if (!holds) throw new PlatformRefusal(errcode, `Template_Card ${errmsg}`)
}
const part = (card: Json, name: string): Json => (card[name] as Json | undefined) ?? {}
const listOf = (card: Json, name: string): Json[] => (Array.isArray(card[name]) ? card[name] : [])
const isText = (value: unknown, maxBytes = 1024): boolean =>
  typeof value === 'string' && value !== '' && Buffer.byteLength(value) <= maxBytes

const hasMenu = (card: Json): boolean => card.action_menu !== undefined

/** A card that sends clicks back, and so can be updated. */
export const isInteractive = (card: Json): boolean =>
  hasMenu(card) || ['button_interaction', 'vote_interaction', 'multiple_interaction'].includes(String(card.card_type))

/** Keys a member can click on this card: buttons, the submit button, the menu. */
export const clickableKeys = (card: Json): { buttons: string[]; menu: string[] } => ({
  buttons: [...listOf(card, 'button_list'), part(card, 'submit_button')].flatMap(({ key }) =>
    key ? [String(key)] : [],
  ),
  menu: listOf(part(card, 'action_menu'), 'action_list').map(({ key }) => String(key)),
})

const checkLink = ({ type, url, appid, pagepath }: Json): void => {
  refuseUnless(type !== 1 || isText(url, 2048), 42028, 'url missing')
  refuseUnless(type !== 2 || isText(appid), 42030, 'appid missing')
  refuseUnless(!String(pagepath ?? '').includes('.html'), 40058, 'pagepath must have no .html')
}

const checkOptions = (question: Json, limit: number): void => {
  const options = listOf(question, 'option_list')
  refuseUnless(isText(question.question_key), 42043, 'question_key missing')
  refuseUnless(options.length >= 1 && options.length <= limit, 42037, 'option_list has a wrong length')
  for (const { id, text } of options) {
    refuseUnless(isText(id), 42040, 'option id missing')
    refuseUnless(isText(text), 42041, 'option text missing')
  }
}

const checkSubmit = (card: Json): void => {
  refuseUnless(isText(part(card, 'submit_button').text), 42049, 'submit_button.text missing')
  refuseUnless(isText(part(card, 'submit_button').key), 42046, 'submit_button.key missing')
}

const checkAction = (card: Json): void => {
  const { type } = part(card, 'card_action')
  refuseUnless(type === 1 || type === 2, 42045, 'card_action missing')
}

const ownRules: Record<string, (card: Json) => void> = {
  text_notice: card => {
    checkAction(card)
    refuseUnless(isText(part(card, 'main_title').title) || isText(card.sub_title_text), 42033, 'title missing')
  },
  news_notice: card => {
    checkAction(card)
    const hasImage = isText(part(card, 'card_image').url, 2048) || isText(part(card, 'image_text_area').image_url, 2048)
    refuseUnless(hasImage, 42044, 'card_image missing')
    refuseUnless(listOf(card, 'vertical_content_list').length <= 4, 42036, 'vertical_content_list too long')
  },
  button_interaction: card => {
    const buttons = listOf(card, 'button_list')
    refuseUnless(buttons.length >= 1 && buttons.length <= 6, 42038, 'button_list has a wrong length')
    for (const { type, text, key, url } of buttons) {
      refuseUnless(isText(text), 42038, 'button text missing')
      refuseUnless(type === 1 ? isText(url, 2048) : isText(key), 42039, 'button key missing')
    }
    if (card.button_selection) checkOptions(part(card, 'button_selection'), 10)
  },
  vote_interaction: card => {
    checkOptions(part(card, 'checkbox'), 20)
    checkSubmit(card)
  },
  multiple_interaction: card => {
    const selects = listOf(card, 'select_list')
    refuseUnless(selects.length >= 1 && selects.length <= 3, 42047, 'select_list has a wrong length')
    for (const select of selects) checkOptions(select, 10)
    checkSubmit(card)
  },
}

/** The rules of protocol section 4.2, without those on `task_id`. */
export const checkCardBody = (card: Json): void => {
  const rule = Object.hasOwn(ownRules, String(card.card_type)) ? ownRules[String(card.card_type)] : undefined
  if (!rule) throw new PlatformRefusal(42031, 'Template_Card card_type invalid')
  const rows = listOf(card, 'horizontal_content_list')
  const jumps = listOf(card, 'jump_list')
  const { menu } = clickableKeys(card)
  refuseUnless(rows.length <= 6, 42035, 'horizontal_content_list too long')
  refuseUnless(jumps.length <= 3, 42042, 'jump_list too long')
  refuseUnless(!hasMenu(card) || (menu.length >= 1 && menu.length <= 3), 42039, 'action_list has a wrong length')
  refuseUnless(new Set(menu).size === menu.length, 42051, 'action_list keys repeat')
  for (const row of rows) {
    refuseUnless(isText(row.keyname), 42027, 'keyname missing')
    refuseUnless(row.type !== 1 || isText(row.url, 2048), 42028, 'url missing')
    refuseUnless(row.type !== 2 || isText(row.media_id), 42029, 'media_id missing')
    refuseUnless(row.type !== 3 || isText(row.userid), 42050, 'userid missing')
  }
  for (const link of [part(card, 'card_action'), ...jumps]) checkLink(link)
  rule(card)
}

export const checkCard = (card: Json): void => {
  checkCardBody(card)
  const isNeeded = isInteractive(card)
  const isGiven = card.task_id !== undefined
  refuseUnless(!isNeeded || isGiven, 42014, 'task_id missing')
  refuseUnless(!isGiven || /^[0-9A-Za-z_\-@]{1,128}$/.test(String(card.task_id)), 42014, 'task_id invalid')
}
