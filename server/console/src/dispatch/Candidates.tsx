import { Button } from 'antd'
import { type Candidate, factorNames, type Ranking, refusalReasonNames } from '../../../../shared/dispatch'
import { Badge } from '../ui/Badges'
import { Face } from '../ui/Person'
import { factorWords, words } from './words'
import './candidates.css'

type CandidatesProps = {
  candidates: Candidate[]
  chosenId?: string | null
  busyId?: string | null
  assign?: (candidate: Candidate) => void
}

/** The ranking with its reasons; the first is the best. */
export const Candidates = ({ candidates, chosenId, busyId, assign }: CandidatesProps) => (
  <ol className="pc-candidates">
    {candidates.map((candidate, index) => (
      <li key={candidate.engineerId} className={candidate.engineerId === chosenId ? 'chosen' : ''}>
        <Face name={candidate.name} />
        <div className="pc-candidate-says">
          <div>
            <b>{candidate.name}</b>
            {candidate.engineerId === chosenId && <Badge tone="done">{words.chosen}</Badge>}
          </div>
          <div className="pc-second">{candidate.because}</div>
          <Factors candidate={candidate} />
        </div>
        <div className="pc-score">
          <b className="pc-score-figure">{Math.round(candidate.score)}</b>
          <small className="pc-score-unit">分</small>
        </div>
        {assign && (
          <Button
            type={index === 0 ? 'primary' : 'default'}
            loading={busyId === candidate.engineerId}
            disabled={Boolean(busyId)}
            onClick={() => assign(candidate)}
          >
            {words.assign}
            {candidate.name}
          </Button>
        )}
      </li>
    ))}
  </ol>
)

const Factors = ({ candidate: { factors } }: { candidate: Candidate }) => (
  <div className="pc-factors">
    {factorNames.map(name => {
      const percent = Math.round((factors[name] ?? 0) * 100)
      return (
        <span className="pc-factor" key={name} title={`${factorWords[name]} ${percent}%`}>
          {factorWords[name]}
          <meter min={0} max={100} value={percent} aria-label={factorWords[name]} />
        </span>
      )
    })}
  </div>
)

/** Who was left out, each with the filter that did it. */
export const Refused = ({ refused }: { refused: Ranking['refused'] }) =>
  refused.length === 0 ? null : (
    <details className="pc-refused">
      <summary>{words.refused(refused.length)}</summary>
      <ul>
        {refused.map(({ engineerId, name, reason }) => (
          <li key={engineerId}>
            {name}
            <span className="pc-weak">{refusalReasonNames[reason]}</span>
          </li>
        ))}
      </ul>
    </details>
  )
