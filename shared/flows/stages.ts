import type { Move, Status } from '../tickets/life'
import { type Stage, stages } from './flow'

/** How far a ticket is in its life: the index of its stage, `stages.length` once it is over. */
const positions: Record<Status, number> = {
  draft: 0,
  open: 1,
  assigned: 1,
  accepted: 2,
  travelling: 2,
  working: 2,
  waiting: 2,
  awaiting_acceptance: 3,
  completed: 4,
  closed: 5,
  cancelled: 5,
}

export const positionOf = (status: Status): number => positions[status]
export const indexOfStage = (stage: Stage): number => stages.indexOf(stage)

/** The stage whose work a move is; those that give a ticket back, stop work or end it belong to none and are never held. */
const stageOfMove: Partial<Record<Move, Stage>> = {
  submit: 'accept',
  assign: 'triage',
  accept: 'triage',
  depart: 'handle',
  arrive: 'handle',
  resume: 'handle',
  finish: 'handle',
  confirm: 'feedback',
  close: 'revisit',
}

/** The moves that do the work of this stage or of a later one. */
export const movesFrom = (stage: Stage): Move[] =>
  (Object.entries(stageOfMove) as [Move, Stage][])
    .filter(([, of]) => indexOfStage(of) >= indexOfStage(stage))
    .map(([move]) => move)

/** What cannot be done before the stage has come, in a sentence. */
export const firstMoveNames: Record<Stage, string> = {
  accept: '提交',
  triage: '派单',
  handle: '出发',
  feedback: '验收',
  revisit: '归档',
}
