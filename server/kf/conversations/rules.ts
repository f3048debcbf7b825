import { HOUR, MINUTE } from '../../../shared/kernel/time'
import type { Signer } from '../../signer'
import type { KfContent } from '../messages/rules'

/** What follows a message within this time belongs to the ticket it made. */
export const SAME_SUBJECT_MS = 30 * MINUTE
/** A chat that a person has taken is theirs until they end it, or for as long as the platform keeps a session. */
const SESSION_MS = 48 * HOUR

/** What a message makes: a ticket, an addition to the one at hand, or an answer without either. */
export type Plan = 'ignore' | 'open' | 'add' | 'nudge' | 'callPerson' | 'tellProgress'

export type Situation = {
  /** A ticket that is still being worked on follows from this chat. */
  hasTicket: boolean
  ticketAt: Date | null
  withPersonAt: Date | null
  sentAt: Date
}

/** What was understood of the words; `names` is false when they speak of no fault, wish or complaint. */
export type Understood = { isWorthATicket: boolean; namesSomething: boolean }

const PERSON = /^(?:请)?(?:转|找|要|叫|接)?(?:一下)?人工(?:客服|服务|座席)?$/
const NUDGE = /^(?:催单|催一下|催催|催一催|请催单|快点|麻烦快点)$/
const PROGRESS = /^(?:查(?:询|一下|看)?)?(?:进度|工单|订单)$/

const bare = (words: string): string => words.replace(/[^\p{L}\p{N}]/gu, '')

/** `said` is null for a picture, and for speech that nobody has understood. */
export const planFor = (
  content: KfContent,
  said: string | null,
  situation: Situation,
  understood: Understood,
): Plan => {
  const asked = said === null ? null : askedFor(content, bare(said))
  if (asked) return asked
  if (situation.hasTicket && isRecent(situation)) return said === null || understood.isWorthATicket ? 'add' : 'ignore'
  if (said !== null && !understood.isWorthATicket) return 'ignore'
  if (situation.hasTicket && said !== null && !understood.namesSomething) return 'add'
  return isWithPerson(situation) ? 'ignore' : 'open'
}

const askedFor = (content: KfContent, words: string): Plan | null => {
  const menuId = content.kind === 'text' ? content.menuId : null
  if (menuId?.startsWith('urge_') || NUDGE.test(words)) return 'nudge'
  if (menuId === 'person' || PERSON.test(words)) return 'callPerson'
  return menuId === 'progress' || PROGRESS.test(words) ? 'tellProgress' : null
}

const isRecent = ({ ticketAt, sentAt }: Situation): boolean =>
  ticketAt !== null && Math.abs(sentAt.getTime() - ticketAt.getTime()) <= SAME_SUBJECT_MS

export const isWithPerson = ({ withPersonAt, sentAt }: Pick<Situation, 'withPersonAt' | 'sentAt'>): boolean =>
  withPersonAt !== null && sentAt.getTime() - withPersonAt.getTime() < SESSION_MS

const said = (deviceId: string): string => `kf.device.${deviceId}`

/** What the address of a device's chat carries: nobody can claim a device whose code they have not seen. */
export const sceneParamOf = (signer: Signer, deviceId: string): string =>
  `${deviceId}.${signer.sign('code', said(deviceId))}`

/** The device that somebody came by; null for anything that we have not signed. */
export const deviceIn = (signer: Signer, sceneParam: string): string | null => {
  const [, deviceId = '', mac = ''] = /^(.{1,64})\.([\w-]{22})$/.exec(sceneParam) ?? []
  return deviceId && signer.isSigned('code', said(deviceId), mac) ? deviceId : null
}
