import { useEffect } from 'react'
import { checkinsApi } from '../../shared/checkins'
import type { Endpoint, InputOf, OutputOf } from '../../shared/kernel/endpoint'
import { partsApi } from '../../shared/parts'
import { templatesApi } from '../../shared/templates/api'
import { ticketsApi } from '../../shared/tickets/api'
import type { TicketCard } from '../../shared/tickets/views'
import { call } from '../lib/api'
import { keepAnswer } from '../lib/kept'

/** More than a day's visits are not taken along. */
const MOST = 10

const taken = new Set<string>()

const take = async <E extends Endpoint>(endpoint: E, input: InputOf<E>): Promise<OutputOf<E>> => {
  const answer = await call(endpoint, input)
  keepAnswer(endpoint.name, JSON.stringify(input), answer)
  return answer
}

const takeAlong = async (cards: readonly TicketCard[]): Promise<void> => {
  for (const { id, version } of cards.slice(0, MOST)) {
    if (taken.has(`${id} ${version}`)) continue
    const { templateId } = await take(ticketsApi.get, { id })
    await take(checkinsApi.ofTicket, { ticketId: id })
    await take(templatesApi.get, { id: templateId })
    taken.add(`${id} ${version}`)
  }
  if (cards.length > 0) await take(partsApi.list, {})
}

/** What the visits need is on the phone before the engineer drives to where there is no network. */
export const useTakenAlong = (cards: readonly TicketCard[] | undefined): void => {
  useEffect(() => {
    if (cards) takeAlong(cards).catch(() => undefined)
  }, [cards])
}
