import { Alert, Button } from 'antd'
import { useState } from 'react'
import type { FlowDraftView } from '../../../../../shared/flows/library'
import { useUndoKeys } from '../../lib/use-undo-keys'
import { Canvas } from './Canvas'
import { FormDesk } from './FormDesk'
import { NodePanel } from './NodePanel'
import { Problems } from './Problems'
import { TopBar } from './TopBar'
import { useDraft } from './use-draft'
import { WayPanel } from './WayPanel'
import { words } from './words'

/** A node by its key, or a way by its place. */
export type Selected = { nodeKey: string } | { wayAt: number } | null

/** Picture in the middle, what is selected beside it. */
export const Editor = ({ draft, onReload }: { draft: FlowDraftView; onReload: () => void }) => {
  const desk = useDraft(draft)
  const [selected, setSelected] = useState<Selected>(null)
  useUndoKeys(desk)
  const { nodes, transitions } = desk.document.body
  const node = selected && 'nodeKey' in selected ? nodes.find(({ key }) => key === selected.nodeKey) : undefined
  const way = selected && 'wayAt' in selected ? transitions[selected.wayAt] : undefined
  return (
    <div className="pf-editor">
      <TopBar draft={draft} desk={desk} />
      {desk.saving.is === 'lost' && (
        <Alert
          banner
          type="error"
          title={words.lost}
          description={desk.saving.says}
          action={
            <Button size="small" type="primary" onClick={onReload}>
              {words.reload}
            </Button>
          }
        />
      )}
      <div className="pf-columns">
        <Canvas desk={desk} selected={selected} onSelect={setSelected} />
        <aside className="pf-side">
          <FormDesk flowCode={draft.code}>
            {node && <NodePanel key={node.key} desk={desk} node={node} onSelect={setSelected} />}
            {way && selected && 'wayAt' in selected && (
              <WayPanel
                key={selected.wayAt}
                desk={desk}
                way={way}
                at={selected.wayAt}
                onGone={() => setSelected(null)}
              />
            )}
          </FormDesk>
          {!node && !way && <p className="pc-weak">{words.none}</p>}
          <Problems problems={desk.problems} onSelect={setSelected} />
        </aside>
      </div>
    </div>
  )
}
