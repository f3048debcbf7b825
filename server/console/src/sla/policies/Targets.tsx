import { InputNumber, Select } from 'antd'
import { priorities, priorityNames } from '../../../../../shared/priorities'
import { clockNames, type PolicyBody, type Target, ticketClocks } from '../../../../../shared/sla/policy'
import { words } from './words'

type TargetsOf = PolicyBody['targets']
type Props = { targets: TargetsOf; onChange: (targets: TargetsOf) => void }

const runsOptions = [
  ...Object.entries(words.runs).map(([value, label]) => ({ value, label })),
  { value: 'none', label: words.none },
]

const A_DAY: Target = { minutes: 1440, runs: 'calendar' }

/** Minutes per clock and priority, in working time or around the clock. */
export const Targets = ({ targets, onChange }: Props) => (
  <table className="pc-sla-targets">
    <thead>
      <tr>
        <th className="pc-second">{words.targetsOf}</th>
        {priorities.map(priority => (
          <th key={priority}>{priorityNames[priority]}</th>
        ))}
      </tr>
    </thead>
    <tbody>
      {ticketClocks.map(clock => (
        <tr key={clock}>
          <th>{clockNames[clock]}</th>
          {priorities.map(priority => (
            <td key={priority}>
              <OneTarget
                label={`${clockNames[clock]} ${priorityNames[priority]}`}
                target={targets[clock][priority] ?? null}
                onChange={target => onChange({ ...targets, [clock]: { ...targets[clock], [priority]: target } })}
              />
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
)

type OneProps = { label: string; target: Target | null; onChange: (target: Target | null) => void }

const OneTarget = ({ label, target, onChange }: OneProps) => (
  <span className="pc-sla-target">
    {target && (
      <InputNumber
        size="small"
        aria-label={`${label} ${words.minutes}`}
        min={1}
        max={525_600}
        value={target.minutes}
        suffix="分"
        onChange={minutes => minutes && onChange({ ...target, minutes })}
      />
    )}
    <Select
      size="small"
      aria-label={label}
      value={target?.runs ?? 'none'}
      options={runsOptions}
      onChange={runs => onChange(runs === 'none' ? null : { ...(target ?? A_DAY), runs: runs as Target['runs'] })}
    />
  </span>
)
