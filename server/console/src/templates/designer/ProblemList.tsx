import type { TemplateProblem } from '../../../../../shared/templates/api'
import { Badge } from '../../ui/Badges'
import { Nothing } from '../../ui/States'
import { words } from '../words'
import { useDesk } from './desk'
import { placeOfProblem, useProblems } from './problems'

/** What forbids publishing first, then what wants a look; each leads to its place. */
export const ProblemList = () => {
  const { items } = useProblems()
  if (items.length === 0) return <Nothing title={words.problems.none} />
  const grave = items.filter(({ isWarning }) => !isWarning)
  const light = items.filter(({ isWarning }) => isWarning)
  return (
    <>
      <Part title={words.problems.grave} items={grave} />
      <Part title={words.problems.light} items={light} isLight />
    </>
  )
}

type PartProps = { title: string; items: readonly TemplateProblem[]; isLight?: boolean }

const Part = ({ title, items, isLight = false }: PartProps) => {
  const desk = useDesk()
  if (items.length === 0) return null
  return (
    <section className="td-problems">
      <h3>
        {title}
        <Badge tone={isLight ? 'attention' : 'overdue'}>{String(items.length)}</Badge>
      </h3>
      <ul>
        {items.map(problem => (
          <li key={`${problem.path} ${problem.code} ${problem.says}`}>
            <button type="button" onClick={() => desk.select(placeOfProblem(desk, problem))}>
              {problem.says}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
