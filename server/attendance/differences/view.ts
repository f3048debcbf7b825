import type { DifferenceView } from '../../../shared/attendance'
import { toWire } from '../../../shared/kernel/time'
import type { Difference } from './rules'

const clockTime = (at: Date): string => toWire(at).slice(11, 16)

const distanceWords = (metres: number): string => `${(metres / 1000).toFixed(1)} 公里`

/** The difference as a sentence; `punch` and `visit` stand where their kind has one. */
const sentence = ({ kind, at, visit, punch, distanceMetres }: Difference): string => {
  const time = clockTime(at)
  switch (kind) {
    case 'visit_without_punch':
      return `${time} 到场签到（工单 ${visit?.ticketNumber}），当天没有打卡记录`
    case 'outside_without_visit':
      return `${time} 外出打卡，当天没有上门记录`
    case 'exception':
      return `${time} ${punch?.type}：${punch?.exceptions.join('、')}`
    case 'far_from_visits':
      return `${time} 外出打卡，距当天最近的上门地点 ${distanceWords(distanceMetres ?? 0)}`
  }
}

export const viewDifference = (difference: Difference, engineerName: string): DifferenceView => ({
  kind: difference.kind,
  engineerId: difference.engineerId,
  engineerName,
  day: difference.day,
  at: toWire(difference.at),
  ticketId: difference.visit?.ticketId ?? null,
  ticketNumber: difference.visit?.ticketNumber ?? null,
  placeTitle: difference.punch?.placeTitle ?? null,
  distanceMetres: difference.distanceMetres,
  says: sentence(difference),
})
