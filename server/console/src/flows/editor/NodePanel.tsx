import { Button, Checkbox, Input, InputNumber, Segmented, Select } from 'antd'
import { type FlowNode, nodeKindNames, stageNames } from '../../../../../shared/flows/flow'
import { ActionEditor } from '../../templates/rules/ActionEditor'
import { Assignee } from './Assignee'
import { Condition } from './Condition'
import { changeNode, removeNode } from './edits'
import type { DraftDesk } from './use-draft'
import { words } from './words'

type Props = { desk: DraftDesk; node: FlowNode; onGone: () => void }
type PartProps = { node: FlowNode; set: (changes: Partial<FlowNode>, isTyping?: boolean) => void }

const waits = Object.entries(words.waits).map(([value, label]) => ({ value, label }))
const needs = Object.entries(words.needsOptions).map(([value, label]) => ({ value, label }))

/** What a node is, who does it, and when it is passed over. */
export const NodePanel = ({ desk, node, onGone }: Props) => {
  const set: PartProps['set'] = (changes, isTyping) =>
    desk.edit(document => changeNode(document, node.key, { ...node, ...changes }, isTyping))
  const isAsked = ['task', 'approval', 'countersign', 'wait'].includes(node.kind)
  return (
    <div className="pf-panel">
      <h3>{nodeKindNames[node.kind]}</h3>
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
          <Segmented
            options={needs}
            value={node.needs ?? 'any'}
            onChange={value => set({ needs: value as 'any' | 'all' })}
          />
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
            onChange={value => set({ clockMinutes: value ?? undefined })}
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
          <Condition label={words.skipWhen} logic={node.skipWhen} onChange={skipWhen => set({ skipWhen })} />
        </>
      )}
      {!node.stage && (
        <Button
          danger
          onClick={() => {
            onGone()
            desk.edit(document => removeNode(document, node.key))
          }}
        >
          {words.remove}
        </Button>
      )}
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
        onChange={value => set({ waitsFor: value as 'customer' | 'parts' | 'date' })}
      />
    </div>
    {node.waitsFor === 'date' && (
      <div className="pf-line">
        <span className="pc-second">{words.until}</span>
        <InputNumber
          min={0}
          max={730}
          value={typeof node.until === 'number' ? node.until : null}
          onChange={value => set({ until: value ?? undefined })}
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
        onChange={next => set({ actions: (node.actions ?? []).with(at, next) })}
        onRemove={() => set({ actions: (node.actions ?? []).toSpliced(at, 1) })}
      />
    ))}
  </section>
)
