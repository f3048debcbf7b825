import type { Fields } from '../messages/rules'

const word = (fields: Fields, name: string): string => {
  const value = fields[name]
  return typeof value === 'string' ? value : ''
}

/** The kind as WeCom names it, for people who look into the inbox: `text`, `event.template_card_event`. */
export const kindOf = (fields: Fields): string =>
  [word(fields, 'MsgType') || word(fields, 'msgtype') || 'unknown', word(fields, 'Event')]
    .filter(Boolean)
    .join('.')
    .slice(0, 80)

/**
 * The query of an address, each value percent-decoded once. Unlike a form, a `+` stays a plus: `echostr` is base64
 * (protocol section 2.2). Throws a URIError on a broken percent sign.
 */
export const queryOf = (search: string): Record<string, string> => {
  const query: Record<string, string> = {}
  for (const pair of search.split('&')) {
    const [name = '', ...value] = pair.split('=')
    query[decodeURIComponent(name)] = decodeURIComponent(value.join('='))
  }
  return query
}
