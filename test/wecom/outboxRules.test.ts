import type { TemplateCard } from '../../server/wecom/cards/kinds/rules'
import { fittedCard } from '../../server/wecom/cards/kinds/view'
import {
  awayFromTheHalfHour,
  backOffMs,
  freeAgainAt,
  freeOf,
  holdMs,
  memberMost,
  planFor,
  type Waiting,
} from '../../server/wecom/outbox/pace/rules'
import { faultsOf, limits, type MessageContent } from '../../server/wecom/outbox/rules'
import { digest, markdown, miniprogramNotice, packed, text, textcard } from '../../server/wecom/outbox/view'
import { cutBytes, cutCharacters } from '../../server/wecom/outbox/words/rules'
import { HOUR, MINUTE, SECOND } from '../../shared/kernel/time'
import * as fc from '../support/random'

const bytes = (words: string): number => Buffer.byteLength(words)
/** No half of a surrogate pair stands alone: JSON would have to escape it. */
const isWhole = (words: string): boolean => !/\\ud[89a-f]/.test(JSON.stringify(words))
const long = '空调不制冷，外机异响😀'.repeat(300)

describe('words that are too long', () => {
  test.each<[string, number, string]>([
    ['空调', 6, '空调'],
    ['空调不', 6, '空…'],
    ['空调不', 8, '空…'],
    ['a空调', 6, 'a…'],
    ['修😀修', 9, '修…'],
    ['修👨‍👩‍👧修', 12, '修…'],
    ['好👍🏽的', 8, '好…'],
    ['空调', 2, ''],
  ])('%s in %i bytes', (words, most, expected) => {
    expect(cutBytes(words, most)).toBe(expected)
  })

  test('are never longer than the limit and never end in half a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(60), (words, most) => {
        const cut = cutBytes(words, most)
        expect(bytes(cut)).toBeLessThanOrEqual(most)
        expect(isWhole(cut)).toBe(true)
        expect(words === cut || cut === '' || words.startsWith(cut.slice(0, -1))).toBe(true)
      }),
    )
  })

  test('are counted in characters where the platform counts so', () => {
    expect(cutCharacters('一二三四五😀七', 6)).toBe('一二三四五…')
    expect(cutCharacters('一二三四五😀', 6)).toBe('一二三四五😀')
  })
})

const card = (more: object): MessageContent => ({
  msgtype: 'template_card',
  template_card: fittedCard({ ...more } as TemplateCard),
})
const options = (count: number) => Array.from({ length: count }, (_, n) => ({ id: `${n}`, text: long }))
const link = { type: 1, url: 'https://desk.example.com/' } as const

