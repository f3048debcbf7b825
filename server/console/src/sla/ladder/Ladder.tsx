import { Alert, Button, InputNumber, Select, Table, type TableColumnsType } from 'antd'
import { useState } from 'react'
import {
  type EscalationStep,
  escalationApi,
  escalationTargetNames,
  escalationTargets,
  faultsOfLadder,
} from '../../../../../shared/escalation'
import { reachChannelNames, reachChannels } from '../../../../../shared/reach'
import { useCommand } from '../../lib/use-command'
import { useQuery } from '../../lib/use-query'
import { Card } from '../../ui/Page'
import { Loaded } from '../../ui/States'
import { Channels } from './Channels'
import { Quiet } from './Quiet'
import { words } from './words'

const targetOptions = escalationTargets.map(value => ({ value, label: escalationTargetNames[value] }))
const channelOptions = reachChannels.map(value => ({ value, label: reachChannelNames[value] }))

/** Who is told when and how while a ticket does not move. */
export const Ladder = () => {
  const query = useQuery(escalationApi.ladder, {})
  return (
    <div className="pc-sla-ladder">
      <Card title={words.title} extra={<span className="pc-weak pc-small">{words.says}</span>}>
        <Loaded query={query}>{({ steps, version }) => <Steps key={version} saved={steps} version={version} />}</Loaded>
      </Card>
      <Quiet />
      <Channels />
    </div>
  )
}

type Change = (at: number, changes: Partial<EscalationStep> | null) => void
type Row = EscalationStep & { at: number }

const columnsFor = (change: Change): TableColumnsType<Row> => [
  { title: words.columns.level, width: 70, render: (_, { at }) => at + 1 },
  {
    title: words.columns.percent,
    width: 120,
    render: (_, { at, percent }) => (
      <InputNumber
        size="small"
        min={1}
        max={300}
        suffix={words.percent}
        value={percent}
        onChange={value => value && change(at, { percent: value })}
      />
    ),
  },
  {
    title: words.columns.after,
    width: 140,
    render: (_, { at, afterMinutes }) => (
      <InputNumber
        size="small"
        min={0}
        max={1440}
        suffix={words.minutes}
        value={afterMinutes}
        onChange={value => change(at, { afterMinutes: value ?? 0 })}
      />
    ),
  },
  {
    title: words.columns.to,
    render: (_, { at, to }) => (
      <Select
        size="small"
        mode="multiple"
        className="pc-sla-wide"
        value={to}
        options={targetOptions}
        onChange={chosen => chosen.length > 0 && change(at, { to: chosen })}
      />
    ),
  },
  {
    title: words.columns.channel,
    width: 130,
    render: (_, { at, channel }) => (
      <Select
        size="small"
        value={channel}
        options={channelOptions}
        onChange={value => change(at, { channel: value })}
      />
    ),
  },
  {
    key: 'act',
    width: 80,
    align: 'right',
    render: (_, { at }) => (
      <Button size="small" type="text" onClick={() => change(at, null)}>
        {words.remove}
      </Button>
    ),
  },
]

const nextStep = (last: EscalationStep | undefined): EscalationStep => ({
  level: Math.min(999, (last?.level ?? 90) + 10),
  percent: Math.max(100, last?.percent ?? 100),
  afterMinutes: last && last.percent >= 100 ? Math.min(1440, last.afterMinutes + 30) : 0,
  to: ['regionalManager'],
  channel: 'phone',
})

const Steps = ({ saved, version }: { saved: EscalationStep[]; version: number }) => {
  const [steps, setSteps] = useState(saved)
  const save = useCommand(escalationApi.saveLadder, words.saved)
  const change: Change = (at, changes) =>
    setSteps(before => before.flatMap((step, i) => (i === at ? (changes ? { ...step, ...changes } : []) : step)))
  const faults = faultsOfLadder(steps)
  const isChanged = JSON.stringify(steps) !== JSON.stringify(saved)
  return (
    <>
      <Table
        rowKey="at"
        size="small"
        pagination={false}
        columns={columnsFor(change)}
        dataSource={steps.map((step, at) => ({ ...step, at }))}
      />
      {faults.length > 0 && <Alert type="warning" title={faults.join('；')} />}
      <div className="pc-sla-actions">
        <Button onClick={() => setSteps([...steps, nextStep(steps.at(-1))])} disabled={steps.length >= 20}>
          {words.add}
        </Button>
        <Button
          type="primary"
          disabled={!isChanged || faults.length > 0}
          loading={save.busy}
          onClick={() => save.run({ steps, version })}
        >
          {words.save}
        </Button>
      </div>
    </>
  )
}
