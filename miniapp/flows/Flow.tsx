import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { flowsApi } from '../../shared/flows/api'
import type { FlowStepView, TicketFlow } from '../../shared/flows/runs'
import type { Tone } from '../../shared/look'
import { spanWords, timeWords } from '../../shared/words'
import { nowHolds } from '../lib/usePerson'
import { useQuery } from '../lib/useQuery'
import { Card, Section } from '../ui/Card'
import { Acts } from './Acts'
import { nodesAhead } from './ahead'
import './flows.css'
import { words } from './words'

const toneOf: Record<FlowStepView['state'], Tone> = {
  active: 'moving',
  done: 'done',
  approved: 'done',
  refused: 'overdue',
  skipped: 'waiting',
  withdrawn: 'waiting',
}

/** What is past and not the last of it is folded away. */
const SHOWN_PAST = 2

/** Where a ticket stands in its flow: what is done, by whom and how long it took, and what is still to come. */
export const Flow = ({ ticketId, onChange }: { ticketId: string; onChange: () => void }) => {
  const isAsked = nowHolds('sales', 'dispatcher', 'engineer', 'manager', 'finance', 'admin', 'provider')
  const query = useQuery(flowsApi.ofTicket, isAsked ? { ticketId } : null)
  const flow = query.data
  if (!flow) return null
  const reload = () => {
    void query.reload()
    onChange()
  }
  return (
    <Section title={words.title}>
      <Card id="flow">
        <Rail flow={flow} onChange={reload} />
      </Card>
    </Section>
  )
}

const Rail = ({ flow, onChange }: { flow: TicketFlow; onChange: () => void }) => {
  const [isWhole, setIsWhole] = useState(false)
  const past = flow.steps.filter(({ state }) => state !== 'active')
  const hidden = isWhole ? 0 : Math.max(0, past.length - SHOWN_PAST)
  const folded = new Set(past.slice(0, hidden))
  const shown = flow.steps.filter(step => !folded.has(step))
  return (
    <View className="pd-flow">
      {past.length > SHOWN_PAST && (
        <View id="flow-whole" className="pd-link pd-flow-fold" role="button" onClick={() => setIsWhole(!isWhole)}>
          {isWhole ? words.less : words.whole}
        </View>
      )}
      {shown.map(step => (
        <Step key={`${step.nodeKey} ${step.round}`} step={step} onChange={onChange} />
      ))}
      {nodesAhead(flow).map(node => (
        <View key={node.key} className="pd-flow-step">
          <View className="pd-flow-dot" />
          <View className="pd-flow-rail" />
          <Text className="pd-weak">
            {node.name} · {words.ahead}
          </Text>
        </View>
      ))}
    </View>
  )
}

const isDecision = ({ kind }: FlowStepView): boolean => kind === 'approval' || kind === 'countersign'
/** Whoever decided has said it in their own line. */
const isSaid = ({ owners, reason }: FlowStepView): boolean => owners.some(({ says }) => says === reason)

const Step = ({ step, onChange }: { step: FlowStepView; onChange: () => void }) => {
  const now = new Date()
  const tone = toneOf[step.state]
  const facts = [
    timeWords(new Date(step.enteredAt), now),
    spanWords(step.minutes),
    step.until && words.until(timeWords(new Date(step.until), now)),
    isDecision(step) && step.askedByName && words.asked(step.askedByName),
    step.urgedAt && step.state === 'active' && words.urged,
  ]
  return (
    <View className="pd-flow-step" id={`step-${step.nodeKey}`}>
      <View className={`pd-flow-dot dot-${tone} ${step.state === 'active' ? 'now' : ''}`} />
      <View className="pd-flow-rail" />
      <View className="pd-row">
        <Text className={`pd-grow ${step.state === 'active' ? 'pd-strong' : ''}`}>{step.name}</Text>
        <Text className={`ink-${tone}`}>{words.states[step.state]}</Text>
      </View>
      <View className="pd-weak">{facts.filter(Boolean).join(' · ')}</View>
      {step.reason && !isSaid(step) && <View className="pd-second">{step.reason}</View>}
      {step.owners.map(({ id, name, state, says }) => (
        <View key={id} className="pd-second">
          {name} {words.owners[state]}
          {says ? `：${says}` : ''}
        </View>
      ))}
      {step.id && step.state === 'active' && <Acts step={step} stepId={step.id} onChange={onChange} />}
    </View>
  )
}
