import { Button, Table, type TableColumnsType } from 'antd'
import { useState } from 'react'
import { priorities } from '../../../../../shared/priorities'
import { slaApi } from '../../../../../shared/sla/api'
import { ticketClocks } from '../../../../../shared/sla/policy'
import type { PolicyView } from '../../../../../shared/sla/views'
import { mayCall } from '../../lib/access'
import { useSession } from '../../lib/session'
import { useCommand } from '../../lib/use-command'
import { useQuery } from '../../lib/use-query'
import { Asked } from '../../ui/Asked'
import { Badge } from '../../ui/Badges'
import { Card } from '../../ui/Page'
import { Loaded } from '../../ui/States'
import { PolicyForm } from './PolicyForm'
import { words } from './words'

/** Working time has no days of 24 hours: `24 小时`, not `1 天`. */
const timeOf = (minutes: number): string =>
  minutes < 60 ? words.minutesOf(minutes) : words.hoursOf(Math.round(minutes / 6) / 10)

const targetWords = (policy: PolicyView): string[] =>
  ticketClocks.map(clock =>
    priorities
      .map(priority => {
        const target = policy.targets[clock][priority]
        return target ? `${timeOf(target.minutes)}${target.runs === 'always' ? '' : '*'}` : words.none
      })
      .join(' · '),
  )

const Remove = ({ policy }: { policy: PolicyView }) => {
  const command = useCommand(slaApi.removePolicy, words.removed)
  return (
    <Asked
      ask={words.removeAsk}
      says={words.removeSays}
      act={words.remove}
      keep={words.keep}
      busy={command.busy}
      onConfirm={() => command.run({ code: policy.code, version: policy.version })}
    />
  )
}

const columnsFor = (mayEdit: boolean, edit: (policy: PolicyView) => void): TableColumnsType<PolicyView> => [
  { title: words.columns.order, width: 64, render: (_, __, at) => at + 1 },
  {
    title: words.columns.name,
    width: 200,
    render: (_, policy) => (
      <span className="pc-strong">
        {policy.name} {policy.isBuiltIn && <Badge tone="waiting">{words.builtIn}</Badge>}
      </span>
    ),
  },
  { title: words.columns.covers, dataIndex: 'coversSays' },
  {
    title: words.columns.targets,
    render: (_, policy) => (
      <div className="pc-two">
        {targetWords(policy).map((line, at) => (
          <span key={ticketClocks[at]} className="pc-small">
            {line}
          </span>
        ))}
      </div>
    ),
  },
  { title: words.columns.calendar, width: 140, dataIndex: 'calendarName' },
  ...(mayEdit
    ? [
        {
          key: 'act',
          width: 150,
          align: 'right' as const,
          render: (_: unknown, policy: PolicyView) => (
            <span className="pc-sla-actions">
              <Button size="small" onClick={() => edit(policy)}>
                {words.edit}
              </Button>
              {policy.version > 0 && <Remove policy={policy} />}
            </span>
          ),
        },
      ]
    : []),
]

const copyOf = (policy: PolicyView, count: number): PolicyView => ({
  ...policy,
  code: `policy-${count + 1}`,
  name: words.copy(policy.name),
  isBuiltIn: false,
  version: 0,
})

/** Which tickets have which time, in the order in which they are tried. */
export const Policies = () => {
  const query = useQuery(slaApi.policies, {})
  const mayEdit = mayCall(useSession()?.person.roles ?? [], slaApi.savePolicy)
  const [edited, setEdited] = useState<PolicyView | null>(null)
  return (
    <Loaded query={query}>
      {({ items, precedence }) => (
        <>
          <div className="pc-sla-choice">
            <span className="pc-weak">{precedence}</span>
            {mayEdit && items[0] && (
              <Button type="primary" onClick={() => setEdited(copyOf(items.at(-1) as PolicyView, items.length))}>
                {words.newOne}
              </Button>
            )}
          </div>
          <Card flush>
            <Table
              rowKey="code"
              columns={columnsFor(mayEdit, setEdited)}
              dataSource={items}
              pagination={false}
              scroll={{ x: 960 }}
              footer={() => <span className="pc-weak pc-small">* {words.runs.calendar}</span>}
            />
          </Card>
          {edited && <PolicyForm key={edited.code} policy={edited} onClose={() => setEdited(null)} />}
        </>
      )}
    </Loaded>
  )
}
