import { Button, Checkbox, Input } from 'antd'
import type { FlowTransition } from '../../../../../shared/flows/flow'
import { Condition } from './Condition'
import { changeWay, removeWay } from './edits'
import type { DraftDesk } from './use-draft'
import { words } from './words'

type Props = { desk: DraftDesk; way: FlowTransition; at: number; onGone: () => void }

/** Where it leads from and to, what it is called, and when it is taken. */
export const WayPanel = ({ desk, way, at, onGone }: Props) => {
  const { nodes } = desk.document.body
  const nameOf = (key: string): string => nodes.find(node => node.key === key)?.name ?? key
  const from = nodes.find(({ key }) => key === way.from)
  const set = (changes: Partial<FlowTransition>, isTyping = false): void =>
    desk.edit(() => changeWay(at, { ...way, ...changes }, isTyping))
  return (
    <div className="pf-panel">
      <h3>
        {nameOf(way.from)} → {nameOf(way.to)}
      </h3>
      <Input
        placeholder={words.wayName}
        maxLength={40}
        value={way.name ?? ''}
        onChange={({ target }) => set({ name: target.value || undefined }, true)}
      />
      {(from?.kind === 'approval' || from?.kind === 'countersign') && (
        <Checkbox
          checked={way.isRefusal ?? false}
          onChange={({ target }) => set({ isRefusal: target.checked || undefined })}
        >
          {words.isRefusal}
        </Checkbox>
      )}
      {!way.isRefusal && from?.kind !== 'parallel' && (
        <Condition label={words.when} hint={words.whenHint} logic={way.when} onChange={when => set({ when })} />
      )}
      <Button
        danger
        onClick={() => {
          onGone()
          desk.edit(() => removeWay(at))
        }}
      >
        {words.removeWay}
      </Button>
    </div>
  )
}
