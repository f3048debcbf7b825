/** The template cards of protocol section 4.2, in the platform's own spelling. */
export type Link = { type: 1; url: string } | { type: 2; appid: string; pagepath?: string; url?: string }

export type Row = { keyname: string; value?: string } & (
  | { type?: 0 }
  | { type: 1; url: string }
  | { type: 2; media_id: string }
  | { type: 3; userid: string }
)

type Option = { id: string; text: string }
type Choice = { question_key: string; title?: string; option_list: Option[]; selected_id?: string }
type Titled = { title?: string; desc?: string }
type Submit = { text: string; key: string }
export type Button = { text: string; style?: number } & ({ type?: 0; key: string } | { type: 1; url: string })

type Common = {
  source?: { icon_url?: string; desc?: string; desc_color?: number }
  action_menu?: { desc?: string; action_list: { text: string; key: string }[] }
  main_title?: Titled
  quote_area?: {
    type?: 0 | 1 | 2
    url?: string
    appid?: string
    pagepath?: string
    title?: string
    quote_text?: string
  }
  sub_title_text?: string
  horizontal_content_list?: Row[]
  jump_list?: ({ title: string } & ({ type?: 0 } | Link))[]
  card_action?: Link
  task_id?: string
}

type Picture =
  | { card_image: { url: string; aspect_ratio?: number } }
  | { image_text_area: { type?: 0 | 1 | 2; url?: string; title?: string; desc?: string; image_url: string } }

export type TemplateCard = Common &
  (
    | { card_type: 'text_notice'; card_action: Link; emphasis_content?: Titled }
    | ({ card_type: 'news_notice'; card_action: Link; vertical_content_list?: Titled[] } & Picture)
    | { card_type: 'button_interaction'; task_id: string; button_list: Button[]; button_selection?: Choice }
    | {
        card_type: 'vote_interaction'
        task_id: string
        checkbox: { question_key: string; mode?: 0 | 1; option_list: (Option & { is_checked?: boolean })[] }
        submit_button: Submit
      }
    | { card_type: 'multiple_interaction'; task_id: string; select_list: Choice[]; submit_button: Submit }
  )

const bytes = (words: string): number => Buffer.byteLength(words)
const isWord = (words: string | undefined, mostBytes = 1024): boolean =>
  Boolean(words) && bytes(words ?? '') <= mostBytes

const faultsOfLink = (link: Link | { type?: 0 } | undefined, name: string): string[] => {
  if (link?.type === 1) return isWord(link.url, 2048) ? [] : [`${name}.url`]
  if (link?.type !== 2) return []
  // `.html` belongs to pages sent from the chat toolbar, never to cards.
  return isWord(link.appid) && !link.pagepath?.includes('.html') ? [] : [`${name}.appid or pagepath`]
}

const faultsOfChoice = (choice: { question_key: string; option_list: Option[] }, name: string): string[] => [
  ...(isWord(choice.question_key) ? [] : [`${name}.question_key`]),
  ...(choice.option_list.length > 0 && choice.option_list.every(({ id, text }) => isWord(id) && isWord(text))
    ? []
    : [`${name}.option_list`]),
]

const faultsOfSubmit = ({ text, key }: Submit): string[] => (isWord(text) && isWord(key) ? [] : ['submit_button'])

const faultsOfOwnPart = (card: TemplateCard): string[] => {
  switch (card.card_type) {
    case 'text_notice':
      return card.main_title?.title || card.sub_title_text ? [] : ['main_title.title or sub_title_text']
    case 'news_notice': {
      if ('image_text_area' in card) return isWord(card.image_text_area.image_url, 2048) ? [] : ['image_url']
      const { url, aspect_ratio: ratio = 1.3 } = card.card_image
      return isWord(url, 2048) && ratio >= 1.3 && ratio <= 2.25 ? [] : ['card_image']
    }
    case 'button_interaction':
      return [
        ...(card.button_list.length > 0 ? [] : ['button_list']),
        ...card.button_list.flatMap(button =>
          isWord(button.text) && (button.type === 1 ? isWord(button.url, 2048) : isWord(button.key)) ? [] : ['button'],
        ),
        ...(card.button_selection ? faultsOfChoice(card.button_selection, 'button_selection') : []),
      ]
    case 'vote_interaction':
      return [...faultsOfChoice(card.checkbox, 'checkbox'), ...faultsOfSubmit(card.submit_button)]
    case 'multiple_interaction':
      return [
        ...(card.select_list.length > 0 ? [] : ['select_list']),
        ...card.select_list.flatMap(choice => faultsOfChoice(choice, 'select')),
        ...faultsOfSubmit(card.submit_button),
      ]
  }
}

/** What no cutting can mend, as field names; none for a card that the platform takes. */
export const faultsOfCard = (card: TemplateCard): string[] => {
  const menu = card.action_menu?.action_list
  const needsTaskId = !['text_notice', 'news_notice'].includes(card.card_type) || menu !== undefined
  const hasGoodTaskId = card.task_id === undefined ? !needsTaskId : /^[0-9A-Za-z_\-@]{1,128}$/.test(card.task_id)
  return [
    ...(hasGoodTaskId ? [] : ['task_id']),
    ...(menu && (menu.length < 1 || menu.length > 3 || new Set(menu.map(({ key }) => key)).size < menu.length)
      ? ['action_menu']
      : []),
    ...faultsOfLink(card.card_action, 'card_action'),
    ...(card.jump_list ?? []).flatMap(jump => faultsOfLink(jump, 'jump_list')),
    ...faultsOfOwnPart(card),
  ]
}
