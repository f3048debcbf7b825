import { Segmented, Table, type TableColumnsType } from 'antd'
import { useSearchParams } from 'react-router-dom'
import { type Role, roleNames, roles } from '../../../../shared/kernel/roles'
import { type PersonView, peopleApi } from '../../../../shared/people'
import { templatesApi } from '../../../../shared/templates/api'
import { mayCall } from '../lib/access'
import { useSession } from '../lib/session'
import { useQuery } from '../lib/use-query'
import { Badge } from '../ui/Badges'

import { Card, Page } from '../ui/Page'
import { Person } from '../ui/Person'
import { Loaded, Nothing } from '../ui/States'
import { MarkLeft } from './MarkLeft'
import { type Service, skillWords } from './services'
import { words } from './words'

type Columns = TableColumnsType<PersonView>

const columnsOf = (services: readonly Service[]): Columns => [
  {
    title: words.columns.name,
    width: 200,
    render: (_, { name, phone }) => <Person name={name} says={phone} />,
  },
  {
    title: words.columns.roles,
    width: 130,
    render: (_, person) => person.roles.map(role => roleNames[role]).join('、'),
  },
  { title: words.columns.team, width: 130, render: (_, { teamName }) => teamName ?? '—' },
  {
    title: words.columns.duty,
    width: 90,
    render: (_, { engineer }) =>
      engineer && (
        <Badge tone={engineer.onDuty ? 'done' : 'waiting'}>{engineer.onDuty ? words.onDuty : words.offDuty}</Badge>
      ),
  },
  {
    title: words.columns.skills,
    render: (_, { engineer }) =>
      engineer && <span className="pc-second">{skillWords(engineer.skills, services).join('、')}</span>,
  },
  { title: words.columns.rating, width: 80, align: 'right', render: (_, { engineer }) => engineer?.rating.toFixed(1) },
  {
    title: words.columns.capacity,
    width: 100,
    align: 'right',
    render: (_, { engineer }) => engineer && words.visits(engineer.capacity),
  },
]

/** Nobody sends themselves away. */
const leaveColumn = (myId: string | undefined): Columns[number] => ({
  width: 130,
  align: 'right',
  render: (_, person) => person.id !== myId && <MarkLeft person={person} />,
})

const everybody = 'all'
const memberRoles = roles.filter(role => role !== 'customer')
const roleOptions = [
  { value: everybody, label: words.everybody },
  ...memberRoles.map(value => ({ value, label: roleNames[value] })),
]

/** Who works here, by role; the role stands in the address. */
export default function PeoplePage() {
  const [params, setParams] = useSearchParams()
  const me = useSession()?.person
  const role: Role | null = memberRoles.find(one => one === params.get('role')) ?? null
  const query = useQuery(peopleApi.list, role ? { role } : {})
  const { data: templates } = useQuery(templatesApi.list, {})
  const services = (templates?.items ?? []).map(({ name, body }) => ({ name, businessType: body.businessType }))
  const mayMark = mayCall(me?.roles ?? [], peopleApi.markLeft)
  const change = (value: string): void => setParams(value === everybody ? {} : { role: value }, { replace: true })
  return (
    <Page
      title={words.title}
      actions={
        <Segmented aria-label={words.whichRole} value={role ?? everybody} options={roleOptions} onChange={change} />
      }
    >
      <Card flush>
        <Loaded query={query} rows={8}>
          {({ items }) => (
            <Table
              rowKey="id"
              columns={[...columnsOf(services), ...(mayMark ? [leaveColumn(me?.id)] : [])]}
              dataSource={items}
              pagination={false}
              sticky
              tableLayout="fixed"
              scroll={{ x: 960 }}
              locale={{ emptyText: <Nothing title={words.none} /> }}
            />
          )}
        </Loaded>
      </Card>
    </Page>
  )
}
