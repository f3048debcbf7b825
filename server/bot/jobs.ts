import { Refusal } from '../../shared/kernel/refusal'
import { MINUTE } from '../../shared/kernel/time'
import { callAs, readAs } from '../call'
import type { Context } from '../context'
import type { Upload } from '../files/actions'
import { attachPicture, draftFromMessage, isWorthATicket, readDraft } from '../intake/actions'
import { actorOf, type PersonRow } from '../people/actions'
import { reaches, type Subscriber, type TimerJob } from '../queue/subscribers'
import { raiseByMessage } from '../redAlerts/messages/actions'
import { endStream, giveUp, keepAnswer, mayStillTellLate, noteTold, robot } from './actions'
import { answerFree, answerMine, answerNudge, answerProgress } from './answers/actions'
import { help } from './answers/view'
import { cardOfDraft } from './card/actions'
import { postLate } from './client'
import { fetchPicture, type PictureShelf } from './media/client'
import { memberBehind } from './members/client'
import { type BotMessage, readBotMessage } from './messages/rules'
import { type Wish, wishOf, withoutCommand } from './rules'
import { type BotMessageRow, lookMessage } from './store'
import { type Answer, lateReplyOf } from './stream/rules'

export const botSubscribers: readonly Subscriber[] = [
  reaches('bot.answer', ['bot.received'], async (context, { messageId }) => {
    const row = await lookMessage(context.db.reader, messageId)
    if (row?.state !== 'received') return
    const answer = await answerTo(context, row).catch(inWords)
    await callAs(context, robot, call => keepAnswer(call, row, answer))
  }),
  reaches('bot.tellLate', ['bot.unheard'], (context, { messageId }) => tellLate(context, messageId)),
]

export const botTimerJobs: readonly TimerJob[] = [
  { job: 'bot.late', act: (call, { messageId = '' }) => endStream(call, messageId) },
]

const inWords = (error: unknown): Answer => {
  if (error instanceof Refusal) return words(error.message)
  throw error
}

const words = (says: string): Answer => ({ says, card: null })

/** Strangers, and those who have left, get a sentence and no data. */
const answerTo = async (context: Context, row: BotMessageRow): Promise<Answer> => {
  const message = readBotMessage(row.raw)
  const person = await memberBehind(context, message.from)
  if (!person) throw new Refusal('session.not_a_member')
  if (message.kind !== 'said') return words(`这种消息我还看不懂。\n${help}`)
  if (message.words === '' && message.pictures.length > 0) return draftAnswer(context, row, { message, person })
  const soundsLikeTicket = soundsLike(message.words)
  const wish = wishOf({ words: message.words, quoted: message.quoted, soundsLikeTicket })
  if (wish.kind === 'report') return draftAnswer(context, row, { message, person })
  return words(await wishAnswer(context, person, { wish, isGroup: message.chatId !== null, messageId: row.id }))
}

/** A question about prices or ways is no order. */
const soundsLike = (said: string): boolean => {
  const { category } = readDraft(said)
  return category !== undefined && category !== 'consultation' && isWorthATicket(said)
}

type Asked = { wish: Exclude<Wish, { kind: 'report' }>; isGroup: boolean; messageId: string }

const wishAnswer = (
  context: Context,
  person: PersonRow,
  { wish, isGroup, messageId }: Asked,
): string | Promise<string> => {
  const actor = actorOf(person)
  switch (wish.kind) {
    case 'mine':
      return readAs(context, actor, reading => answerMine(reading, isGroup))
    case 'progress':
      return readAs(context, actor, reading => answerProgress(reading, wish.number, isGroup))
    case 'nudge':
      return callAs(context, actor, call => answerNudge(call, wish.number))
    case 'free':
      return readAs(context, actor, answerFree)
    case 'redAlert':
      return raiseByMessage(context, person, { id: messageId, words: wish.words, channel: 'bot' })
    case 'help':
      return help
  }
}

type Told = { message: Extract<BotMessage, { kind: 'said' }>; person: PersonRow }

/** A draft through intake, and the card that asks whether it is right. Pictures alone join the draft begun just before. */
const draftAnswer = async (context: Context, row: BotMessageRow, { message, person }: Told): Promise<Answer> => {
  const { pictures, missing } = await fetchPictures(context, row, message)
  const ticketId = await draftOf(context, row, { message, person, pictures })
  if (ticketId === null) return words('图片没有取到，请再发一次。')
  const card = await readAs(context, actorOf(person), reading =>
    cardOfDraft(reading, {
      ticketId,
      messageId: row.id,
      isGroup: message.chatId !== null,
      pictures: pictures.length,
    }),
  )
  const lost = missing > 0 ? `有 ${missing} 张图片没有取到，请在工单里补传。` : ''
  return { says: `已为您登记草稿，请核对后提交。${lost}`, card }
}

const draftOf = async (
  context: Context,
  row: BotMessageRow,
  { message, person, pictures }: Told & { pictures: readonly Upload[] },
): Promise<string | null> => {
  if (message.words !== '') {
    const said = describe(message)
    return draftFromMessage(context, person, { id: row.id, channel: 'bot', words: said, pictures })
  }
  let ticketId: string | null = null
  for (const [at, picture] of pictures.entries()) {
    const id = at === 0 ? row.id : `${row.id.slice(0, 60)}.${at}`
    ticketId = await attachPicture(context, person, { id, picture, channel: 'bot' })
  }
  return ticketId
}

/** 报修 is left out where the rest speaks for itself; what the message answers to is part of the story. */
const describe = ({ words: said, quoted }: Told['message']): string => {
  const rest = withoutCommand(said)
  const told = readDraft(rest).category === undefined ? said : rest
  return quoted === '' ? told : `${told}\n引用：${quoted}`
}

/** The addresses of pictures live so long after the message. */
const PICTURE_LIFE_MS = 5 * MINUTE

const fetchPictures = async (context: Context, row: BotMessageRow, { pictures }: Told['message']) => {
  const fetched: Upload[] = []
  for (const ref of pictures) {
    const picture = await fetchPicture(shelfOf(context), ref).catch(error => {
      const mayPass = context.clock.now().getTime() < row.receivedAt.getTime() + PICTURE_LIFE_MS
      if (mayPass) throw error
      return null
    })
    if (picture) fetched.push(picture)
  }
  return { pictures: fetched, missing: pictures.length - fetched.length }
}

const isSafe = (context: Context, url: string): boolean =>
  url.startsWith('https://') || (context.config.mode === 'demo' && url.startsWith('http://'))

const shelfOf = (context: Context): PictureShelf => {
  const { bot } = context.config
  return { aesKey: bot.mode === 'callback' ? bot.aesKey : '', isSafe: url => isSafe(context, url) }
}

/** To the late address, once; a refusal there is final. */
const tellLate = async (context: Context, messageId: string): Promise<void> => {
  const row = await lookMessage(context.db.reader, messageId)
  if (row?.state !== 'answered') return
  const { responseUrl } = readBotMessage(row.raw)
  const canTell = responseUrl && isSafe(context, responseUrl) && mayStillTellLate(row, context.clock.now())
  const isTold = canTell && (await postedLate(context, responseUrl, row))
  await callAs(context, robot, call => (isTold ? noteTold(call, row.id) : giveUp(call, row.id)))
}

const postedLate = async (context: Context, responseUrl: string, { says, card }: BotMessageRow): Promise<boolean> => {
  const errcode = await postLate(responseUrl, lateReplyOf({ says: says ?? '', card }))
  if (errcode !== 0) context.log.warn({ errcode }, 'a late answer of the bot was refused')
  return errcode === 0
}
