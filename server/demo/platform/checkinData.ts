import type { Contacts } from './contacts'
import { type Json, jsonOf, ok, PlatformRefusal, type Routes } from './wire'

/** One record of 打卡 as the platform gives it; times in epoch seconds, degrees times 10^6 in GCJ-02. */
export type CheckinRecord = {
  userid: string
  checkin_type: '上班打卡' | '下班打卡' | '外出打卡'
  checkin_time: number
  exception_type?: string
  groupname?: string
  location_title?: string
  location_detail?: string
  lat?: number
  lng?: number
}

const MOST_USERS = 100
const LONGEST_SPAN_SECONDS = 30 * 86_400
const PER_MINUTE = 600
const MINUTE_MS = 60_000

const isOfType = ({ checkin_type }: CheckinRecord, wanted: unknown): boolean =>
  wanted === 3 || (wanted === 2) === (checkin_type === '外出打卡')

const checkSpan = ({ starttime, endtime }: Json): void => {
  const [from, to] = [Number(starttime), Number(endtime)]
  const isSpan = from > 0 && to > from && to - from <= LONGEST_SPAN_SECONDS
  if (!isSpan) throw new PlatformRefusal(301024, 'checkin time span out of limit')
}

/** checkin/getcheckindata, protocol section 11; its codes are those of the list of errcodes. */
export const checkinData = (contacts: Contacts, guard: (routes: Routes) => Routes, now: () => number) => {
  const records: CheckinRecord[] = []
  let calledAt: number[] = []
  const isMember = (userId: string): boolean =>
    contacts.members().some(member => member.userId.toLowerCase() === userId.toLowerCase())

  return {
    routes: guard({
      'POST /cgi-bin/checkin/getcheckindata': asked => {
        calledAt = [...calledAt.filter(at => at > now() - MINUTE_MS), now()]
        if (calledAt.length > PER_MINUTE) throw new PlatformRefusal(45009, 'api freq out of limit')
        const body = jsonOf(asked)
        const users = Array.isArray(body.useridlist) ? body.useridlist.map(String) : []
        if (users.length === 0 || users.length > MOST_USERS) throw new PlatformRefusal(301023, 'invalid useridlist')
        checkSpan(body)
        if (users.some(user => !isMember(user))) throw new PlatformRefusal(301021, 'invalid userid')
        const wanted = new Set(users.map(user => user.toLowerCase()))
        const checkindata = records.filter(
          record =>
            wanted.has(record.userid.toLowerCase()) &&
            isOfType(record, body.opencheckindatatype) &&
            record.checkin_time >= Number(body.starttime) &&
            record.checkin_time <= Number(body.endtime),
        )
        return ok({ checkindata })
      },
    }),
    addCheckinRecord: (record: CheckinRecord): void => void records.push(record),
    /** What a later approval does: the record of that member and second is another one now. */
    correctCheckinRecord: (userid: string, checkin_time: number, changes: Partial<CheckinRecord>): void => {
      const record = records.find(one => one.userid === userid && one.checkin_time === checkin_time)
      if (!record) throw new Error(`no record of ${userid} at ${checkin_time}`)
      Object.assign(record, changes)
    },
  }
}
