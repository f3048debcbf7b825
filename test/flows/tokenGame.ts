import { chosenWay, dateOf, holds } from '../../shared/flows/conditions'
import type { FlowBody, FlowNode } from '../../shared/flows/flow'
import { indexOfStage } from '../../shared/flows/stages'
import type { Facts, Happening } from '../../shared/flows/state'

/** One slip for each parallel that it has gone through and that has not been joined yet: which time, and into how many. */
type Slip = { time: number; of: number }
type Piece = { at: string; isResting: boolean; slips: Slip[] }

/**
 * The flow as a board game, one move of one piece at a time, without knowing which join belongs to which parallel: a
 * parallel gives all its pieces the same slip, and those on a join go on as one when all with that slip are there.
 */
export type Game = { pieces: Piece[]; isOver: boolean; approvals: Record<string, string[]>; times: number }

const nodeOf = (body: FlowBody, key: string): FlowNode => {
  const node = body.nodes.find(one => one.key === key)
  if (!node) throw new Error(`no node ${key}`)
  return node
}

const outsOf = (body: FlowBody, key: string) => body.transitions.filter(({ from }) => from === key)
const nextOf = (body: FlowBody, key: string, facts: Facts): string =>
  chosenWay(
    outsOf(body, key).filter(({ isRefusal }) => !isRefusal),
    facts.data,
  ).to

const goesOn = (node: FlowNode, facts: Facts): boolean => {
  if (node.isSkippedWhenRed && facts.isRed) return true
  if (node.skipWhen !== undefined && holds(node.skipWhen, facts.data)) return true
  if (node.kind === 'automatic') return true
  if (node.stage) return indexOfStage(node.stage) < facts.position
  if (node.waitsFor !== 'date') return false
  const at = dateOf(node.until, facts.data, facts.now)
  return !at || at <= facts.now
}

const isTogether = ({ pieces }: Game, { at, slips }: Piece): boolean => {
  const last = slips.at(-1)
  return pieces.filter(one => one.at === at && one.slips.at(-1)?.time === last?.time).length === last?.of
}

/** Moves pieces until none can move by itself. */
const settle = (body: FlowBody, game: Game, facts: Facts): Game => {
  for (;;) {
    const fresh = game.pieces.find(({ isResting }) => !isResting)
    if (fresh) {
      const node = nodeOf(body, fresh.at)
      if (node.kind === 'end') game.pieces.splice(game.pieces.indexOf(fresh), 1)
      else if (node.kind === 'parallel') {
        const ways = outsOf(body, node.key)
        game.times += 1
        const slips = [...fresh.slips, { time: game.times, of: ways.length }]
        game.pieces.splice(game.pieces.indexOf(fresh), 1)
        for (const { to } of ways) game.pieces.push({ at: to, isResting: false, slips })
      } else if (node.kind !== 'join' && goesOn(node, facts)) fresh.at = nextOf(body, node.key, facts)
      else {
        fresh.isResting = true
        game.approvals[node.key] = []
      }
      continue
    }
    const ready = game.pieces.find(one => nodeOf(body, one.at).kind === 'join' && isTogether(game, one))
    if (!ready) break
    game.pieces = game.pieces.filter(({ at }) => at !== ready.at)
    game.pieces.push({ at: nextOf(body, ready.at, facts), isResting: false, slips: ready.slips.slice(0, -1) })
  }
  if (game.pieces.length === 0) game.isOver = true
  return game
}

export const beginGame = (body: FlowBody, facts: Facts): Game =>
  settle(
    body,
    { pieces: [{ at: body.nodes[0]?.key ?? '', isResting: false, slips: [] }], isOver: false, approvals: {}, times: 0 },
    facts,
  )

/** `owners` sit at every node. */
export const playGame = (
  body: FlowBody,
  before: Game,
  happening: Happening,
  { facts, owners }: { facts: Facts; owners: readonly string[] },
): Game => {
  const game = structuredClone(before)
  if (game.isOver) return game
  const go = (at: string, to: string): void => {
    const piece = game.pieces.find(one => one.at === at)
    if (piece) Object.assign(piece, { at: to, isResting: false })
  }
  const refuse = (at: string): void => {
    const { to } = chosenWay(
      outsOf(body, at).filter(({ isRefusal }) => isRefusal),
      facts.data,
    )
    if (nodeOf(body, to).kind === 'end') Object.assign(game, { pieces: [], isOver: true })
    else go(at, to)
  }
  const isThere = (key: string) => game.pieces.some(({ at }) => at === key)
  switch (happening.kind) {
    case 'moved':
    case 'reddened':
      for (const { at } of [...game.pieces]) {
        const node = nodeOf(body, at)
        const mayGo = happening.kind === 'moved' ? node.stage !== undefined : node.isSkippedWhenRed === true
        if (mayGo && goesOn(node, facts)) go(at, nextOf(body, at, facts))
      }
      break
    case 'completed':
    case 'timer':
      if (isThere(happening.nodeKey)) go(happening.nodeKey, nextOf(body, happening.nodeKey, facts))
      break
    case 'withdrawn':
      if (isThere(happening.nodeKey)) refuse(happening.nodeKey)
      break
    case 'decided': {
      const { nodeKey, personId, decision } = happening
      if (!isThere(nodeKey)) break
      if (decision === 'refuse') refuse(nodeKey)
      else {
        const approved = new Set([...(game.approvals[nodeKey] ?? []), personId])
        game.approvals[nodeKey] = [...approved]
        const { kind, needs } = nodeOf(body, nodeKey)
        const isEnough = kind === 'countersign' || needs === 'all' ? approved.size === owners.length : true
        if (isEnough) go(nodeKey, nextOf(body, nodeKey, facts))
      }
      break
    }
  }
  return settle(body, game, facts)
}
