import { customers } from '../../../config/seed/customers'
import { devices } from '../../../config/seed/devices'
import type { SeedTicket } from '../../../config/seed/tickets'
import { DAY, HOUR, MINUTE, startOfChinaDay, toWire } from '../../../shared/kernel/time'
import type { Answers } from '../../../shared/templates/fields'
import type { Status } from '../../../shared/tickets/life'

/** What a ticket is about, in the ids of the company. */
export type Subject = {
  customerId: string
  deviceId: string | null
  templateId: string
  answers: Answers
  says: string
}

const templateFor: Record<string, string> = {
  'repair.aircon': 'aircon-repair',
  'repair.washer': 'washer-repair',
  'repair.waterheater': 'waterheater-repair',
}

/** `device07`, or `complaint customer24`. */
export const subjectOf = ({ subject, symptom, words }: SeedTicket): Subject => {
  const device = devices.find(({ id }) => id === subject)
  if (!device) {
    const [templateId = '', customerId = ''] = subject.split(' ')
    return { customerId, deviceId: null, templateId, answers: {}, says: words }
  }
  const energy: Answers = device.businessType === 'repair.waterheater' ? { energy: device.name.slice(0, -3) } : {}
  return {
    customerId: device.customerId,
    deviceId: device.id,
    templateId: templateFor[device.businessType] ?? '',
    answers: symptom ? { symptom, ...energy } : {},
    says: [`${device.name}${symptom}`, words].join('，'),
  }
}

/** `3d 09:20` is at that time three days before `now`, `95m` so many minutes before it. */
const openedAt = (opened: string, now: Date): Date => {
  const [, days, time] = /^(\d+)d (\d\d:\d\d)$/.exec(opened) ?? []
  if (!days || !time) return new Date(now.getTime() - Number.parseInt(opened, 10) * MINUTE)
  const day = startOfChinaDay(new Date(now.getTime() - Number(days) * DAY))
  return new Date(toWire(day).replace('00:00', time))
}

export type Deed =
  | 'create'
  | 'comment'
  | 'assign'
  | 'accept'
  | 'decline'
  | 'depart'
  | 'arrive'
  | 'pause'
  | 'finish'
  | 'confirm'
  | 'close'
  | 'reopen'
  | 'cancel'
/** One thing that somebody does; `words` are what they say with it, and to whom. */
export type Scene = { deed: Deed; at: Date; who: string; words: string; audience: 'internal' | 'customer' }

const DISPATCHER = 'dispatcher1'

/** How far along the road a status is; waiting and cancelled leave it on the way. */
const road: readonly Status[] = [
  'draft',
  'open',
  'assigned',
  'accepted',
  'travelling',
  'working',
  'awaiting_acceptance',
  'completed',
  'closed',
]

const reachOf = ({ ends, engineerId, reopenReason }: SeedTicket): Status => {
  if (ends === 'waiting') return 'working'
  if (reopenReason) return 'completed'
  return engineerId && (ends === 'cancelled' || ends === 'open') ? 'assigned' : ends
}

/** The scenes of a ticket up to where it stands at `now`, in order. */
export const scenesOf = (ticket: SeedTicket, now: Date): Scene[] => {
  const { engineerId, visitAfter, works, isByCustomer, comments } = ticket
  const opened = openedAt(ticket.opened, now)
  const { customerId } = subjectOf(ticket)
  const owner = customers.find(({ id }) => id === customerId)?.ownerId ?? DISPATCHER
  const engineer = engineerId ?? ''
  const scene = (deed: Deed, afterMinutes: number, who: string, words = ''): Scene => {
    return { deed, at: new Date(opened.getTime() + afterMinutes * MINUTE), who, words, audience: 'internal' }
  }
  const assigned = ticket.priority === 'critical' ? 3 : 8
  const finished = visitAfter + works
  const reached = road.indexOf(reachOf(ticket))
  const along: [Status, Scene][] = [
    ['assigned', scene('assign', assigned, DISPATCHER)],
    ['accepted', scene('accept', assigned + 6, engineer)],
    ['travelling', scene('depart', visitAfter - 20, engineer)],
    ['working', scene('arrive', visitAfter, engineer)],
    ['awaiting_acceptance', scene('finish', finished, engineer, '已处理，试机正常')],
    ['completed', scene('confirm', finished + 45, customerId)],
    ['closed', scene('close', finished + 180, 'finance1')],
  ]
  const scenes = [
    scene('create', 0, isByCustomer ? customerId : owner),
    ...comments.map(({ afterMinutes, who, audience, body }) => ({
      ...scene('comment', afterMinutes, { customer: customerId, engineer }[who] ?? who, body),
      audience,
    })),
    ...along.filter(([status]) => road.indexOf(status) <= reached).map(([, one]) => one),
  ]
  if (ticket.declineReason) scenes.push(scene('decline', 30, engineer, ticket.declineReason))
  if (ticket.ends === 'waiting') scenes.push(scene('pause', finished, engineer, ticket.words))
  if (ticket.ends === 'cancelled') scenes.push(scene('cancel', 60, customerId, ticket.cancelReason))
  if (ticket.reopenReason)
    scenes.push({ ...scene('reopen', 0, customerId, ticket.reopenReason), at: hoursBefore(now, 3) })
  return scenes.sort((a, b) => a.at.getTime() - b.at.getTime())
}

const hoursBefore = (now: Date, hours: number): Date => new Date(now.getTime() - hours * HOUR)
