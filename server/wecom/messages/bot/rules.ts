import { child, given, readBy, records, selection, text } from '../fields/rules'
import type { Reader } from '../rules'

/** `event` of a bot, protocol section 9.1. */
const botEventReaders: Record<string, Reader> = {
  enter_chat: () => ({ kind: 'enterAgent' }),
  template_card_event: event => {
    const click = child(event, 'template_card_event')
    return {
      kind: 'cardClick',
      taskId: text(click, 'task_id'),
      key: text(click, 'event_key'),
      cardType: text(click, 'card_type'),
      responseCode: null,
      selected: selection(
        records(child(click, 'selected_items'), 'selected_item'),
        'question_key',
        'option_ids',
        'option_id',
      ),
    }
  },
}

export const botReaders: Record<string, Reader> = {
  text: f => ({ kind: 'text', content: text(child(f, 'text'), 'content') }),
  voice: f => ({ kind: 'voice', mediaId: null, format: '', transcript: given(child(f, 'voice'), 'content') }),
  image: f => ({ kind: 'image', mediaId: null, url: text(child(f, 'image'), 'url') }),
  video: f => ({ kind: 'video', mediaId: null, url: text(child(f, 'video'), 'url') }),
  file: f => ({ kind: 'file', url: text(child(f, 'file'), 'url') }),
  mixed: f => {
    const items = records(child(f, 'mixed'), 'msg_item')
    const words = items.map(item => text(child(item, 'text'), 'content'))
    const imageUrls = items.map(item => text(child(item, 'image'), 'url'))
    return { kind: 'mixed', content: words.filter(Boolean).join('\n'), imageUrls: imageUrls.filter(Boolean) }
  },
  stream: f => ({ kind: 'streamRefresh', streamId: text(child(f, 'stream'), 'id') }),
  event: f => readBy(botEventReaders, text(child(f, 'event'), 'eventtype'), child(f, 'event')),
}
