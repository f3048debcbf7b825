import { Button, Switch, Table, type TableColumnsType } from 'antd'
import { useState } from 'react'
import { automationApi, type RuleView } from '../../../../shared/automation'
import { timeWords } from '../../../../shared/words'
import { mayCall } from '../lib/access'
import { useSession } from '../lib/session'
import { useCommand } from '../lib/use-command'
import { useQuery } from '../lib/use-query'
import { actionWords } from '../templates/rules/action-words'
import { useChoices } from '../templates/rules/choices'
import { Asked } from '../ui/Asked'
import { Card } from '../ui/Page'
import { Loaded, Nothing } from '../ui/States'
import { newRule, type RuleDraft, RuleForm, writtenOf } from './RuleForm'
import { Secret } from './Secret'
import { words } from './words'

const OnOff = ({ rule, mayEdit }: { rule: RuleView; mayEdit: boolean }) => {
  const command = useCommand(automationApi.saveRule, rule.isOn ? words.switchedOff : words.switchedOn)
  return (
    <Switch
      checked={rule.isOn}
      disabled={!mayEdit}
      loading={command.busy}
      aria-label={words.switchOn(rule.name)}
      onChange={isOn => command.run({ ...writtenOf(rule), isOn })}
    />
  )
}

const Remove = ({ rule }: { rule: RuleView }) => {
  const command = useCommand(automationApi.removeRule, words.removed)
  return (
    <Asked
      ask={words.removeAsk}
      says={words.removeSays}
      act={words.remove}
      keep={words.keep}
      busy={command.busy}
      onConfirm={() => command.run({ code: rule.code, version: rule.version })}
    />
  )
}

const columnsFor = (
  mayEdit: boolean,
  saysOf: (rule: RuleView) => string,
  edit: (rule: RuleDraft) => void,
): TableColumnsType<RuleView> => [
  {
    title: words.columns.name,
    render: (_, rule) => (
      <div className="pc-two">
        <span className="pc-strong">{rule.name}</span>
        <span className="pc-weak">{rule.triggerSays}</span>
      </div>
    ),
  },
  { title: words.columns.does, render: (_, rule) => saysOf(rule) },
  {
    title: words.columns.recent,
    width: 140,
    render: (_, { recentRuns, lastRunAt }) => (
      <div className="pc-two">
        <span>{recentRuns}</span>
        <span className="pc-weak pc-small">{lastRunAt ? timeWords(new Date(lastRunAt), new Date()) : words.never}</span>
      </div>
    ),
  },
  { title: words.columns.isOn, width: 80, render: (_, rule) => <OnOff rule={rule} mayEdit={mayEdit} /> },
  {
    title: words.columns.act,
    width: 160,
    render: (_, rule) =>
      mayEdit && (
        <span className="pc-auto-acts">
          <Button size="small" onClick={() => edit(writtenOf(rule))}>
            {words.edit}
          </Button>
          <Remove rule={rule} />
        </span>
      ),
  },
]

export const Rules = () => {
  const query = useQuery(automationApi.rules, {})
  const mayEdit = mayCall(useSession()?.person.roles ?? [], automationApi.saveRule)
  const [edited, setEdited] = useState<RuleDraft | null>(null)
  const { names } = useChoices()
  const saysOf = (rule: RuleView) =>
    rule.then.map(action => actionWords(action, { fields: [], regions: null }, names)).join('；')
  return (
    <>
      {mayEdit && (
        <div className="pc-auto-head">
          <Secret />
          <Button type="primary" onClick={() => setEdited(newRule())}>
            {words.newOne}
          </Button>
        </div>
      )}
      <Card flush>
        <Loaded query={query}>
          {({ items }) => (
            <Table
              rowKey="code"
              columns={columnsFor(mayEdit, saysOf, setEdited)}
              dataSource={items}
              pagination={false}
              scroll={{ x: 900 }}
              locale={{ emptyText: <Nothing title={words.none} says={words.noneSays} /> }}
            />
          )}
        </Loaded>
      </Card>
      {edited && <RuleForm rule={edited} onClose={() => setEdited(null)} />}
    </>
  )
}
