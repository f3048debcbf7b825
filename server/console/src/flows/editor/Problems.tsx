import type { FlowDraftView } from '../../../../../shared/flows/library'
import { Badge } from '../../ui/Badges'
import type { Selected } from './Editor'
import { words } from './words'

type Props = { problems: Readonly<FlowDraftView['problems']>; onSelect: (selected: Selected) => void }

const placeOf = ({ nodeKey, transitionAt }: FlowDraftView['problems'][number]): Selected =>
  transitionAt !== undefined ? { wayAt: transitionAt } : nodeKey !== undefined ? { nodeKey } : null

/** What keeps it from being published; each leads to its place. */
export const Problems = ({ problems, onSelect }: Props) => (
  <section className="pf-problems">
    <h3>
      <Badge tone={problems.length === 0 ? 'done' : 'attention'}>{words.problems(problems.length)}</Badge>
    </h3>
    {problems.map(problem => (
      <button key={JSON.stringify(problem)} type="button" onClick={() => onSelect(placeOf(problem))}>
        {problem.says}
      </button>
    ))}
  </section>
)
