import { Parser } from 'saxen'
import type { Fields, FieldValue } from '../messages/rules'

/** Elements that repeat: a single one would otherwise come out as an object, protocol section 2.4. */
const lists = new Set(['item', 'selecteditem', 'optionid', 'approvalnode', 'notifynode'])

type Element = { children: Fields | null; text: string }

/** Without a prototype, so that no name of an element can mean one. */
const noFields = (): Fields => Object.create(null)

const add = (fields: Fields, name: string, value: FieldValue): void => {
  const there = fields[name]
  if (Array.isArray(there)) there.push(value)
  else if (there !== undefined) fields[name] = [there, value]
  else fields[name] = lists.has(name.toLowerCase()) ? [value] : value
}

/**
 * The elements of a document by name: texts as they stand, of entities none resolved, attributes left out. Text outside
 * CDATA is trimmed. Throws on what is no XML and on a document type.
 */
export const readXml = (xml: string): Fields => {
  const root: Element = { children: null, text: '' }
  const open: Element[] = [root]
  const innermost = (): Element => open.at(-1) ?? root
  new Parser()
    .on('openTag', () => {
      open.push({ children: null, text: '' })
    })
    .on('closeTag', name => {
      const { children, text } = open.pop() ?? root
      const around = innermost()
      around.children ??= noFields()
      add(around.children, name, children ?? text)
    })
    .on('text', text => {
      innermost().text += text.trim()
    })
    .on('cdata', text => {
      innermost().text += text
    })
    .on('attention', () => {
      throw new Error('a document type')
    })
    .parse(xml)
  return root.children ?? noFields()
}
