import { Button, Select, Table, type TableColumnsType } from 'antd'
import { useNavigate, useParams, useSearchParams } from 'react-router-dom'
import type { OutputOf } from '../../../../../shared/kernel/endpoint'
import { type TemplateChange, templatesApi } from '../../../../../shared/templates/api'
import { templateUseApi } from '../../../../../shared/templates/use'
import { timeWords } from '../../../../../shared/words'
import { useQuery } from '../../lib/use-query'
import { Badge } from '../../ui/Badges'
import { Card, Page } from '../../ui/Page'
import { Loaded, Nothing } from '../../ui/States'
import { words } from './words'
import './compare.css'

type Versions = OutputOf<typeof templatesApi.versions>['items']
type To = number | 'draft'

const columns: TableColumnsType<TemplateChange> = [
  {
    title: words.columns.kind,
    width: 90,
    render: (_, { kind }) => <Badge tone={words.kinds[kind].tone}>{words.kinds[kind].name}</Badge>,
  },
  { title: words.columns.what, dataIndex: 'label', width: '28%' },
  { title: words.columns.before, render: (_, { before }) => <span className="td-before">{before ?? '—'}</span> },
  { title: words.columns.after, render: (_, { after }) => <span className="td-after">{after ?? '—'}</span> },
]

/** What changed from one version to another, or to the draft; both stand in the address. */
export default function ComparePage() {
  const { code = '' } = useParams()
  const versions = useQuery(templatesApi.versions, { code })
  const { data: library } = useQuery(templateUseApi.library, {})
  const row = library?.items.find(item => item.code === code)
  return (
    <Loaded query={versions} rows={8}>
      {({ items }) => <Compared code={code} versions={items} hasDraft={Boolean(row?.draft)} name={row?.name ?? ''} />}
    </Loaded>
  )
}

/** What the address asks for, as far as there is such a version. */
const asked = (params: URLSearchParams, versions: Versions, hasDraft: boolean): { from: number; to: To } | null => {
  const numbers = versions.map(({ versionNo }) => versionNo)
  const [newest] = numbers
  if (newest === undefined) return null
  const numberIn = (name: string): number | undefined => numbers.find(one => one === Number(params.get(name)))
  const to: To = numberIn('to') ?? (hasDraft ? 'draft' : newest)
  const before = to === 'draft' ? newest : (numbers.find(one => one < to) ?? newest)
  return { from: numberIn('from') ?? before, to }
}

type Props = { code: string; name: string; versions: Versions; hasDraft: boolean }

const Compared = ({ code, name, versions, hasDraft }: Props) => {
  const navigate = useNavigate()
  const [params, setParams] = useSearchParams()
  const pair = asked(params, versions, hasDraft)
  const query = useQuery(templatesApi.compare, pair && { code, ...pair })
  const put = (part: 'from' | 'to', value: To): void =>
    setParams(
      given => {
        given.set(part, String(value))
        return given
      },
      { replace: true },
    )
  const options = versions.map(({ versionNo, publishedAt }) => ({
    value: versionNo as To,
    label: words.version(versionNo, timeWords(new Date(publishedAt), new Date())),
  }))
  return (
    <Page
      title={words.title(name)}
      says={query.data && words.count(query.data.changes.length)}
      actions={
        <>
          {pair && (
            <>
              <span className="pc-weak">{words.from}</span>
              <Select<To>
                className="td-version-pick"
                value={pair.from}
                options={options}
                onChange={to => put('from', to)}
              />
              <span className="pc-weak">{words.to}</span>
              <Select<To>
                className="td-version-pick"
                value={pair.to}
                options={[...(hasDraft ? [{ value: 'draft' as const, label: words.draft }] : []), ...options]}
                onChange={to => put('to', to)}
              />
            </>
          )}
          <Button onClick={() => navigate(`/templates/${code}`)}>{words.back}</Button>
        </>
      }
    >
      <Card flush>
        {pair ? (
          <Loaded query={query} rows={8}>
            {({ changes }) => (
              <Table
                rowKey={({ path, kind, label }) => `${path} ${kind} ${label}`}
                columns={columns}
                dataSource={changes}
                pagination={false}
                sticky
                tableLayout="fixed"
                locale={{ emptyText: <Nothing title={words.none} says={words.noneSays} /> }}
              />
            )}
          </Loaded>
        ) : (
          <Nothing title={words.notYet} says={words.notYetSays} />
        )}
      </Card>
    </Page>
  )
}
