import * as z from 'zod/mini'
import type { WecomCalls } from '../../wecom/calls/client'
import { alarmOf, reactionTo, WecomError } from '../../wecom/errors/rules'
import type { Punch, Refused, Span } from './rules'

const EVERY_TYPE = 3
const UNKNOWN_MEMBER = 301021
/** 获取打卡数据失败: theirs, and worth another try. */
const FAILED_THERE = 301022

const optionalText = z._default(z.string(), '')
const record = z.object({
  userid: z.string().check(z.minLength(1)),
  checkin_type: z.string().check(z.minLength(1)),
  checkin_time: z.number().check(z.gt(0)),
  exception_type: optionalText,
  groupname: optionalText,
  location_title: optionalText,
  location_detail: optionalText,
  lat: z.optional(z.number()),
  lng: z.optional(z.number()),
})
const answer = z.object({ checkindata: z._default(z.array(z.unknown()), []) })

const words = (text: string, most: number): string | null => text.trim().slice(0, most) || null

/** Protocol section 11: epoch seconds, degrees times 10^6. A record without place has none or zeros. */
const punchOf = (one: z.output<typeof record>): Punch => {
  const place = one.lat && one.lng ? { lat: one.lat / 1e6, lng: one.lng / 1e6 } : { lat: null, lng: null }
  return {
    userId: one.userid.toLowerCase(),
    at: new Date(one.checkin_time * 1000),
    type: one.checkin_type.slice(0, 20),
    exceptions: one.exception_type.split(/[;；]/).flatMap(part => part.trim() || []),
    groupName: words(one.groupname, 120),
    placeTitle: words(one.location_title, 200),
    placeDetail: words(one.location_detail, 300),
    ...place,
  }
}

type Calls = Pick<WecomCalls, 'post'>
export type Pulled = { punches: Punch[]; unknownUserIds: string[] }

/** One call. A record that cannot be read is left out. */
const pullOnce = async (calls: Calls, userIds: readonly string[], span: Span): Promise<Punch[]> => {
  const { checkindata } = await calls.post(answer, '/cgi-bin/checkin/getcheckindata', {
    opencheckindatatype: EVERY_TYPE,
    starttime: Math.floor(span.from.getTime() / 1000),
    endtime: Math.floor(span.to.getTime() / 1000),
    useridlist: userIds,
  })
  return checkindata.flatMap(one => {
    const read = z.safeParse(record, one)
    return read.success ? [punchOf(read.data)] : []
  })
}

/** One member who is unknown there spoils the whole call, so the list is halved until only they are left out. */
const pullKnown = async (calls: Calls, userIds: readonly string[], span: Span): Promise<Pulled> => {
  try {
    return { punches: await pullOnce(calls, userIds, span), unknownUserIds: [] }
  } catch (error) {
    if (!(error instanceof WecomError) || error.errcode !== UNKNOWN_MEMBER) throw error
    if (userIds.length <= 1) return { punches: [], unknownUserIds: [...userIds] }
    const middle = Math.ceil(userIds.length / 2)
    const first = await pullKnown(calls, userIds.slice(0, middle), span)
    const rest = await pullKnown(calls, userIds.slice(middle), span)
    return {
      punches: [...first.punches, ...rest.punches],
      unknownUserIds: [...first.unknownUserIds, ...rest.unknownUserIds],
    }
  }
}

const mayPass = (error: WecomError): boolean =>
  error.errcode === FAILED_THERE || ['retry', 'refresh'].includes(reactionTo(error))

/**
 * The punches of at most 100 members in a span of at most 30 days; `refused` when asking again would not help, 48002
 * when the app may not read 打卡. Throws what may pass, so that the queue tries again with a back-off.
 */
export const pullPunches = async (
  calls: Calls,
  userIds: readonly string[],
  span: Span,
): Promise<Pulled | { refused: Refused }> => {
  try {
    return await pullKnown(calls, userIds, span)
  } catch (error) {
    if (!(error instanceof WecomError) || mayPass(error)) throw error
    return { refused: { errcode: error.errcode, advice: alarmOf(error)?.says ?? null } }
  }
}
