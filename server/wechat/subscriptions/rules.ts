import { toWire } from '../../../shared/kernel/time'

/** The limits of a template's values by the name of its key without the number, protocol section 12.1. */
type Fit = (value: string) => string

const LINE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu
const graphemes = new Intl.Segmenter('zh')

/** The joiner inside an emoji is no control character. */
const JOINER = '\u200d'

/** One line of whole characters: what WeChat refuses is gone. */
const plain = (value: string): string =>
  value
    .replace(LINE, found => (found === JOINER ? found : ' '))
    .replace(/\p{Cs}/gu, '')
    .replace(/ {2,}/g, ' ')
    .trim()

/** At most so many code points, without cutting an emoji apart. */
const cut = (value: string, most: number): string => {
  let kept = ''
  let length = 0
  for (const { segment } of graphemes.segment(value)) {
    length += [...segment].length
    if (length > most) break
    kept += segment
  }
  return kept.trim()
}

const upTo =
  (most: number, blank: string): Fit =>
  value =>
    cut(value, most) || blank

/** Only what `allowed` matches, a character at a time. */
const only =
  (allowed: RegExp, most: number, blank: string): Fit =>
  value =>
    cut([...value].filter(character => allowed.test(character)).join(''), most) || blank

const NONE = '无'

const isLatin = (value: string): boolean => /^[\x20-\x7e]*$/.test(value)

const amount: Fit = value => {
  const [, sign = '', digits, unit = ''] = /([¥￥$€£]?)\s*(\d{1,10}(?:\.\d{1,2})?)\s*(元?)/.exec(value) ?? []
  return digits ? `${sign}${digits}${unit}` : '0元'
}

const fits: Record<string, Fit> = {
  thing: upTo(20, NONE),
  number: value => /^-?\d{1,32}(?:\.\d+)?/.exec(value)?.[0].slice(0, 32).replace(/\.$/, '') ?? '0',
  letter: only(/[A-Za-z]/, 32, 'N'),
  symbol: only(/[\p{P}\p{S}]/u, 5, '-'),
  character_string: only(/[\x21-\x7e]/, 32, '-'),
  phrase: only(/\p{Script=Han}/u, 5, NONE),
  phone_number: only(/[\d+\-() ]/, 17, '-'),
  car_number: upTo(8, NONE),
  name: value => (isLatin(value) ? cut(value, 20) : cut(value, 10)) || NONE,
  amount,
  time: upTo(32, NONE),
  date: upTo(32, NONE),
  enum: upTo(20, NONE),
}

/** A value as the key takes it (`thing3`): cut by code point, on one line, never empty. An unknown type is taken for `thing`. */
export const fitted = (key: string, value: string): string => {
  const shape = fits[key.replace(/\d+$/, '')] ?? upTo(20, NONE)
  return shape(plain(value))
}

/** `2026年11月22日 14:30` in the business zone. */
export const timeValue = (at: Date): string => {
  const [, year, month, day, time] = /^(\d+)-(\d+)-(\d+)T(\d+:\d+)/.exec(toWire(at)) ?? []
  return `${year}年${month}月${day}日 ${time}`
}
