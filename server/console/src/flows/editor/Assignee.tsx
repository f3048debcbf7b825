import { Select } from 'antd'
import type { AssigneeRule } from '../../../../../shared/flows/flow'
import { roleNames } from '../../../../../shared/kernel/roles'
import { peopleApi } from '../../../../../shared/people'
import { useQuery } from '../../lib/use-query'
import { useDocument } from '../../templates/designer/desk'
import { words } from './words'

type By = AssigneeRule['by']
type Props = { rule: AssigneeRule | undefined; onChange: (rule: AssigneeRule) => void }

const byOptions = Object.entries(words.by).map(([value, label]) => ({ value: value as By, label }))
const whomOptions = Object.entries(words.whom).map(([value, label]) => ({ value, label }))
const roleOptions = Object.entries(roleNames)
  .filter(([value]) => value !== 'customer')
  .map(([value, label]) => ({ value, label }))

/** Who does a node: by role, team, name, field, or from the ticket itself. */
export const Assignee = ({ rule, onChange }: Props) => {
  const people = useQuery(peopleApi.list, {}).data?.items ?? []
  const teams = [...new Map(people.flatMap(({ teamId, teamName }) => (teamId ? [[teamId, teamName ?? teamId]] : [])))]
  const [firstTeam] = teams
  const staffFields = useDocument()
    .body.fields.filter(({ kind }) => kind === 'staff')
    .map(({ key, label }) => ({ value: key, label }))
  const fresh: Record<By, AssigneeRule> = {
    role: { by: 'role', role: 'manager' },
    team: { by: 'team', teamId: firstTeam?.[0] ?? '' },
    rotation: { by: 'rotation', teamId: firstTeam?.[0] ?? '' },
    person: { by: 'person', personId: people[0]?.id ?? '' },
    field: { by: 'field', key: staffFields[0]?.value ?? 'staff' },
    managerOf: { by: 'managerOf', whom: 'creator' },
    ticketAssignee: { by: 'ticketAssignee' },
    creator: { by: 'creator' },
  }
  return (
    <div className="pf-line">
      <span className="pc-second">{words.assignee}</span>
      <Select value={rule?.by ?? null} options={byOptions} onChange={by => onChange(fresh[by])} />
      {rule?.by === 'role' && (
        <Select
          value={rule.role}
          options={roleOptions}
          onChange={role => onChange({ ...rule, role: role as typeof rule.role })}
        />
      )}
      {(rule?.by === 'team' || rule?.by === 'rotation') && (
        <Select
          value={rule.teamId}
          options={teams.map(([value, label]) => ({ value, label }))}
          onChange={teamId => onChange({ ...rule, teamId })}
        />
      )}
      {rule?.by === 'person' && (
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          value={rule.personId}
          options={people.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={personId => onChange({ ...rule, personId })}
        />
      )}
      {rule?.by === 'field' && (
        <Select
          aria-label={words.fieldKey}
          placeholder={words.noStaffField}
          status={staffFields.some(({ value }) => value === rule.key) ? '' : 'error'}
          value={staffFields.some(({ value }) => value === rule.key) ? rule.key : null}
          options={staffFields}
          onChange={key => key && onChange({ ...rule, key })}
        />
      )}
      {rule?.by === 'managerOf' && (
        <Select
          value={rule.whom}
          options={whomOptions}
          onChange={whom => onChange({ ...rule, whom: whom as typeof rule.whom })}
        />
      )}
    </div>
  )
}
