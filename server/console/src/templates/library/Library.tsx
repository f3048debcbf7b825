import { App, Button, Dropdown, Input, Table, type TableColumnsType } from 'antd'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router-dom'
import { templatesApi } from '../../../../../shared/templates/api'
import { type ShelvedTemplate, templateUseApi } from '../../../../../shared/templates/use'
import { agoWords, timeWords } from '../../../../../shared/words'
import { call } from '../../lib/api'
import { sentenceOf } from '../../lib/trouble'
import { useCommand } from '../../lib/use-command'
import { useNow } from '../../lib/use-now'
import { useQuery } from '../../lib/use-query'
import { Badge } from '../../ui/Badges'
import { Card, Page } from '../../ui/Page'
import { Loaded, Nothing } from '../../ui/States'
import { words as settingWords } from '../settings/words'
import { ActIcon } from '../ui/KindIcon'
import { blobOf, saveFile } from './files'
import { ImportTemplate } from './ImportTemplate'
import { NewTemplate } from './NewTemplate'
import { words } from './words'
import './library.css'

const REFRESH_MS = 30_000

const { categories } = settingWords.template

const isFound = ({ name, code, category }: ShelvedTemplate, text: string): boolean =>
  [name, code, category ? categories[category] : ''].some(one => one.includes(text.trim()))

/** Every template with its version, its draft and who edits it. */
export const Library = () => {
  const query = useQuery(templateUseApi.library, {}, { everyMs: REFRESH_MS })
  const [text, setText] = useState('')
  const [asked, setAsked] = useState<'create' | 'import' | null>(null)
  const items = query.data?.items ?? []
  return (
    <Page
      title={words.title}
      says={items.length > 0 && words.says(items.length)}
      actions={
        <>
          <Input
            allowClear
            className="td-search"
            placeholder={words.search}
            value={text}
            onChange={event => setText(event.target.value)}
          />
          <Button onClick={() => setAsked('import')}>{words.import}</Button>
          <Button type="primary" data-act="new-template" onClick={() => setAsked('create')}>
            {words.create}
          </Button>
        </>
      }
    >
      <Card flush>
        <Loaded query={query} rows={8}>
          {data => (
            <Table
              rowKey="code"
              columns={columns}
              dataSource={data.items.filter(item => isFound(item, text))}
              pagination={false}
              sticky
              tableLayout="fixed"
              scroll={{ x: 900 }}
              locale={{
                emptyText: text ? (
                  <Nothing title={words.noneFound} />
                ) : (
                  <Nothing title={words.none} says={words.noneSays} />
                ),
              }}
            />
          )}
        </Loaded>
      </Card>
      {asked === 'create' && <NewTemplate templates={items} onClose={() => setAsked(null)} />}
      {asked === 'import' && <ImportTemplate templates={items} onClose={() => setAsked(null)} />}
    </Page>
  )
}

const Name = ({ row: { code, name, category, isPreset, isBroken } }: { row: ShelvedTemplate }) => (
  <div className="pc-two">
    <span className="td-library-name">
      <Link to={code}>{name}</Link>
      {isPreset && <Badge tone="moving">{words.preset}</Badge>}
      {isBroken && <Badge tone="overdue">{words.broken}</Badge>}
    </span>
    <span className="pc-weak pc-small">{category ? categories[category] : code}</span>
  </div>
)

const Published = ({ published }: Pick<ShelvedTemplate, 'published'>) => {
  const now = useNow()
  if (!published) return <span className="pc-weak">{words.neverPublished}</span>
  return (
    <div className="pc-two">
      <span>{words.version(published.versionNo)}</span>
      <span className="pc-weak pc-small">{words.publishedAt(timeWords(new Date(published.publishedAt), now))}</span>
    </div>
  )
}

const Draft = ({ draft }: Pick<ShelvedTemplate, 'draft'>) => {
  const now = useNow()
  if (!draft) return <span className="pc-weak">{words.noDraft}</span>
  const ago = agoWords(new Date(draft.savedAt), now)
  if (draft.isMine) return <span>{words.mine(ago)}</span>
  return (
    <span className="pc-second">{draft.editorName ? words.others(draft.editorName, ago) : words.unowned(ago)}</span>
  )
}

const columns: TableColumnsType<ShelvedTemplate> = [
  { title: words.columns.name, render: (_, row) => <Name row={row} /> },
  { title: words.columns.version, width: 190, render: (_, row) => <Published published={row.published} /> },
  { title: words.columns.draft, width: 260, render: (_, row) => <Draft draft={row.draft} /> },
  {
    title: words.columns.tickets,
    width: 100,
    align: 'right',
    render: (_, row) => <span className="pc-number">{words.tickets(row.ticketCount)}</span>,
  },
  { title: words.columns.acts, width: 160, align: 'right', render: (_, row) => <Acts row={row} /> },
]

/** Edit is the main act; a draft of somebody else can only be looked at, or taken over from there. */
const Acts = ({ row: { code, published, draft } }: { row: ShelvedTemplate }) => {
  const navigate = useNavigate()
  const { message } = App.useApp()
  const begin = useCommand(templatesApi.beginDraft)
  const edit = async (): Promise<void> => {
    if (draft) navigate(code)
    else if (await begin.run({ code })) navigate(code)
  }
  const copy = async (): Promise<void> => {
    const made = await begin.run({ copyOf: code })
    if (made) navigate(made.code)
  }
  const exportAs = async (format: 'json' | 'xlsx'): Promise<void> => {
    try {
      const { fileName, base64 } = await call(templatesApi.export, { code, format })
      saveFile(fileName, blobOf(base64))
    } catch (problem) {
      message.error(sentenceOf(problem), 5)
    }
  }
  const acts: Record<string, () => void> = {
    copy: () => void copy(),
    compare: () => navigate(`${code}/compare`),
    json: () => void exportAs('json'),
    xlsx: () => void exportAs('xlsx'),
  }
  const items = [
    ...(published
      ? [
          { key: 'copy', label: words.copy },
          { key: 'compare', label: words.compare },
        ]
      : []),
    { key: 'json', label: words.exportJson },
    { key: 'xlsx', label: words.exportXlsx },
  ]
  return (
    <span className="td-library-acts">
      <Button size="small" loading={begin.busy} onClick={edit}>
        {draft ? (draft.isMine ? words.goOn : words.look) : words.edit}
      </Button>
      <Dropdown trigger={['click']} menu={{ items, onClick: ({ key }) => acts[key]?.() }}>
        <Button size="small" type="text" aria-label={words.more} icon={<ActIcon act="more" />} />
      </Dropdown>
    </span>
  )
}
