import { InputNumber, Select } from 'antd'
import { dueClockNames, type Trigger, type TriggerKind, triggerNames } from '../../../../shared/automation'
import { stageNames, stages } from '../../../../shared/flows/flow'
import { moves, transitionOf } from '../../../../shared/tickets/life'
import { dueClocks } from '../../../../shared/tickets/views'
import { Field } from './Field'
import { useFlowNodes } from './use-flow-nodes'
import { words } from './words'

const kinds = Object.entries(triggerNames).map(([value, label]) => ({ value: value as TriggerKind, label }))
const moveOptions = moves.map(value => ({ value, label: transitionOf(value).name }))
const stageOptions = stages.map(value => ({ value, label: stageNames[value] }))
const clockOptions = dueClocks.map(value => ({ value, label: dueClockNames[value] }))

const begun: { [K in TriggerKind]: Extract<Trigger, { on: K }> } = {
  created: { on: 'created' },
  moved: { on: 'moved', moves: ['confirm'] },
  stageClosed: { on: 'stageClosed', stage: 'handle' },
  flowLeft: { on: 'flowLeft', nodeKey: '' },
  edited: { on: 'edited' },
  reddened: { on: 'reddened' },
  nudged: { on: 'nudged', atLeast: 2 },
  late: { on: 'late', clock: 'resolution', percent: 100 },
  rated: { on: 'rated', atMost: 2 },
}

type Props = { trigger: Trigger; onChange: (trigger: Trigger) => void }

const Settings = ({ trigger, onChange }: Props) => {
  switch (trigger.on) {
    case 'moved':
      return (
        <Field label={words.moves}>
          <Select
            mode="multiple"
            value={trigger.moves}
            options={moveOptions}
            onChange={chosen => chosen.length > 0 && onChange({ ...trigger, moves: chosen })}
          />
        </Field>
      )
    case 'stageClosed':
      return (
        <Field label={words.stage}>
          <Select value={trigger.stage} options={stageOptions} onChange={stage => onChange({ ...trigger, stage })} />
        </Field>
      )
    case 'flowLeft':
      return (
        <Field label={words.node}>
          <NodeSelect trigger={trigger} onChange={onChange} />
        </Field>
      )
    case 'nudged':
      return (
        <Field label={words.atLeast}>
          <InputNumber
            min={1}
            max={100}
            value={trigger.atLeast}
            onChange={atLeast => onChange({ ...trigger, atLeast: atLeast ?? 1 })}
          />
        </Field>
      )
    case 'late':
      return (
        <>
          <Field label={words.clock}>
            <Select value={trigger.clock} options={clockOptions} onChange={clock => onChange({ ...trigger, clock })} />
          </Field>
          <Field label={words.percent} hint={words.percentHint}>
            <InputNumber
              min={1}
              max={300}
              value={trigger.percent}
              onChange={percent => onChange({ ...trigger, percent: percent ?? 100 })}
            />
          </Field>
        </>
      )
    case 'rated':
      return (
        <Field label={words.atMost}>
          <InputNumber
            min={1}
            max={5}
            value={trigger.atMost}
            onChange={atMost => onChange({ ...trigger, atMost: atMost ?? 1 })}
          />
        </Field>
      )
    default:
      return null
  }
}

/** Its node is still to be chosen. */
export const isUnset = (trigger: Trigger): boolean => trigger.on === 'flowLeft' && trigger.nodeKey === ''

type NodeTrigger = Extract<Trigger, { on: 'flowLeft' }>

const NodeSelect = ({ trigger, onChange }: { trigger: NodeTrigger; onChange: (trigger: Trigger) => void }) => {
  const nodes = useFlowNodes()
  const { nodeKey, nodeName } = trigger
  const isGone = nodes !== null && nodeKey !== '' && !nodes.some(({ value }) => value === nodeKey)
  const gone = { value: nodeKey, name: nodeName ?? nodeKey, label: words.nodeGone(nodeName ?? nodeKey) }
  return (
    <Select
      showSearch={{ optionFilterProp: 'label' }}
      loading={!nodes}
      status={isUnset(trigger) ? 'error' : ''}
      placeholder={words.nodeHint}
      value={nodeKey || null}
      options={[...(nodes ?? []), ...(isGone ? [gone] : [])]}
      labelRender={({ label }) => label ?? nodeName ?? nodeKey}
      onChange={(_, chosen) =>
        chosen && !Array.isArray(chosen) && onChange({ on: 'flowLeft', nodeKey: chosen.value, nodeName: chosen.name })
      }
    />
  )
}

/** What sets the rule going, with its figures. */
export const TriggerFields = ({ trigger, onChange }: Props) => (
  <>
    <Field label={words.trigger}>
      <Select value={trigger.on} options={kinds} onChange={on => onChange(begun[on])} />
    </Field>
    <Settings trigger={trigger} onChange={onChange} />
  </>
)
