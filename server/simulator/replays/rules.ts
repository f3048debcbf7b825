import type { AssigneeRule, FlowNode, NodeKind, Stage } from '../../../shared/flows/flow'
import type { PastStep, ReplayedStep } from '../../../shared/flows/replay'
import { MINUTE } from '../../../shared/kernel/time'
import type { TriedFlow } from '../rules'

export type Seat = { id: string; name: string }
/** A step with who was, or would be, asked, and how long it took; null where that is not known. */
export type Asked<Step extends PastStep = PastStep> = Step & { owners: Seat[]; minutes: number | null }
export type WouldBe = Asked<ReplayedStep> & { clockMinutes: number | null; was: Asked | null }

type Placed = { nodeKey: string; kind: NodeKind; stage: Stage | null }

/** The same node in another flow: of the same stage, else of the same key and kind. */
export const placeOf = ({ nodeKey, kind, stage }: Placed): string => (stage ? `stage ${stage}` : `${kind} ${nodeKey}`)

export const isDecision = ({ kind }: Pick<Placed, 'kind'>): boolean => kind === 'approval' || kind === 'countersign'

/** Where time goes by or somebody is asked. */
export const isWork = ({ kind }: Pick<Placed, 'kind'>): boolean =>
  isDecision({ kind }) || kind === 'task' || kind === 'wait'

export const isAsked = ({ kind, outcome }: Pick<PastStep, 'kind' | 'outcome'>): boolean =>
  isWork({ kind }) && outcome !== 'skipped'

export const minutesOf = ({ enteredAt, leftAt }: Pick<PastStep, 'enteredAt' | 'leftAt'>): number | null =>
  leftAt && Math.round((leftAt.getTime() - enteredAt.getTime()) / MINUTE)

export const nodeIn = ({ body }: TriedFlow, key: string): FlowNode | null =>
  body.nodes.find(node => node.key === key) ?? null

/** Whose answer stands already: the same rule has asked them at this step. */
export const isSameRule = (one: AssigneeRule | undefined, other: AssigneeRule | undefined): boolean =>
  JSON.stringify(one) === JSON.stringify(other)

const namesOf = (owners: readonly Seat[]): string => owners.map(({ name }) => name).join('、') || '无人'

const nouns: Partial<Record<NodeKind, string>> = { approval: '一道审批', countersign: '一道会签' }

/** 多一道会签「技术会签」, 跳过「主管审批」：符合免办条件. */
export const wordsOfFlow = (before: readonly Asked[], after: readonly WouldBe[]): string[] => {
  const places = new Set([...before, ...after].filter(one => isWork(one) && !one.stage).map(placeOf))
  const counts = [...places].flatMap(place => {
    const at = <One extends PastStep>(steps: readonly One[]) => steps.filter(step => placeOf(step) === place)
    const [was, is] = [at(before), at(after)]
    const more = is.filter(isAsked).length - was.filter(isAsked).length
    const { name, kind } = is[0] ?? was[0] ?? { name: '', kind: 'task' as const }
    const noun = nouns[kind] ?? '一步'
    const skipped = is.findLast(({ outcome }) => outcome === 'skipped')
    if (more > 0) return [`多${noun}「${name}」`]
    if (more === 0) return []
    return [skipped ? `跳过「${name}」：${skipped.reason ?? ''}` : `少${noun}「${name}」`]
  })
  return [...counts, ...after.flatMap(step => (isAsked(step) ? (ownerWords(step) ?? []) : []))]
}

const ownerWords = ({ name, owners, was }: WouldBe): string | null => {
  if (!was || !isAsked(was)) return null
  const [old, fresh] = [namesOf(was.owners), namesOf(owners)]
  return old === fresh ? null : `「${name}」处理人 ${old}→${fresh}`
}
