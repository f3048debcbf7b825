import Router from '@koa/router'
import type { Context as KoaContext, Middleware } from 'koa'
import * as z from 'zod/mini'
import { Refusal, refuse } from '../../shared/kernel/refusal'
import { systemActor } from '../../shared/kernel/roles'
import { id, requiredText } from '../../shared/kernel/schema'
import { readAs } from '../call'
import type { Context } from '../context'
import { listFirstCustomers } from '../customers/actions'
import { readJson } from '../http/body'
import { listActivePeople, type PersonRow } from '../people/actions'
import { script, styleSheet } from './pages/assets'
import type { Said } from './pages/message'
import { pageHtml, phonesHtml, type Stage } from './pages/page'
import type { CallbackOutcome } from './platform/callbacks'
import type { Platform } from './platform/platform'

const CUSTOMERS_SHOWN = 6

/** Two seconds a short sentence, as people speak. */
const secondsOf = (text: string): number => Math.min(60, Math.max(1, Math.ceil(text.length / 4)))

const click = z.object({
  userId: id,
  taskId: requiredText(128),
  key: requiredText(1024),
  selected: z._default(z.record(z.string(), z.array(z.string())), {}),
})
const answer = z.object({ serial: id, does: z.enum(['take', 'answer', 'reject']) })
const say = z.object({ userId: id, text: requiredText(500), as: z._default(z.enum(['text', 'voice']), 'text') })

/** `/demo`: what WeCom would show each member, and what they could do there. `platform` is null when WeCom is played elsewhere. */
export const demoPages = (context: Context, platform: Platform | null): Middleware => {
  const router = new Router({ prefix: '/demo' })
  const said: Said[] = []

  const stageOf = async (koa: KoaContext): Promise<Stage> => {
    const [people, customers] = await readAs(context, systemActor('demo'), reading =>
      Promise.all([listActivePeople(reading), listFirstCustomers(reading, CUSTOMERS_SHOWN)]),
    )
    const shown = shownIn(koa, people)
    const { publicUrl } = context.config
    const phones = shown.flatMap(personId => {
      const person = people.find(one => one.id === personId)
      const contact = customers.find(({ ownerId }) => ownerId === personId)?.externalUserId ?? null
      return person?.wecomUserId
        ? [
            {
              person,
              publicUrl,
              contact,
              deliveries: platform?.outbox ?? [],
              said,
              lines: platform?.phones.lines ?? [],
            },
          ]
        : []
    })
    return { people, customers, shown, phones, elsewhere: platform ? null : context.config.wecom.apiBase }
  }
  /** Every change of what is shown counts one of the three up. */
  const version = (): string => `${platform?.outbox.length ?? 0}.${said.length}.${platform?.phones.changes() ?? 0}`

  router.get('/', async koa => {
    koa.type = 'html'
    koa.set('content-security-policy', "default-src 'self'; img-src 'self' data:")
    koa.body = pageHtml(await stageOf(koa), version()).markup
  })
  router.get('/phones', async koa => {
    const now = version()
    koa.body = koa.query.version === now ? null : { version: now, html: phonesHtml(await stageOf(koa)).markup }
  })
  router.get('/look.css', koa => {
    koa.type = 'css'
    koa.body = styleSheet()
  })
  router.get('/demo.js', koa => {
    koa.type = 'js'
    koa.body = script()
  })

  router.post('/click', async koa => {
    const { userId, taskId, key, selected } = await read(koa, click)
    koa.body = await act(platform, one => one.memberClicksCard(userId, taskId, key, selected))
  })
  router.post('/phone', async koa => {
    const { serial, does } = await read(koa, answer)
    koa.body = await act(platform, async ({ phones }) => {
      await (does === 'reject' ? phones.reject(serial) : phones.answer(serial, does === 'take' ? '1' : undefined))
      return { accepted: true }
    })
  })
  router.post('/say', async koa => {
    const { userId, text, as: kind } = await read(koa, say)
    koa.body = await act(platform, one => {
      const at = context.clock.now().getTime()
      const spoken = () => one.memberSpeaks(userId, one.addVoice({ text, seconds: secondsOf(text) }))
      const outcome = kind === 'voice' ? spoken() : one.memberSays(userId, text)
      said.push({ at, userId, kind, text })
      return outcome
    })
  })
  return refusing(router.routes() as Middleware)
}

const firstOfEach = ['sales', 'dispatcher', 'engineer'] as const

/** The members named in the address, else one of each of the three who meet in every ticket. */
const shownIn = ({ query }: KoaContext, people: readonly PersonRow[]): string[] =>
  typeof query.show === 'string'
    ? query.show.split(',').filter(Boolean).slice(0, 12)
    : firstOfEach.flatMap(role => people.find(({ roles }) => roles.includes(role))?.id ?? [])

const read = async <T extends z.ZodMiniType>(koa: KoaContext, schema: T): Promise<z.output<T>> => {
  const parsed = z.safeParse(schema, (await readJson(koa)).value)
  return parsed.success ? parsed.data : refuse('request.malformed')
}

/** What could not be done, in words for the page. */
class Undoable extends Error {}

/** Does it and waits for the callback that follows; the fake platform throws at what a member could not do. */
const act = async (
  platform: Platform | null,
  does: (platform: Platform) => Promise<Pick<CallbackOutcome, 'accepted'>>,
) => {
  if (!platform) throw new Undoable('企业微信由别处扮演，请在那里操作')
  const outcome = await Promise.resolve(platform)
    .then(does)
    .catch(() => {
      throw new Undoable('这张卡片、这通来电或这位同事已经不在了，请刷新页面')
    })
  if (!outcome.accepted) throw new Undoable('回调没有送达，请稍后再试')
  return { accepted: true }
}

/** These pages stand before the product's own chain, so they answer for their own mistakes. */
const refusing =
  (pages: Middleware): Middleware =>
  async (koa, next) => {
    if (!koa.path.startsWith('/demo')) return next()
    try {
      await pages(koa, next)
    } catch (error) {
      if (!(error instanceof Refusal || error instanceof Undoable)) throw error
      koa.status = error instanceof Refusal ? error.status : 409
      koa.body = { error: { code: 'demo.undoable', message: error.message, details: {} } }
    }
  }
