import { dispatchApi } from '../../shared/dispatch'
import { type EscalationHistory, escalationApi } from '../../shared/escalation'
import type { InputOf } from '../../shared/kernel/endpoint'
import { DAY, startOfChinaDay } from '../../shared/kernel/time'
import { ticketsApi } from '../../shared/tickets/api'
import type { TicketView } from '../../shared/tickets/views'
import { openTicket } from '../checkins/onSite'
import type { World } from '../support/world'

/** Moves the clock to this time of the present business day, or of the next one if it is past. */
export const passTo = async (world: World, time: string): Promise<void> => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  const today = startOfChinaDay(world.now()).getTime() + (hours * 60 + minutes) * 60_000
  const at = today > world.now().getTime() ? today : today + DAY
  await world.pass(at - world.now().getTime())
}

/** Nine o'clock on the next day that is worked. */
export const nextMorning = async (world: World): Promise<void> => {
  do await passTo(world, '09:00')
  while (/Sat|Sun/.test(new Date(world.now().getTime() + 8 * 3_600_000).toUTCString()))
}

/** A repair within two working hours, given to the engineer, who has not accepted yet. */
export const waiting = async (
  world: World,
  engineerId = 'engineer1',
  more: Partial<InputOf<typeof ticketsApi.create>> = {},
): Promise<TicketView> => {
  const ticket = await openTicket(world, more)
  const dispatcher = await world.as('dispatcher1')
  const assigned = await dispatcher.call(dispatchApi.assign, {
    ticketId: ticket.id,
    engineerId,
    version: ticket.version,
  })
  await world.drain()
  return assigned
}

export const historyOf = async (world: World, { id: ticketId }: { id: string }): Promise<EscalationHistory> =>
  (await world.as('admin1')).call(escalationApi.history, { ticketId })

/** `100 wecom dispatcher1 delivered`, the first first. */
export const toldOf = async (world: World, ticket: { id: string }): Promise<string[]> =>
  (await historyOf(world, ticket)).items
    .toReversed()
    .flatMap(({ level, attempts }) =>
      attempts.map(({ channel, personId, state }) => `${level} ${channel} ${personId} ${state}`),
    )

export const timelineOf = async (world: World, { id }: { id: string }): Promise<string[]> =>
  (await (await world.as('admin1')).call(ticketsApi.get, { id })).timeline.map(({ says }) => says)

export const cancel = async (world: World, { id }: { id: string }): Promise<void> => {
  const admin = await world.as('admin1')
  const { version } = await admin.call(ticketsApi.get, { id })
  await admin.call(ticketsApi.cancel, { id, version, reason: '测试结束' })
  await world.drain()
}