describe('every kind of message is cut to what the platform takes', () => {
  test.each<[string, MessageContent]>([
    ['text', text({ says: long, link: { url: 'https://desk.example.com/#/t?id=1', says: '查看' } })],
    ['text without a link', text({ says: long })],
    ['markdown', markdown(long)],
    ['textcard', textcard({ title: long, says: long, url: 'https://desk.example.com/', button: '查看详情吧' })],
    [
      'mini-program notice',
      miniprogramNotice({
        appId: 'wx0000000000000000',
        page: 'pages/ticket/detail?id=1',
        title: '派单',
        description: long,
        items: Array.from({ length: 12 }, () => ({ key: long, value: long })),
      }),
    ],
    ['text notice', card({ card_type: 'text_notice', main_title: { title: long, desc: long }, card_action: link })],
    [
      'news notice',
      card({
        card_type: 'news_notice',
        main_title: { title: long },
        card_action: link,
        card_image: { url: 'https://desk.example.com/1.png', aspect_ratio: 2 },
        vertical_content_list: Array.from({ length: 6 }, () => ({ title: long, desc: long })),
      }),
    ],
    [
      'buttons',
      card({
        card_type: 'button_interaction',
        task_id: 't_1',
        source: { desc: long },
        horizontal_content_list: Array.from({ length: 9 }, () => ({ keyname: long, value: long })),
        jump_list: Array.from({ length: 5 }, () => ({ ...link, title: long })),
        button_selection: { question_key: 'eta', title: long, option_list: options(15) },
        button_list: Array.from({ length: 8 }, (_, n) => ({ text: long, key: `k${n}` })),
      }),
    ],
    [
      'vote',
      card({
        card_type: 'vote_interaction',
        task_id: 't_1',
        checkbox: { question_key: 'q', mode: 1, option_list: options(30) },
        submit_button: { text: long, key: 'submit' },
      }),
    ],
    [
      'choices',
      card({
        card_type: 'multiple_interaction',
        task_id: 't@1',
        select_list: Array.from({ length: 5 }, (_, n) => ({ question_key: `q${n}`, option_list: options(15) })),
        submit_button: { text: '提交', key: 'submit' },
      }),
    ],
  ])('%s', (_, content) => {
    expect(faultsOf(content)).toEqual([])
    expect(isWhole(JSON.stringify(content))).toBe(true)
  })

  test('and the link behind cut words stays whole', () => {
    const url = `https://desk.example.com/#/t?id=${'x'.repeat(100)}`
    const { content } = text({ says: long, link: { url, says: '查看' } }).text
    expect(bytes(content)).toBeLessThanOrEqual(limits.words)
    expect(content.endsWith(`…\n<a href="${url}">查看</a>`)).toBe(true)
  })

  test.each<[string, object, string]>([
    ['no task id', { card_type: 'button_interaction', button_list: [{ text: '接单', key: 'a' }] }, 'task_id'],
    [
      'a task id with a slash',
      { card_type: 'button_interaction', task_id: 'a/b', button_list: [{ text: '接单', key: 'a' }] },
      'task_id',
    ],
    ['no buttons', { card_type: 'button_interaction', task_id: 'a', button_list: [] }, 'button_list'],
    ['no title', { card_type: 'text_notice', card_action: link }, 'main_title.title or sub_title_text'],
    [
      'a page with .html',
      {
        card_type: 'text_notice',
        main_title: { title: '一' },
        card_action: { type: 2, appid: 'wx0', pagepath: 'pages/t.html' },
      },
      'card_action.appid or pagepath',
    ],
    [
      'a picture that is too tall',
      { card_type: 'news_notice', card_action: link, card_image: { url: 'https://a.cn/1.png', aspect_ratio: 1 } },
      'card_image',
    ],
  ])('%s is no matter of cutting', (_, wrong, fault) => {
    expect(faultsOf(card(wrong))).toEqual([fault])
  })
})

const waiting = (id: number, more: Partial<Waiting> = {}): Waiting => ({
  id: String(id).padStart(4, '0'),
  priority: 2,
  line: { says: `T20261123-${id} 空调不制冷：李思已接单`, url: `https://desk.example.com/#/tickets/detail?id=${id}` },
  isRepeat: false,
  ...more,
})
const many = (count: number, more: Partial<Waiting> = {}) => Array.from({ length: count }, (_, n) => waiting(n, more))

describe('what goes to one member now', () => {
  test('is everything, each alone, while it fits', () => {
    expect(planFor(many(30), 30, packed)).toMatchObject({ alone: { length: 30 }, together: [], isHeld: false })
  })

  test('is a few digests when it would not fit', () => {
    const { alone, together, isHeld } = planFor(many(120), 30, packed)
    expect(alone.length + together.length).toBeLessThanOrEqual(30)
    expect(together.flat()).toHaveLength(120 - alone.length)
    expect(isHeld).toBe(false)
  })

  test('is first what must be seen alone, and the rest waits', () => {
    const plan = planFor([...many(40, { priority: 1, line: null }), ...many(10)], 30, packed)
    expect(plan.alone.map(({ priority }) => priority)).toEqual(Array(30).fill(1))
    expect(plan).toMatchObject({ together: [], isHeld: true })
  })

  test('is as it was when it may have gone out before', () => {
    const plan = planFor([waiting(0, { isRepeat: true }), ...many(40)], 30, packed)
    expect(plan.alone[0]?.isRepeat).toBe(true)
    expect(plan.together.flat().some(({ isRepeat }) => isRepeat)).toBe(false)
  })

  test('is never more than is free, and nothing is taken twice', () => {
    const one = fc.record({ priority: fc.constantFrom(1, 2, 3), isRepeat: fc.boolean(), hasLine: fc.boolean() })
    fc.assert(
      fc.property(fc.array(one, { maxLength: 100 }), fc.nat(30), (given, free) => {
        const all = given.map(({ hasLine, priority, isRepeat }, n) =>
          waiting(n, { isRepeat, priority: priority as 1 | 2 | 3, ...(!hasLine && { line: null }) }),
        )
        const { alone, together, isHeld } = planFor(all, free, packed)
        const ids = [...alone, ...together.flat()].map(({ id }) => id)
        expect(alone.length + together.length).toBeLessThanOrEqual(free)
        expect(new Set(ids).size).toBe(ids.length)
        expect(isHeld).toBe(ids.length < all.length)
      }),
    )
  })
})

