import { randomInt } from 'node:crypto'
import type Router from '@koa/router'
import { callAs } from '../call'
import type { Context } from '../context'
import { readText } from '../http/body'
import { type EnvelopeKeys, openSealed, sealEnvelope } from '../wecom/sealed/actions'
import { type Arrival, keepAside, keepMessage, noteTold, robot } from './actions'
import { help } from './answers/view'
import { decideDraft } from './card/actions'
import { memberBehind } from './members/client'
import { readBotMessage } from './messages/rules'
import { lookMessage } from './store'
import { frameOf, lostFrame } from './stream/rules'

const MAX_BODY_BYTES = 1024 * 1024

/** `/wecom/bot`: sealed JSON of the bot in callback mode. Answered within the deadline; the worker does the rest. */
export const botRoutes = (router: Router, context: Context): void => {
  const { bot } = context.config
  if (bot.mode !== 'callback') return
  const keys: EnvelopeKeys = { token: bot.token, aesKey: bot.aesKey, receiveId: '' }

  router.get('/wecom/bot', koa => {
    koa.type = 'text/plain'
    koa.body = openSealed(keys, { search: koa.querystring }, context.clock.now()).plaintext
  })

  router.post('/wecom/bot', async koa => {
    const post = { body: await readText(koa, MAX_BODY_BYTES), contentType: koa.get('content-type') }
    const { plaintext, nonce } = openSealed(keys, { search: koa.querystring, post }, context.clock.now())
    const message = readBotMessage(plaintext)
    const reply = await replyTo(context, { raw: plaintext, message, transport: 'callback', requestId: null })
    koa.status = 200
    koa.body = reply ? sealedReply(keys, reply, { nonce, now: context.clock.now() }) : ''
  })
}

/** Timestamp a number of seconds, nonce that of the request; protocol section 2.3. */
const sealedReply = (keys: EnvelopeKeys, reply: object, { nonce, now }: { nonce: string; now: Date }) => {
  const timestamp = Math.floor(now.getTime() / 1000)
  const given = nonce || String(randomInt(2 ** 32))
  const { encrypt, signature } = sealEnvelope(keys, JSON.stringify(reply), {
    timestamp: String(timestamp),
    nonce: given,
  })
  return { encrypt, msgsignature: signature, timestamp, nonce: given }
}

const replyTo = async (context: Context, arrival: Arrival): Promise<object | null> => {
  const { message } = arrival
  switch (message.kind) {
    case 'said':
      return frameOf(await keepMessage(context, arrival), context.clock.now())
    case 'refresh':
      return refresh(context, message.streamId)
    case 'entered':
      await keepAside(context, arrival)
      return { msgtype: 'text', text: { content: help } }
    case 'clicked': {
      const person = await memberBehind(context, message.from)
      const card = await decideDraft(context, { ...arrival, message }, person)
      return card && { response_type: 'update_template_card', userids: [message.from], template_card: card }
    }
    case 'kicked':
      return null
    case 'other':
      if (message.name.startsWith('event.')) return keepAside(context, arrival).then(() => null)
      return frameOf(await keepMessage(context, arrival), context.clock.now())
  }
}

/** The platform asks how far the answer is; once it is whole, it counts as told. */
const refresh = async (context: Context, streamId: string): Promise<object> => {
  const row = await lookMessage(context.db.reader, streamId)
  if (!row) return lostFrame(streamId)
  if (row.state === 'answered') await callAs(context, robot, call => noteTold(call, row.id))
  return frameOf(row, context.clock.now())
}
