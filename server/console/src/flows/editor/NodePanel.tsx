import { Button, Checkbox, Input, InputNumber, Segmented, Select } from 'antd'
import { type FlowNode, nodeKindNames, stageNames } from '../../../../../shared/flows/flow'
import { automaticActions } from '../../../../../shared/flows/problems'
import { ActionEditor } from '../../templates/rules/ActionEditor'
import { newAction } from '../../templates/rules/actions'
import { KindIcon } from '../picture/KindIcon'
import { Assignee } from './Assignee'
import { Condition } from './Condition'
import type { Selected } from './Editor'
import { changeNode, removeNode, startAt } from './edits'
import { Onward } from './Onward'
import type { DraftDesk } from './use-draft'
import { words } from './words'

type Props = { desk: DraftDesk; node: FlowNode; onSelect: (selected: Selected) => void }
type PartProps = { node: FlowNode; set: (changes: Partial<FlowNode>, isTyping?: boolean) => void }

const waits = (['customer', 'parts', 'date'] as const).map(value => ({ value, label: words.waits[value] }))
const needs = (['any', 'all'] as const).map(value => ({ value, label: words.needsOptions[value] }))
const isAutomatic = (name: string): boolean => automaticActions.includes(name)

/** What a node is, who does it, and when it is passed over. */
export const NodePanel = ({ desk, node, onSelect }: Props) => {
  const set: PartProps['set'] = (changes, isTyping) =>
    desk.edit(document => changeNode(document, node.key, { ...node, ...changes }, isTyping))
  const isAsked = ['task', 'approval', 'countersign', 'wait'].includes(node.kind)
  return (
    <div className="pf-panel">
      <h3>
        <KindIcon node={node} />
        {node.stage ? words.stage : nodeKindNames[node.kind]}
      </h3>
      {node.stage && <p className="pc-weak">{words.stageSays(stageNames[node.stage])}</p>}
      <Input
        aria-label={words.name}
        maxLength={40}
        value={node.name}
        onChange={({ target }) => set({ name: target.value }, true)}
      />
      {isAsked && !node.stage && <Assignee rule={node.assignee} onChange={assignee => set({ assignee })} />}
      {node.kind === 'approval' && (
        <div className="pf-line">
          <span className="pc-second">{words.needs}</span>
          <Segmented options={needs} value={node.needs ?? 'any'} onChange={value => set({ needs: value })} />
        </div>
      )}
      {node.kind === 'wait' && <Wait node={node} set={set} />}
      {node.kind === 'automatic' && <Automatic node={node} set={set} />}
      {isAsked && (
        <div className="pf-line">
          <span className="pc-second">{words.clock}</span>
          <InputNumber
            min={1}
            max={525_600}
            placeholder={words.clockHint}
            value={node.clockMinutes ?? null}
            onChange={value => set({ clockMinutes: value ?? undefined }, true)}
          />
        </div>
      )}
      {isAsked && !node.stage && (
        <>
          <Checkbox
            checked={node.isSkippedWhenRed ?? false}
            onChange={({ target }) => set({ isSkippedWhenRed: target.checked || undefined })}
          >
            {words.skipRed}
          </Checkbox>
          <Condition
            label={words.skipWhen}
            hint={words.skipHint}
            logic={node.skipWhen}
            onChange={skipWhen => set({ skipWhen })}
          />
        </>
      )}
      <Onward desk={desk} node={node} onSelect={onSelect} />
      <div className="pf-line">
        {desk.document.body.nodes[0] !== node && node.kind !== 'end' && (
          <Button size="small" onClick={() => desk.edit(document => startAt(document, node.key))}>
            {words.startHere}
          </Button>
        )}
        {node.stage !== 'handle' && (
          <Button
            size="small"
            danger
            onClick={() => {
              onSelect(null)
              desk.edit(document => removeNode(document, node.key))
            }}
          >
            {words.remove}
          </Button>
        )}
      </div>
    </div>
  )
}

const Wait = ({ node, set }: PartProps) => (
  <>
    <div className="pf-line">
      <span className="pc-second">{words.waitsFor}</span>
      <Select
        value={node.waitsFor ?? 'customer'}
        options={waits}
        onChange={value => set({ waitsFor: value, until: value === 'date' ? 3 : undefined })}
      />
    </div>
    {node.waitsFor === 'date' && (
      <div className="pf-line">
        <span className="pc-second">{words.until}</span>
        <InputNumber
          min={0}
          max={730}
          value={typeof node.until === 'number' ? node.until : null}
          onChange={value => set({ until: value ?? undefined }, true)}
        />
      </div>
    )}
  </>
)

const Automatic = ({ node, set }: PartProps) => (
  <section>
    <h4 className="pc-second">{words.actions}</h4>
    {(node.actions ?? []).map((action, at) => (
      <ActionEditor
        // biome-ignore lint/suspicious/noArrayIndexKey: an action is its place
        key={at}
        action={action}
        only={isAutomatic}
        onChange={(next, isTyping) => set({ actions: (node.actions ?? []).with(at, next) }, isTyping)}
        onRemove={() => set({ actions: (node.actions ?? []).toSpliced(at, 1) })}
      />
    ))}
    <Button
      type="dashed"
      size="small"
      data-act="add-action"
      onClick={() => set({ actions: [...(node.actions ?? []), newAction('addTag')] })}
    >
      {words.addAction}
    </Button>
  </section>
)
