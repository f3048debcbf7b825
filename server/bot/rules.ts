import { redAlertIn } from '../../shared/redAlerts'
import { numberIn } from '../../shared/tickets/numbers'

/** What somebody wants of the bot. */
export type Wish =
  | { kind: 'report'; words: string }
  | { kind: 'mine' }
  | { kind: 'progress'; number: string }
  /** The number is null when it was not said. */
  | { kind: 'nudge'; number: string | null }
  | { kind: 'free' }
  | { kind: 'redAlert'; words: string }
  | { kind: 'help' }

type Said = {
  words: string
  /** What the message answers to: a number may stand there. */
  quoted: string
  /** Whether intake heard a fault, an installation, a complaint in it. */
  soundsLikeTicket: boolean
}

const NUDGE = /^(?:请|麻烦|帮我|帮忙|再)*\s*催(?!化)/
const MINE = /我(?:的|手上|名下|有)[^，。？?]{0,6}(?:工单|单子|任务)/
const FREE = /(?:谁|哪[个位些]|有没有).{0,6}(?:有空|空闲|空着|闲着|没活|能派)/
const REPORT = /^(?:我要|帮我|麻烦)?(?:报修|报障|保修|建单|提单|下单|开单|新建工单)(?:一下)?[：:，,。\s]*/

type Intent = (said: Said) => Wish | null

/** In order: the first that answers decides. */
const intents: readonly Intent[] = [
  ({ words }) => (redAlertIn(words) === null ? null : { kind: 'redAlert', words }),
  ({ words, quoted }) => (NUDGE.test(words) ? { kind: 'nudge', number: numberIn(words) ?? numberIn(quoted) } : null),
  ({ words }) => (REPORT.test(words) && words.replace(REPORT, '') ? { kind: 'report', words } : null),
  ({ words }) => {
    const number = numberIn(words)
    if (number === null) return null
    return /催/.test(words) ? { kind: 'nudge', number } : { kind: 'progress', number }
  },
  ({ words }) => (MINE.test(words) ? { kind: 'mine' } : null),
  ({ words }) => (FREE.test(words) ? { kind: 'free' } : null),
  ({ words, quoted }) => {
    const number = /到哪|进度|怎么样了|什么情况/.test(words) ? numberIn(quoted) : null
    return number ? { kind: 'progress', number } : null
  },
  ({ words, soundsLikeTicket }) => (soundsLikeTicket ? { kind: 'report', words } : null),
]

/** What was meant; anything else is answered with a short help. */
export const wishOf = (said: Said): Wish => {
  for (const intent of intents) {
    const wish = intent(said)
    if (wish) return wish
  }
  return { kind: 'help' }
}

/** 报修 itself names no fault. */
export const withoutCommand = (words: string): string => words.replace(REPORT, '')

const PER_MINUTE = 30
const PER_HOUR = 1000

/** Whether the bot may speak in a conversation of its own accord, protocol section 9.3; `told` counts what it has said there. */
export const mayTell = (told: { lastMinute: number; lastHour: number }): boolean =>
  told.lastMinute < PER_MINUTE && told.lastHour < PER_HOUR
