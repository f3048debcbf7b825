import { XMLParser } from 'fast-xml-parser'
import { readXml } from '../../server/wecom/xml/envelope'
import * as fc from '../support/random'

/** Another reader of XML, set up to read what we read. */
const peer = new XMLParser({
  processEntities: false,
  parseTagValue: false,
  isArray: name => ['Item', 'optionid'].includes(name),
})

const name = fc.constantFrom('Content', 'Item', 'optionid', 'MsgId', 'Event')
const plain = fc.stringMatching(/^[\w 三号楼&;"'/-]{0,12}$/)
const sealed = fc.stringMatching(/^[\w 三<>&;\n]{0,12}$/).map(text => `<![CDATA[${text}]]>`)
const tree = fc.letrec<{ element: string; content: string }>(tie => ({
  element: fc
    .tuple(name, fc.constantFrom('', ' a="1"'), tie('content'))
    .map(([key, attributes, content]) => `<${key}${attributes}>${content}</${key}>`),
  content: fc.oneof(
    { maxDepth: 4 },
    plain,
    sealed,
    fc.array(tie('element'), { minLength: 1, maxLength: 4 }).map(elements => elements.join('\n')),
  ),
}))

describe('XML', () => {
  test('is read as another reader reads it', () => {
    fc.assert(
      fc.property(tree.element, element => {
        const xml = `<xml>${element}</xml>`
        expect(readXml(xml)).toEqual(peer.parse(xml))
      }),
      { numRuns: 1000 },
    )
  })

  test.each<[string, string, unknown]>([
    ['text and CDATA in one element', '<xml><A> a <![CDATA[ b ]]></A></xml>', { A: 'a b ' }],
    ['an element that closes itself', '<xml><A/><B>1</B></xml>', { A: '', B: '1' }],
    ['a declaration and comments', '<?xml version="1.0"?><!-- x --><xml><A>1<!-- y --></A></xml>', { A: '1' }],
    ['names that mean something elsewhere', '<xml><constructor>1</constructor></xml>', { constructor: '1' }],
  ])('takes %s', (_, xml, read) => {
    expect(readXml(xml)).toEqual({ xml: read })
  })

  test.each([
    ['an element that is not closed', '<xml><A>'],
    ['elements that cross', '<xml><A><B></A></B></xml>'],
    ['a CDATA without end', '<xml><![CDATA[a</xml>'],
    ['a document type', '<!DOCTYPE xml><xml></xml>'],
  ])('refuses %s', (_, xml) => {
    expect(() => readXml(xml)).toThrow()
  })
})
