import type { NodeKind } from '../../../shared/flows/flow'
import type { Outcome } from '../../../shared/flows/state'

type Step = { name: string; kind: NodeKind; askedByName: string }
type About = { number: string; title: string }

const verbs: Partial<Record<NodeKind, string>> = { approval: '请审批', countersign: '请会签', wait: '请跟进' }

/** What somebody reads who has to act. */
export const askingWords = ({ number, title }: About, { name, kind, askedByName }: Step, isUrge: boolean): string => {
  const asks = `${verbs[kind] ?? '请处理'}「${name}」`
  return `${number} ${title}：${isUrge ? `有人催办，${asks}` : asks}，由${askedByName}提交`
}

const outcomes: Partial<Record<Outcome, string>> = { approved: '已通过', refused: '没有通过' }

/** What whoever asked for an approval reads of it; null when there is nothing to tell. */
export const outcomeWords = (
  { number, title }: About,
  { name, outcome, reason }: { name: string; outcome: Outcome | null; reason: string | null },
): string | null => {
  const words = outcome && outcomes[outcome]
  return words ? `${number} ${title}：「${name}」${words}${outcome === 'refused' && reason ? `，${reason}` : ''}` : null
}
