import { DAY, HOUR, MINUTE, startOfChinaDay } from '../../../shared/kernel/time'
import type { PunchRow } from '../store'

/** A punch as it was read; what is stored adds an id and a version. */
export type Punch = Omit<PunchRow, 'id' | 'version'>
export type Span = { from: Date; to: Date }

/** 05:30 in the business zone, when yesterday's punches are in. */
const PULL_AT_MS = 5 * HOUR + 30 * MINUTE
/** Offline punches and corrections come late. */
const AGAIN_DAYS = 3
const FIRST_DAYS = 30
/** After a long silence; what is older is no longer worth a report. */
const MOST_DAYS = 90
/** The platform takes 30 days at most, and "less than a month" in another place. */
const LONGEST_SPAN_MS = 28 * DAY
const MOST_USERS = 100

/** The next time to pull after `now`. */
export const nextPullAt = (now: Date): Date => {
  const today = startOfChinaDay(now).getTime() + PULL_AT_MS
  return new Date(today > now.getTime() ? today : today + DAY)
}

/** What to pull: the last three days again, all that was missed since the last success, or a month at first. */
export const spansToPull = (pulledUntil: Date | null, now: Date): Span[] => {
  const today = startOfChinaDay(now).getTime()
  const again = today - AGAIN_DAYS * DAY
  const missed = pulledUntil ? startOfChinaDay(pulledUntil).getTime() : today - FIRST_DAYS * DAY
  const from = Math.max(Math.min(again, missed), today - MOST_DAYS * DAY)
  const spans: Span[] = []
  for (let start = from; start < now.getTime(); start += LONGEST_SPAN_MS) {
    spans.push({ from: new Date(start), to: new Date(Math.min(start + LONGEST_SPAN_MS, now.getTime())) })
  }
  return spans
}

/** At most a hundred members in one call. */
export const batchesOf = (userIds: readonly string[]): string[][] =>
  Array.from({ length: Math.ceil(userIds.length / MOST_USERS) }, (_, n) =>
    userIds.slice(n * MOST_USERS, (n + 1) * MOST_USERS),
  )

const keyOf = ({ userId, at, type }: Punch): string => `${userId}|${at.getTime()}|${type}`

const isSame = (a: Punch, b: Punch): boolean =>
  a.groupName === b.groupName &&
  a.placeTitle === b.placeTitle &&
  a.placeDetail === b.placeDetail &&
  a.lat === b.lat &&
  a.lng === b.lng &&
  a.exceptions.join() === b.exceptions.join()

/** What to write so that the table says what was pulled; a record that is not named any more stays. */
export const changesTo = (
  kept: readonly PunchRow[],
  pulled: readonly Punch[],
): { added: Punch[]; changed: { row: PunchRow; to: Punch }[] } => {
  const known = new Map(kept.map(row => [keyOf(row), row]))
  const latest = [...new Map(pulled.map(punch => [keyOf(punch), punch])).entries()]
  return {
    added: latest.flatMap(([key, punch]) => (known.has(key) ? [] : [punch])),
    changed: latest.flatMap(([key, to]) => {
      const row = known.get(key)
      return row && !isSame(row, to) ? [{ row, to }] : []
    }),
  }
}

const permission =
  '本应用还不能读取打卡数据：请管理员在企业微信管理后台「应用管理 → 打卡 → 可调用接口的应用」里加入本应用，次日自动补拉'
const unknownThere =
  '有成员的企业微信账号不在通讯录或不在应用可见范围：请核对「应用管理 → 本应用 → 可见范围」和成员名单里的账号'

const problems: Record<number, string> = { 48002: permission, 301002: permission, 301021: unknownThere }

/** The platform's "no", and what it means to an administrator in general. */
export type Refused = { errcode: number; advice: string | null }

/** What the administrator can do about it, protocol sections 1.1 and 11. */
export const problemOf = ({ errcode, advice }: Refused): string =>
  problems[errcode] ??
  advice ??
  `企业微信拒绝了打卡数据请求（错误码 ${errcode}），可用 npm run wecom -- doctor 检查设置`

const MOST_NAMED = 5

/** The pull is as good as done: members who are not known there are named, so that somebody can put them right. */
export const unknownMembers = (userIds: readonly string[]): string | null => {
  if (userIds.length === 0) return null
  const named = userIds.slice(0, MOST_NAMED).join('、')
  return `${unknownThere}（${named}${userIds.length > MOST_NAMED ? ' 等' : ''}）`
}
