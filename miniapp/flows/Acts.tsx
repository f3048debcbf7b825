import { View } from '@tarojs/components'
import { useState } from 'react'
import { flowsApi } from '../../shared/flows/api'
import type { FlowStepView } from '../../shared/flows/runs'
import { say, useCommand } from '../lib/useCommand'
import { Button } from '../ui/Button'
import { FormField } from '../ui/FormField'
import { Confirm } from '../ui/Sheet'
import { words } from './words'

type Act = 'approve' | 'refuse' | 'complete' | 'withdraw'
type Props = { step: FlowStepView; stepId: string; onChange: () => void }

const saysOf: Record<Act, (name: string) => string> = {
  approve: words.approveSays,
  refuse: words.refuseSays,
  complete: words.completeSays,
  withdraw: words.withdrawSays,
}

/** What this person may do at a node; before it is done, room for a few words. */
export const Acts = ({ step, stepId, onChange }: Props) => {
  const [act, setAct] = useState<Act | null>(null)
  const options = { onRefused: onChange }
  const urge = useCommand(flowsApi.urge, options)
  const doUrge = async () => {
    if (!(await urge.run({ stepId }))) return
    say(words.urgeDone)
    onChange()
  }
  return (
    <>
      <View className="pd-flow-acts">
        {step.canUrge && !step.canDecide && (
          <Button id={`urge-${step.nodeKey}`} kind="plain" busy={urge.busy} onTap={doUrge}>
            {words.urge}
          </Button>
        )}
        {step.canWithdraw && (
          <Button id={`withdraw-${step.nodeKey}`} kind="plain" onTap={() => setAct('withdraw')}>
            {words.withdraw}
          </Button>
        )}
        {step.canDecide && (
          <>
            <Button id={`refuse-${step.nodeKey}`} kind="plain" onTap={() => setAct('refuse')}>
              {words.refuse}
            </Button>
            <Button id={`approve-${step.nodeKey}`} kind="second" onTap={() => setAct('approve')}>
              {words.approve}
            </Button>
          </>
        )}
        {step.canComplete && (
          <Button id={`complete-${step.nodeKey}`} kind="second" onTap={() => setAct('complete')}>
            {words.complete}
          </Button>
        )}
      </View>
      {act && <Deciding act={act} step={step} stepId={stepId} onChange={onChange} onClose={() => setAct(null)} />}
    </>
  )
}

const Deciding = ({ act, step, stepId, onChange, onClose }: Props & { act: Act; onClose: () => void }) => {
  const [says, setSays] = useState('')
  const options = { onRefused: onChange }
  const decide = useCommand(flowsApi.decide, options)
  const complete = useCommand(flowsApi.complete, options)
  const withdraw = useCommand(flowsApi.withdraw, options)
  const said = says.trim()
  const run = (): Promise<unknown> => {
    if (act === 'complete') return complete.run({ stepId, says: said })
    if (act === 'withdraw') return withdraw.run({ stepId, says: said })
    return decide.run({ stepId, decision: act, says: said })
  }
  const confirm = async () => {
    const after = await run()
    onClose()
    if (after) onChange()
  }
  return (
    <Confirm
      id="decide"
      title={words[act]}
      says={saysOf[act](step.name)}
      act={words[act]}
      danger={act === 'refuse' || act === 'withdraw'}
      busy={decide.busy || complete.busy || withdraw.busy}
      off={act === 'refuse' && said === ''}
      onConfirm={confirm}
      onClose={onClose}
    >
      <FormField
        id="decide-says"
        first
        field={{ kind: 'longText', label: words.says, hint: act === 'refuse' ? words.refuseHint : words.approveHint }}
        value={says}
        context={{ devices: [] }}
        onChange={value => setSays(String(value ?? ''))}
      />
    </Confirm>
  )
}
