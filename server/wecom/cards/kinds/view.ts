import { cutCharacters } from '../../outbox/words/rules'
import type { TemplateCard } from './rules'

/** What still shows whole on a phone, characters; protocol section 4.2. */
const TITLE = 36
const DESC = 44
const SUB_TITLE = 160
const KEYNAME = 10
const VALUE = 40
const OPTION = 20
const BUTTON = 8

type Titled = { title?: string; desc?: string }

const titled = <T extends Titled>(area: T): T => ({
  ...area,
  ...(area.title !== undefined && { title: cutCharacters(area.title, TITLE) }),
  ...(area.desc !== undefined && { desc: cutCharacters(area.desc, DESC) }),
})

const options = <T extends { text: string }>(list: T[], most: number): T[] =>
  list.slice(0, most).map(option => ({ ...option, text: cutCharacters(option.text, OPTION) }))

const choice = <T extends { title?: string; option_list: { id: string; text: string }[] }>(question: T): T => ({
  ...question,
  ...(question.title !== undefined && { title: cutCharacters(question.title, DESC) }),
  option_list: options(question.option_list, 10),
})

const submit = (button: { text: string; key: string }) => ({ ...button, text: cutCharacters(button.text, BUTTON) })

const ownPart = (card: TemplateCard): TemplateCard => {
  switch (card.card_type) {
    case 'text_notice':
      return { ...card, ...(card.emphasis_content && { emphasis_content: titled(card.emphasis_content) }) }
    case 'news_notice':
      return {
        ...card,
        ...(card.vertical_content_list && {
          vertical_content_list: card.vertical_content_list.slice(0, 4).map(titled),
        }),
      }
    case 'button_interaction':
      return {
        ...card,
        button_list: card.button_list
          .slice(0, 6)
          .map(button => ({ ...button, text: cutCharacters(button.text, BUTTON) })),
        ...(card.button_selection && { button_selection: choice(card.button_selection) }),
      }
    case 'vote_interaction':
      return {
        ...card,
        checkbox: { ...card.checkbox, option_list: options(card.checkbox.option_list, 20) },
        submit_button: submit(card.submit_button),
      }
    case 'multiple_interaction':
      return {
        ...card,
        select_list: card.select_list.slice(0, 3).map(choice),
        submit_button: submit(card.submit_button),
      }
  }
}

/** The card with every list and every line cut to what the platform shows. */
export const fittedCard = (card: TemplateCard): TemplateCard => ({
  ...ownPart(card),
  ...(card.source?.desc !== undefined && { source: { ...card.source, desc: cutCharacters(card.source.desc, 13) } }),
  ...(card.main_title && { main_title: titled(card.main_title) }),
  ...(card.sub_title_text !== undefined && { sub_title_text: cutCharacters(card.sub_title_text, SUB_TITLE) }),
  ...(card.horizontal_content_list && {
    horizontal_content_list: card.horizontal_content_list.slice(0, 6).map(row => ({
      ...row,
      keyname: cutCharacters(row.keyname, KEYNAME),
      ...(row.value !== undefined && { value: cutCharacters(row.value, VALUE) }),
    })),
  }),
  ...(card.jump_list && {
    jump_list: card.jump_list.slice(0, 3).map(jump => ({ ...jump, title: cutCharacters(jump.title, 13) })),
  }),
})
