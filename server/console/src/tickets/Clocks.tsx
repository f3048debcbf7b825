import { Button, Progress, Timeline } from 'antd'
import { escalationApi } from '../../../../shared/escalation'
import { slaApi } from '../../../../shared/sla/api'
import { type ClockView, clockStateNames } from '../../../../shared/sla/views'
import { spanWords, timeWords } from '../../../../shared/words'
import { useCommand } from '../lib/use-command'
import { useQuery } from '../lib/use-query'
import { Badge } from '../ui/Badges'
import { Loaded, Nothing } from '../ui/States'
import { words } from './words'

const at = (instant: string): string => timeWords(new Date(instant), new Date())

/** The clocks of a ticket with every start, pause and stop, and who has been told since. */
export const Clocks = ({ ticketId }: { ticketId: string }) => {
  const clocks = useQuery(slaApi.clocks, { ticketId })
  const history = useQuery(escalationApi.history, { ticketId })
  return (
    <>
      <Loaded query={clocks}>
        {({ items }) =>
          items.length === 0 ? (
            <Nothing title={words.noClocks} />
          ) : (
            items.map(clock => <Clock key={clock.id} clock={clock} />)
          )
        }
      </Loaded>
      <Loaded query={history}>
        {({ items, coming, acknowledgedBy }) => (
          <>
            {(items.length > 0 || coming.length > 0) && <h3 className="pc-strong">{words.escalated}</h3>}
            {acknowledgedBy && <p className="pc-weak">{words.acknowledgedBy(acknowledgedBy)}</p>}
            {coming.length > 0 && !acknowledgedBy && <Acknowledge ticketId={ticketId} />}
            <Timeline
              items={[
                ...coming.map(step => ({
                  key: `coming:${step.clock}:${step.at}`,
                  color: 'gray',
                  content: <span className="pc-weak">{`${at(step.at)} · ${step.name}：${step.says}`}</span>,
                })),
                ...items.map(step => ({
                  key: `${step.clock}:${step.level}:${step.at}`,
                  color: step.percent >= 100 ? 'red' : 'blue',
                  content: (
                    <div className="pc-two">
                      <span>{`${at(step.at)} · ${step.name}：${step.says}`}</span>
                      {step.attempts.map(attempt => (
                        <span key={attempt.id} className="pc-weak pc-small">
                          {attempt.says}
                        </span>
                      ))}
                    </div>
                  ),
                })),
              ]}
            />
          </>
        )}
      </Loaded>
    </>
  )
}

/** Whoever takes it on stops what would still have been sent. */
const Acknowledge = ({ ticketId }: { ticketId: string }) => {
  const command = useCommand(escalationApi.acknowledge, words.takenOn)
  return (
    <Button size="small" loading={command.busy} onClick={() => command.run({ ticketId })}>
      {words.takeOn}
    </Button>
  )
}

const toneOf = ({ state, isOverdue }: ClockView) =>
  isOverdue || state === 'breached' ? 'overdue' : state === 'met' ? 'done' : state === 'running' ? 'moving' : 'waiting'

const Clock = ({ clock }: { clock: ClockView }) => (
  <section className="pc-clock">
    <header>
      <span className="pc-strong">{clock.name}</span>
      <Badge tone={toneOf(clock)}>{clock.pausedFor ?? clockStateNames[clock.state]}</Badge>
      <span className="pc-weak pc-small">
        {words.clockUsed(spanWords(clock.elapsedMinutes), spanWords(clock.targetMinutes))}
        {clock.dueAt && ` · ${words.clockDue(at(clock.dueAt))}`} · {clock.policyName} · {clock.calendarName}
      </span>
    </header>
    <Progress
      percent={Math.min(100, Math.round((clock.elapsedMinutes / Math.max(1, clock.targetMinutes)) * 100))}
      status={
        clock.isOverdue || clock.state === 'breached' ? 'exception' : clock.state === 'met' ? 'success' : 'normal'
      }
      size="small"
    />
    <span className="pc-weak pc-small">
      {clock.intervals
        .map(({ event, at: when, reason, actorName }) =>
          [at(when), words.intervals[event], reason, actorName].filter(Boolean).join(' '),
        )
        .join(' → ')}
    </span>
  </section>
)
