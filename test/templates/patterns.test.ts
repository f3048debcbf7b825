import { complaintOfPattern, matchesPattern } from '../../shared/templates/patterns/match'
import * as fc from '../support/random'

describe('a pattern', () => {
  test.each<[string, string, boolean]>([
    ['[A-Z]{2}\\d{6}-\\d{4}', 'AC230815-0012', true],
    ['[A-Z]{2}\\d{6}-\\d{4}', 'AC230815-001', false],
    ['[A-Z]{2}\\d{6}-\\d{4}', 'xAC230815-0012', false],
    ['^E\\d+$', 'E5', true],
    ['E|F', 'F', true],
    ['E|', '', true],
    ['(E|F)\\d(,(E|F)\\d)*', 'E5,F1,E7', true],
    ['(E|F)\\d(,(E|F)\\d)*', 'E5,', false],
    ['[\\u4e00-\\u9fa5]{2,4}', '欧阳修', true],
    ['[\\u4e00-\\u9fa5]{2,4}', '欧', false],
    ['.{3}', '👍👍👍', true],
    ['[^0-9]*', '无数字', true],
    ['[^0-9]*', '有1个', false],
    ['[+-]?\\d+(?:\\.\\d+)?', '-12.5', true],
    ['a{2,}', 'aaaa', true],
    ['a{0}', '', true],
    ['\\$\\d', '$5', true],
    ['\\d\\$', '5$', true],
    ['\\d\\\\$', '5\\', true],
    ['[\\]\\-a]+', ']-a', true],
    ['\\w+@\\w+\\.com', 'a_1@b.com', true],
    ['.*', '两\n行', false],
    ['(a*)*', 'aaa', true],
  ])('%s over %j: %s', (source, text, expected) => {
    expect(complaintOfPattern(source)).toBeNull()
    expect(matchesPattern(source, text)).toBe(expected)
    expect(new RegExp(`^(?:${source})$`, 'u').test(text)).toBe(expected)
  })

  test.each([
    ['a**', /次数/],
    ['a+?', /次数/],
    ['(?=a)b', /环视/],
    ['(?<name>a)', /环视/],
    ['(a)\\1', /不支持/],
    ['\\bE5\\b', /不支持/],
    ['\\p{L}', /不支持/],
    ['(a', /到一半|成对/],
    ['a)', /成对/],
    ['[a', /一半/],
    ['[z-a]', /写反/],
    ['a{3,2}', /写反/],
    ['a{101}', /最多/],
    ['(((a{50}){50}){50})', /太大/],
    ['(((((){100}){100}){100}){100}){100}', /太大/],
    ['*a', /位置/],
    ['a^b', /位置/],
    ['x'.repeat(201), /最多/],
    [`${'('.repeat(11)}a${')'.repeat(11)}`, /太深/],
  ])('%s is refused in words', (source, says) => {
    expect(complaintOfPattern(source)).toMatch(says)
    expect(matchesPattern(source, 'a')).toBe(false)
  })

  test('that would take a backtracking engine for ever is answered', () => {
    for (const source of ['(a+)+b', '(a|a)*b', '(a|aa)+b', '(\\w*\\w*\\w*\\w*)*b']) {
      expect(matchesPattern(source, 'a'.repeat(1000))).toBe(false)
    }
  })

  test('says of every text what a regular expression says', () => {
    const sign = fc.constantFrom('a', 'b', '1', '-', '\\d', '\\w', '.', '[ab]', '[^a]', '[0-9-]')
    const { source } = fc.letrec<{ source: string }>(tie => ({
      source: fc.oneof(
        { maxDepth: 4 },
        sign,
        fc.tuple(tie('source'), tie('source')).map(([one, two]) => one + two),
        fc.tuple(tie('source'), tie('source')).map(([one, two]) => `(${one}|${two})`),
        fc
          .tuple(tie('source'), fc.constantFrom('*', '+', '?', '{2}', '{1,2}', '{2,}'))
          .map(([one, times]) => `(?:${one})${times}`),
      ),
    }))
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '1', '-', '\n'), maxLength: 8 })
    fc.assert(
      fc.property(source, text, (pattern, said) => {
        expect(matchesPattern(pattern, said)).toBe(new RegExp(`^(?:${pattern})$`, 'u').test(said))
      }),
      { numRuns: 2000 },
    )
  })

  test('reads any text at all as a pattern or refuses it in words', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), fc.string({ maxLength: 10 }), (source, text) => {
        expect(complaintOfPattern(source) ?? '').toEqual(expect.any(String))
        matchesPattern(source, text)
      }),
      { numRuns: 2000 },
    )
  })
})
