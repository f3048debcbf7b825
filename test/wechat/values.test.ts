import { fitted, timeValue } from '../../server/wechat/subscriptions/rules'
import { dataOf, saysOf } from '../../server/wechat/tellings/rules'
import { toldMoves } from '../../shared/wechat'
import * as fc from '../support/random'

const long = '张江高科技园区碧波路八百八十八号三号楼'

describe('a value of a subscribe message', () => {
  test.each([
    ['thing1', '空调漏水', '空调漏水'],
    ['thing1', `${long}西侧`, `${long}西`],
    ['thing1', '空调漏水\r\n三号楼\t西侧', '空调漏水 三号楼 西侧'],
    ['thing1', '', '无'],
    ['thing1', ' \n\t ', '无'],
    ['thing1', '😀'.repeat(21), '😀'.repeat(20)],
    ['thing1', `${'一'.repeat(18)}👨‍👩‍👧`, '一'.repeat(18)],
    ['thing1', `${'一'.repeat(15)}👨‍👩‍👧`, `${'一'.repeat(15)}👨‍👩‍👧`],
    ['thing1', `空调\ud83d漏水`, '空调漏水'],
    ['character_string1', 'T20261122-0007', 'T20261122-0007'],
    ['character_string1', '工单T20261122-0007', 'T20261122-0007'],
    ['character_string1', '9'.repeat(40), '9'.repeat(32)],
    ['character_string1', '无号码', '-'],
    ['phrase2', '已到场', '已到场'],
    ['phrase2', '处理完成等待验收', '处理完成等'],
    ['phrase2', '待验收（请确认）', '待验收请确'],
    ['phrase2', 'E5', '无'],
    ['number3', '12.5', '12.5'],
    ['number3', '约 3 台', '0'],
    ['number3', `${'1'.repeat(31)}.5`, '1'.repeat(31)],
    ['letter4', 'abc123', 'abc'],
    ['symbol5', '！！！！！！', '！！！！！'],
    ['symbol5', 'a', '-'],
    ['phone_number6', '+86 139-0000-0101 转 8', '+86 139-0000-0101'],
    ['phone_number6', '未留', '-'],
    ['car_number7', '浙A12345学挂车', '浙A12345学'],
    ['name8', '欧阳娜娜阿依古丽买买提江', '欧阳娜娜阿依古丽买买'],
    ['name8', 'Christopher Montgomery', 'Christopher Montgome'],
    ['name8', '', '无'],
    ['amount9', '合计 ¥120.50 元', '¥120.50元'],
    ['amount9', '120元', '120元'],
    ['amount9', '面议', '0元'],
    ['time10', '2026年11月22日 15:10', '2026年11月22日 15:10'],
    ['unknown1', '一'.repeat(30), '一'.repeat(20)],
  ])('%s: %j is sent as %j', (key, given, shown) => {
    expect(fitted(key, given)).toBe(shown)
  })

  test.each([
    ['thing', /^[^\p{Cc}]{1,20}$/u],
    ['character_string', /^[\x21-\x7e]{1,32}$/],
    ['phrase', /^\p{Script=Han}{1,5}$/u],
    ['number', /^-?\d{1,32}(\.\d+)?$/],
    ['letter', /^[A-Za-z]{1,32}$/],
    ['symbol', /^[\p{P}\p{S}]{1,5}$/u],
    ['phone_number', /^[\d+\-() ]{1,17}$/],
    ['name', /^[^\p{Cc}]{1,20}$/u],
    ['amount', /^[¥￥$€£]?\d{1,10}(\.\d+)?元?$/],
  ])('of kind %s is within its limits, whatever was written', (kind, limits) => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' })), given => {
        const shown = fitted(`${kind}1`, given)
        return limits.test(shown) && shown.trim() !== ''
      }),
    )
  })

  test('is a time as WeChat writes it, in the business zone', () => {
    expect(timeValue(new Date('2026-11-22T07:10:00Z'))).toBe('2026年11月22日 15:10')
  })
})

test.each(toldMoves)('%s is said to the customer in plain words', move => {
  const ticket = { number: 'T20261122-0007', title: '空调漏水', assigneeName: '李思' }
  expect(saysOf(move, ticket)).toMatch(/^T20261122-0007 .+/)
  const fields = { number: 'character_string1', status: 'phrase2', title: 'thing3', time: 'time4' }
  const data = dataOf(fields, move, ticket, new Date('2026-11-22T07:10:00Z'))
  expect(data).toMatchObject({ character_string1: 'T20261122-0007', thing3: '空调漏水', time4: '2026年11月22日 15:10' })
  expect(data.phrase2).toMatch(/^\p{Script=Han}{1,5}$/u)
})
