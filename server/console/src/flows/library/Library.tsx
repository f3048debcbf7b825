import { App, Button, Input, Modal, Table, type TableColumnsType } from 'antd'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router-dom'
import { flowsApi } from '../../../../../shared/flows/api'
import type { ShelvedFlow } from '../../../../../shared/flows/library'
import { templatesApi } from '../../../../../shared/templates/api'
import { agoWords, dayWords } from '../../../../../shared/words'
import { call } from '../../lib/api'
import { sentenceOf } from '../../lib/trouble'
import { useCommand } from '../../lib/use-command'
import { useQuery } from '../../lib/use-query'
import { saveFile } from '../../templates/library/files'
import { Badge } from '../../ui/Badges'
import { Card } from '../../ui/Page'
import { Loaded } from '../../ui/States'
import { words } from './words'

/** Every flow with its version and its draft. */
export const Library = () => {
  const query = useQuery(flowsApi.library, {}, { everyMs: 30_000 })
  const templates = useQuery(templatesApi.list, {}).data?.items ?? []
  const [isCreating, setIsCreating] = useState(false)
  const usersOf = ({ code, isStandard }: ShelvedFlow): string[] =>
    templates.filter(({ body }) => (isStandard ? !body.flowCode : body.flowCode === code)).map(({ name }) => name)
  return (
    <Card
      flush
      title={words.title}
      extra={
        <Button type="primary" data-act="new-flow" onClick={() => setIsCreating(true)}>
          {words.create}
        </Button>
      }
    >
      <Loaded query={query}>
        {({ items }) => (
          <Table
            rowKey="code"
            columns={columnsFor(usersOf)}
            scroll={{ x: 900 }}
            dataSource={items}
            pagination={false}
          />
        )}
      </Loaded>
      {isCreating && <Create onClose={() => setIsCreating(false)} />}
    </Card>
  )
}

const columnsFor = (usersOf: (flow: ShelvedFlow) => string[]): TableColumnsType<ShelvedFlow> => [
  {
    title: words.columns.name,
    render: (_, flow) => (
      <div className="pc-two">
        <span className="pc-strong">
          <Link to={flow.code}>{flow.name}</Link> {flow.isStandard && <Badge tone="waiting">{words.standard}</Badge>}
        </span>
        <span className="pc-weak pc-small">{words.usedBy(usersOf(flow))}</span>
      </div>
    ),
  },
  {
    title: words.columns.version,
    width: 220,
    render: (_, { published }) => {
      if (!published) return <span className="pc-weak">{words.never}</span>
      const at = published.publishedAt && dayWords(new Date(published.publishedAt), new Date())
      return words.version(published.versionNo, at)
    },
  },
  {
    title: words.columns.draft,
    width: 240,
    render: (_, { draft }) =>
      draft && (
        <span className="pc-second">
          {words.draft(draft.editorName, draft.isMine, agoWords(new Date(draft.savedAt), new Date()))}
        </span>
      ),
  },
  { title: words.columns.acts, width: 220, align: 'right', render: (_, row) => <Acts row={row} /> },
]

const Acts = ({ row }: { row: ShelvedFlow }) => {
  const navigate = useNavigate()
  const { message } = App.useApp()
  const download = async () => {
    try {
      const { fileName, xml } = await call(flowsApi.bpmn, { code: row.code })
      saveFile(fileName, new Blob([xml], { type: 'application/xml' }))
    } catch (problem) {
      message.error(sentenceOf(problem), 5)
    }
  }
  return (
    <span className="pf-acts">
      {row.published && (
        <Button size="small" onClick={download}>
          {words.bpmn}
        </Button>
      )}
      <Button size="small" onClick={() => navigate(row.code)}>
        {row.isStandard ? words.look : words.edit}
      </Button>
    </span>
  )
}

const Create = ({ onClose }: { onClose: () => void }) => {
  const [name, setName] = useState('')
  const begin = useCommand(flowsApi.beginDraft)
  const navigate = useNavigate()
  const create = async () => {
    const draft = await begin.run({ name: name.trim() })
    if (draft) navigate(draft.code)
  }
  return (
    <Modal
      open
      title={words.createTitle}
      okText={words.begin}
      cancelText={words.cancel}
      okButtonProps={{ disabled: name.trim() === '', loading: begin.busy }}
      onOk={create}
      onCancel={onClose}
    >
      <p className="pc-weak">{words.createSays}</p>
      <Input
        value={name}
        maxLength={40}
        aria-label={words.name}
        placeholder={words.nameHint}
        onChange={({ target }) => setName(target.value)}
        onPressEnter={() => name.trim() && create()}
      />
    </Modal>
  )
}
