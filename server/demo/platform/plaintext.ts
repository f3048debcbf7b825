/** The fields of a message before it is sealed; a list becomes repeated elements. */
export type Outgoing = { [name: string]: Scalar | Outgoing | (string | Outgoing)[] }
type Scalar = string | number | bigint

/** `]]>` would end the section: it is spread over two. */
const cdata = (text: string): string => `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`

const elements = (fields: Outgoing): string =>
  Object.entries(fields)
    .flatMap(([name, value]) =>
      Array.isArray(value) ? value.map(item => [name, item] as const) : [[name, value] as const],
    )
    .map(([name, value]) => `<${name}>${inner(value)}</${name}>`)
    .join('')

const inner = (value: Scalar | Outgoing): string => {
  if (typeof value === 'object') return elements(value)
  return typeof value === 'string' ? cdata(value) : String(value)
}

/** As the platform writes it: strings in CDATA, numbers bare. */
export const xmlOf = (fields: Outgoing): string => `<xml>${elements(fields)}</xml>`

export const plaintextOf = (fields: Outgoing, format: 'xml' | 'json'): string =>
  format === 'json'
    ? JSON.stringify(fields, (_, value) => (typeof value === 'bigint' ? String(value) : value))
    : xmlOf(fields)
