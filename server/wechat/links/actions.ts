import { Refusal, refuse } from '../../../shared/kernel/refusal'
import { systemActor } from '../../../shared/kernel/roles'
import { DAY, toWire } from '../../../shared/kernel/time'
import { type Call, type Reading, readAs } from '../../call'
import type { Context } from '../../context'
import { findFile, keepFile, storeBytes, type Upload, viewFile } from '../../files/actions'
import { findTicket, type TicketRow } from '../../tickets/actions'
import type { ProgramPage } from '../client'
import { LINK_DAYS, refusalOfWechat } from './rules'
import { type LinkRow, lookLink, lookScene, replaceLink, saveScene, setSceneFile } from './store'

const robot = systemActor('wechat')

const trackPage = (context: Reading['context'], { trackToken }: TicketRow): ProgramPage => ({
  path: 'pages/track/index',
  query: `t=${trackToken}`,
  version: context.config.progressMessage?.version ?? 'formal',
})

type Input = { ticketId: string }
type MadeCode = { upload: Upload; sha256: string } | null

/** Whoever asks, the ticket is looked at as the system; whether they may see it is decided afterwards. */
const ticketOf = (context: Context, { ticketId }: Input): Promise<TicketRow> =>
  readAs(context, robot, reading => findTicket(reading, ticketId))

const asking = async <T>(context: Context, ask: () => Promise<T>): Promise<T> => {
  try {
    return await ask()
  } catch (error) {
    const { code, errcode } = refusalOfWechat(error)
    context.log.error({ err: error }, 'WeChat gave no code or link')
    throw new Refusal(code, { errcode })
  }
}

/**
 * The mini-program code of a ticket's page, if there is none yet. The scene is the ticket's own random token: what the
 * code opens is what its link opens. Refuses `wechat.*`.
 */
export const makeTrackCode = async (context: Context, input: Input): Promise<MadeCode> => {
  if (!context.config.wechat.appId) refuse('wechat.not_configured')
  const ticket = await ticketOf(context, input)
  const known = await lookScene(context.db.reader, ticket.trackToken)
  if (known?.fileId) return null
  const { path, version } = trackPage(context, ticket)
  const { bytes, contentType } = await asking(context, () =>
    context.outside.wechat.unlimitedCode({ scene: ticket.trackToken, path, version }),
  )
  const mime = contentType.split(';')[0]?.trim() ?? ''
  const upload = { name: `进度码 ${ticket.number}.${mime === 'image/png' ? 'png' : 'jpg'}`, mime, bytes }
  return { upload, sha256: await storeBytes(context, upload) }
}

/** A link to the picture. Refuses `ticket.not_found` for a ticket that this actor does not see. */
export const showTrackCode = async (call: Call, { ticketId }: Input, made: MadeCode): Promise<{ url: string }> => {
  const { trackToken } = await findTicket(call, ticketId)
  const known = await lookScene(call.tx, trackToken)
  if (!known) {
    const scene = { id: trackToken, kind: 'track', subjectId: ticketId, fileId: null } as const
    await saveScene(call.tx, { ...scene, createdAt: call.now })
  }
  const fileId = made ? (await keepFile(call, made.upload, made.sha256)).id : known?.fileId
  if (made && fileId) await setSceneFile(call.tx, trackToken, fileId)
  const file = await findFile(call, fileId ?? refuse('file.not_found'))
  return { url: viewFile(file, call.context.signer, call.now).url }
}

/** What a code's scene opens. Refuses `wechat.scene_unknown`. */
export const readScene = async (
  { tx }: Reading,
  { scene }: { scene: string },
): Promise<{ kind: 'track'; trackToken: string }> => {
  const known = (await lookScene(tx, scene)) ?? refuse('wechat.scene_unknown')
  return { kind: known.kind, trackToken: known.id }
}

const isGood = (link: LinkRow | null, now: Date): link is LinkRow =>
  link !== null && link.expiresAt.getTime() > now.getTime() + DAY

/** A new link, if the one at hand ends soon; null when it is good, or when there is no mini-program. */
export const makeTrackLink = async (context: Context, input: Input): Promise<LinkRow | null> => {
  if (!context.config.wechat.appId) return null
  const ticket = await ticketOf(context, input)
  const now = context.clock.now()
  if (isGood(await lookLink(context.db.reader, ticket.id), now)) return null
  const url = await asking(context, () => context.outside.wechat.urlLink(trackPage(context, ticket), LINK_DAYS))
  return { id: ticket.id, url, expiresAt: new Date(now.getTime() + LINK_DAYS * DAY) }
}

/** The address of a ticket's page for a text message: into the mini-program, or to our own page while there is none. */
export const showTrackLink = async (
  call: Call,
  { ticketId }: Input,
  made: LinkRow | null,
): Promise<{ url: string; expiresAt: string | null }> => {
  const ticket = await findTicket(call, ticketId)
  if (made) await replaceLink(call.tx, made)
  const link = made ?? (await lookLink(call.tx, ticketId))
  if (link) return { url: link.url, expiresAt: toWire(link.expiresAt) }
  const { path, query } = trackPage(call.context, ticket)
  return { url: `${call.context.config.publicUrl}/#/${path}?${query}`, expiresAt: null }
}