describe('a digest', () => {
  test('holds every line with its link within the limit', () => {
    const says = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 400 })
    fc.assert(
      fc.property(fc.array(says, { minLength: 1, maxLength: 40 }), all => {
        const items = all.map((words, n) => waiting(n, { line: { says: words, url: `https://d.cn/#/t?id=${n}&` } }))
        const groups = packed(items as (Waiting & { line: { says: string; url: string } })[])
        expect(groups.flat()).toEqual(items)
        for (const group of groups) {
          const content = digest(
            '01KAQ0000000000000000000AB',
            group.map(({ line }) => line),
          )
          expect(faultsOf(content)).toEqual([])
          for (const { line } of group) expect(content.markdown.content).toContain(`(${line.url})`)
        }
      }),
    )
  })

  test('shows no phone number and takes no markup from people', () => {
    const { content } = digest('1', [{ says: '[点这里](http://evil.example) 电话 13900000101 <b>', url: 'u' }]).markdown
    expect(content).toContain('> [［点这里］（http://evil.example） 电话 139＊＊＊＊0101 ＜b＞](u)')
  })
})

describe('a member’s minute and hour', () => {
  const at = 1_000_000_000
  test('are full at 30 and at 1,000', () => {
    const used = { lastMinute: 29, lastHour: 500, minuteBeganAt: at, hourBeganAt: at }
    expect(freeOf(used, memberMost)).toBe(1)
    expect(freeOf({ ...used, lastMinute: 30 }, memberMost)).toBe(0)
    expect(freeOf({ ...used, lastHour: 1000 }, memberMost)).toBe(0)
  })

  test('open again when the oldest message leaves the window', () => {
    const used = { lastMinute: 30, lastHour: 1000, minuteBeganAt: at, hourBeganAt: at - 10 * MINUTE }
    expect(freeAgainAt(used, memberMost, at + 20 * SECOND)).toBe(at + 50 * MINUTE)
    expect(freeAgainAt({ ...used, lastHour: 30 }, memberMost, at + 20 * SECOND)).toBe(at + MINUTE)
  })
})

test('a failure waits longer each time, a refusal for frequency from a minute to an hour', () => {
  expect([1, 2, 3, 100].map(backOffMs)).toEqual([2 * SECOND, 8 * SECOND, 18 * SECOND, 10 * MINUTE])
  expect([1, 2, 3, 20].map(holdMs)).toEqual([MINUTE, 2 * MINUTE, 4 * MINUTE, HOUR])
})

test.each([
  ['08:59:30', true],
  ['09:00:00', true],
  ['09:30:59', true],
  ['09:01:00', false],
  ['09:15:00', false],
  ['09:59:29', false],
])('a reminder at %s steps out of the way of the half hour: %s', (time, isMoved) => {
  const at = new Date(`2026-11-23T${time}+08:00`)
  const moved = awayFromTheHalfHour(at, 'key')
  expect(moved.getTime() > at.getTime()).toBe(isMoved)
  expect(moved.getTime() - at.getTime()).toBeLessThanOrEqual(210 * SECOND)
  expect(awayFromTheHalfHour(moved, 'key')).toEqual(moved)
})
