import { Button, InputNumber, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { flowsApi } from '../../../../shared/flows/api'
import type { ShelvedFlow } from '../../../../shared/flows/library'
import { MOST_TICKETS } from '../../../../shared/simulator'
import { templatesApi } from '../../../../shared/templates/api'
import { type ShelvedTemplate, templateUseApi } from '../../../../shared/templates/use'
import { useQuery } from '../lib/use-query'
import { Card } from '../ui/Page'
import { Loaded } from '../ui/States'
import { start, type Wish } from './running'
import { words } from './words'

type Option = { value: string; label: string }
const KEEP = ''
/** A draft is named by whose it is: `draft of <code>`. */
const DRAFT_OF = 'draft of '

const Labelled = ({ label, children }: { label: string; children: ReactNode }) => (
  // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child
  <label className="ps-labelled">
    <span className="pc-second pc-small">{label}</span>
    {children}
  </label>
)

const flowOptions = (flows: readonly ShelvedFlow[]): Option[] => [
  { value: KEEP, label: words.keepFlow },
  ...flows.flatMap(({ code, name, draft, published, isStandard }): Option[] => [
    ...(draft ? [{ value: `${DRAFT_OF}${code}`, label: words.draftOf(name) }] : []),
    ...(published
      ? [{ value: published.id, label: isStandard ? words.standard : words.versionOf(name, published.versionNo) }]
      : []),
  ]),
]

const flowPart = (chosen: string): Pick<Wish, 'flowCode' | 'flowFrom'> => {
  if (chosen === KEEP) return {}
  if (!chosen.startsWith(DRAFT_OF)) return { flowFrom: chosen }
  return { flowFrom: 'draft', flowCode: chosen.slice(DRAFT_OF.length) }
}

const chosenFlow = ({ flowFrom, flowCode }: Partial<Wish>): string =>
  flowFrom === 'draft' ? `${DRAFT_OF}${flowCode ?? ''}` : (flowFrom ?? KEEP)

type ChoiceProps = { initial: Partial<Wish>; isRunning: boolean }

/** What to try and on how many tickets. */
export const Choice = ({ initial, isRunning }: ChoiceProps) => {
  const templates = useQuery(templateUseApi.library, {})
  const flows = useQuery(flowsApi.library, {})
  return (
    <Card>
      <Loaded query={templates} rows={2}>
        {({ items }) => (
          <Loaded query={flows} rows={2}>
            {library => <Form {...{ initial, isRunning }} templates={items} flows={library.items} />}
          </Loaded>
        )}
      </Loaded>
    </Card>
  )
}

type FormProps = ChoiceProps & { templates: readonly ShelvedTemplate[]; flows: readonly ShelvedFlow[] }

const Form = ({ initial, isRunning, templates, flows }: FormProps) => {
  const [code, setCode] = useState(initial.templateCode ?? null)
  const [form, setForm] = useState(initial.templateFrom ?? KEEP)
  const [flow, setFlow] = useState(chosenFlow(initial))
  const [last, setLast] = useState(initial.last ?? 100)
  const versions = useQuery(templatesApi.versions, code ? { code } : null)
  const hasDraft = templates.some(one => one.code === code && one.draft)
  const forms = [
    { value: KEEP, label: words.keepForm },
    ...(hasDraft ? [{ value: 'draft', label: words.draft }] : []),
    ...(versions.data?.items ?? []).map(({ id, versionNo }) => ({ value: id, label: words.version(versionNo) })),
  ]
  const isReady = code !== null && (form !== KEEP || flow !== KEEP)
  const choose = (next: string): void => {
    setCode(next)
    setForm(templates.some(one => one.code === next && one.draft) ? 'draft' : KEEP)
  }
  const run = (): void => {
    if (code) void start({ templateCode: code, ...(form !== KEEP && { templateFrom: form }), ...flowPart(flow), last })
  }
  return (
    <div className="ps-choice">
      <Labelled label={words.template}>
        <Select
          showSearch
          optionFilterProp="label"
          placeholder={words.pickTemplate}
          aria-label={words.template}
          value={code}
          options={templates.map(({ code: value, name }) => ({ value, label: name }))}
          onChange={choose}
        />
      </Labelled>
      <Labelled label={words.form}>
        <Select aria-label={words.form} value={form} disabled={!code} options={forms} onChange={setForm} />
      </Labelled>
      <Labelled label={words.flow}>
        <Select aria-label={words.flow} value={flow} options={flowOptions(flows)} onChange={setFlow} />
      </Labelled>
      <Labelled label={words.last}>
        <InputNumber
          aria-label={words.last}
          min={1}
          max={MOST_TICKETS}
          precision={0}
          value={last}
          onChange={value => setLast(value ?? 1)}
        />
      </Labelled>
      <Button type="primary" data-act="run-simulator" disabled={!isReady} loading={isRunning} onClick={run}>
        {words.run}
      </Button>
    </div>
  )
}
