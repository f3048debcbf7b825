import { MOST_RANKED, type Simulation } from '../../shared/simulator'
import type { Reading } from '../call'
import { viewDevice } from '../equipment/actions'
import { findFlow } from '../flows/actions'
import { listTeams } from '../people/actions'
import { findTemplate } from '../templates/actions'
import type { TicketRow } from '../tickets/actions'
import { listOpened } from '../tickets/usage/actions'
import type { Tried } from './figures/rules'
import { viewSimulation } from './figures/view'
import { type FormChange, formChange, wordsOfForm } from './forms/rules'
import { loadPast, type PastTicket } from './past/actions'
import { type Altered, type Replayer, replayer } from './replays/actions'
import { wordsOfFlow } from './replays/rules'
import { type Suggest, suggester } from './suggesting/actions'
import { findTrial, flowFor, type Trial, type Wish } from './trial/actions'

const BATCH = 100

type Desk = {
  trial: Trial
  replay: Replayer
  suggest: Suggest | null
  teamName: (id: string) => string
}

/** Past tickets of a template once more, by what is tried. Nothing is written. Refuses as `findTrial`. */
export const simulate = async (reading: Reading, wish: Wish): Promise<Simulation> => {
  const trial = await findTrial(reading, wish)
  const found = await listOpened(reading, { templateIds: trial.templateIds, most: wish.last + 1 })
  const tickets = found.slice(0, wish.last)
  const desk = await deskFor(reading, trial)
  const tried: Tried[] = []
  for (let at = 0; at < tickets.length; at += BATCH) {
    for (const past of await loadPast(reading, tickets.slice(at, at + BATCH))) {
      tried.push(await tryOn(reading, past, { ...desk, suggest: tried.length < MOST_RANKED ? desk.suggest : null }))
    }
  }
  return viewSimulation(tried, { isWhole: found.length <= wish.last, isRanked: desk.suggest !== null })
}

const deskFor = async (reading: Reading, trial: Trial): Promise<Desk> => {
  const teams = new Map((await listTeams(reading)).items.map(({ id, name }) => [id, name]))
  return {
    trial,
    replay: replayer(reading),
    suggest: trial.template ? await suggester(reading) : null,
    teamName: id => teams.get(id) ?? id,
  }
}

const tryOn = async (reading: Reading, past: PastTicket, desk: Desk): Promise<Tried> => {
  const { ticket } = past
  const own = {
    template: (await findTemplate(reading, ticket.templateId)).body,
    flow: await findFlow(reading, past.flow.flowId),
  }
  const next = await flowFor(reading, desk.trial, own)
  const change = desk.trial.template && changeOf(past, { before: own.template, after: desk.trial.template })
  const { before, after } = await desk.replay(past, alteredBy(past, change), { own: own.flow, next })
  const given = change ? await givenTo(ticket, change, desk) : { before: [], after: [] }
  const says = [...(change ? wordsOfForm(change, desk.teamName) : []), ...wordsOfFlow(before, after)]
  return { ticket, before, after, given, misfits: change?.misfits ?? [], says: [...says, ...suggestionWords(given)] }
}

const changeOf = (
  { ticket, customer, device, moves }: PastTicket,
  bodies: Parameters<typeof formChange>[1],
): FormChange => {
  const around = { customer, device: device && viewDevice(device, ticket.createdAt) }
  const isFinished = moves.some(({ move }) => move === 'finish')
  return formChange(ticket, bodies, { around, stages: isFinished ? ['open', 'finish'] : ['open'] })
}

/** The ticket as the tried form would have handed it to its flow. */
const alteredBy = ({ ticket, reddenedAt }: PastTicket, change: FormChange | null): Altered => {
  if (!change) return { ...ticket, reddenedAt }
  const { before, after } = change
  // Where the form of its own time had reddened it, the tried one says whether it does.
  const byHand = before.redAlert === null ? reddenedAt : null
  return {
    answers: after.answers,
    priority: after.priority,
    businessType: after.businessType,
    teamId: after.teamId ?? ticket.teamId,
    reddenedAt: after.redAlert === null ? byHand : ticket.createdAt,
  }
}

const givenTo = async (
  ticket: TicketRow,
  { before, after }: FormChange,
  { suggest, teamName }: Desk,
): Promise<Tried['given']> => {
  const givenBy = async ({
    teamId,
    businessType,
    priority,
  }: FormChange['before']): Promise<Tried['given']['before']> => {
    const first = suggest && (await suggest(ticket, { businessType, priority }))
    return [
      ...(teamId ? [{ kind: 'team' as const, id: teamId, name: teamName(teamId) }] : []),
      ...(first ? [{ kind: 'suggestion' as const, ...first }] : []),
    ]
  }
  return { before: await givenBy(before), after: await givenBy(after) }
}

const suggestionWords = ({ before, after }: Tried['given']): string[] => {
  const [was, is] = [before, after].map(given => given.find(({ kind }) => kind === 'suggestion')?.name ?? '无人')
  return was === is ? [] : [`推荐派给 ${was}→${is}`]
}
