import { Alert, Button, Input, Popconfirm, Select } from 'antd'
import { useMemo, useState } from 'react'
import { flowsApi } from '../../../../../shared/flows/api'
import type { TicketFlow as Flow, FlowStepView } from '../../../../../shared/flows/runs'
import { peopleApi } from '../../../../../shared/people'
import { agoWords, spanWords, timeWords } from '../../../../../shared/words'
import { useCommand } from '../../lib/use-command'
import { useNow } from '../../lib/use-now'
import { useQuery } from '../../lib/use-query'
import { Badge } from '../../ui/Badges'
import { Loaded } from '../../ui/States'
import { isDecision, type Standing } from './graph'
import { Picture } from './Picture'
import { words } from './words'
import '../flows.css'

/** Where a ticket stands in its flow, how long each node took, and what whoever looks may do about it. */
export default function TicketFlow({ ticketId }: { ticketId: string }) {
  const query = useQuery(flowsApi.ofTicket, { ticketId }, { everyMs: 20_000 })
  return (
    <Loaded query={query}>
      {flow => (
        <div className="pf-ticket">
          {flow.held && <Alert type="info" showIcon title={flow.held} />}
          {flow.newerVersion && flow.canMoveToVersion && (
            <Newer flow={flow} versionId={flow.newerVersion.id} no={flow.newerVersion.versionNo} />
          )}
          <FlowPicture flow={flow} />
          <div className="pf-steps">
            {flow.steps.toReversed().map(step => (
              <Step key={`${step.nodeKey}:${step.round}`} step={step} />
            ))}
          </div>
        </div>
      )}
    </Loaded>
  )
}

const FlowPicture = ({ flow }: { flow: Flow }) => {
  const standings = useMemo(() => standingsOf(flow.steps), [flow.steps])
  return <Picture body={flow.flow.body} standings={standings} />
}

const stateOf: Record<FlowStepView['state'], Standing['state']> = {
  active: 'active',
  done: 'done',
  approved: 'done',
  refused: 'refused',
  skipped: 'skipped',
  withdrawn: 'skipped',
}

/** The latest time that the ticket came to each node. */
const standingsOf = (steps: readonly FlowStepView[]): Map<string, Standing> =>
  new Map(
    steps.map(({ nodeKey, state, minutes }) => [
      nodeKey,
      { state: stateOf[state], says: `${words.states[state]} · ${spanWords(minutes)}` },
    ]),
  )

const toneOf = { active: 'moving', done: 'done', skipped: 'waiting', refused: 'overdue' } as const

const Step = ({ step }: { step: FlowStepView }) => {
  const now = useNow()
  return (
    <section className={`pf-step ${stateOf[step.state]}`} data-node={step.nodeKey}>
      <header>
        <span className="pc-strong">{step.name}</span>
        <Badge tone={toneOf[stateOf[step.state]]}>{words.states[step.state]}</Badge>
        <span className="pc-weak pc-small">
          {timeWords(new Date(step.enteredAt), now)} · {spanWords(step.minutes)}
          {step.until && ` · ${words.until(timeWords(new Date(step.until), now))}`}
          {isDecision(step) && step.askedByName && ` · ${words.asked(step.askedByName)}`}
        </span>
      </header>
      {step.reason && !step.owners.some(({ says }) => says === step.reason) && (
        <span className="pc-second">{step.reason}</span>
      )}
      {step.owners.map(owner => (
        <span key={owner.id} className="pc-second">
          {owner.name} {words.owners[owner.state]}
          {owner.says && `：${owner.says}`}
          {owner.addedByName && <span className="pc-weak"> · {words.added(owner.addedByName)}</span>}
          {owner.at && <span className="pc-weak"> · {agoWords(new Date(owner.at), now)}</span>}
        </span>
      ))}
      {step.id && step.state === 'active' && <Acts step={step} stepId={step.id} />}
    </section>
  )
}

/** An urge or another signer in between takes nothing from a decision, so whether the step is still open decides. */
const Acts = ({ step, stepId }: { step: FlowStepView; stepId: string }) => {
  const [says, setSays] = useState('')
  const decide = useCommand(flowsApi.decide, words.decided)
  const complete = useCommand(flowsApi.complete, words.completed)
  const withdraw = useCommand(flowsApi.withdraw, words.withdrawn)
  const urge = useCommand(flowsApi.urge, words.urgeDone)
  const canSay = step.canDecide || step.canComplete
  return (
    <>
      {canSay && (
        <Input.TextArea
          autoSize
          maxLength={500}
          placeholder={step.canDecide ? words.decideHint : words.completeHint}
          value={says}
          onChange={({ target }) => setSays(target.value)}
        />
      )}
      <span className="pf-acts">
        {step.canAddSigner && <AddSigner stepId={stepId} />}
        {step.canUrge && (
          <Button size="small" loading={urge.busy} onClick={() => urge.run({ stepId })}>
            {words.urge}
          </Button>
        )}
        {step.canWithdraw && (
          <Popconfirm
            title={words.withdrawAsk}
            okText={words.withdraw}
            cancelText={words.keep}
            onConfirm={() => withdraw.run({ stepId })}
          >
            <Button size="small" loading={withdraw.busy}>
              {words.withdraw}
            </Button>
          </Popconfirm>
        )}
        {step.canDecide && (
          <>
            <Button
              size="small"
              danger
              disabled={says.trim() === ''}
              loading={decide.busy}
              onClick={() => decide.run({ stepId, decision: 'refuse', says: says.trim() })}
            >
              {words.refuse}
            </Button>
            <Button
              size="small"
              type="primary"
              loading={decide.busy}
              onClick={() => decide.run({ stepId, decision: 'approve', says: says.trim() })}
            >
              {words.approve}
            </Button>
          </>
        )}
        {step.canComplete && (
          <Button
            size="small"
            type="primary"
            loading={complete.busy}
            onClick={() => complete.run({ stepId, says: says.trim() })}
          >
            {words.complete}
          </Button>
        )}
      </span>
    </>
  )
}

const AddSigner = ({ stepId }: { stepId: string }) => {
  const people = useQuery(peopleApi.list, {}).data?.items ?? []
  const add = useCommand(flowsApi.addSigner, words.signerAdded)
  return (
    <Select
      size="small"
      className="pf-signer"
      showSearch={{ optionFilterProp: 'label' }}
      placeholder={words.addSigner}
      value={null}
      options={people.map(({ id, name }) => ({ value: id, label: name }))}
      onChange={personId => personId && add.run({ stepId, personId })}
    />
  )
}

const Newer = ({ flow, versionId, no }: { flow: Flow; versionId: string; no: number }) => {
  const move = useCommand(flowsApi.moveToVersion, words.moved)
  return (
    <Alert
      type="warning"
      showIcon
      title={words.newer(no)}
      action={
        <Popconfirm
          title={words.moveAsk}
          okText={words.move}
          cancelText={words.keep}
          onConfirm={() => move.run({ ticketId: flow.ticketId, flowId: versionId, version: flow.version })}
        >
          <Button size="small" loading={move.busy}>
            {words.move}
          </Button>
        </Popconfirm>
      }
    />
  )
}
