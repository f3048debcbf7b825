import { Button, Drawer, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { automationApi, isEffect, type RuleView, type Wait } from '../../../../shared/automation'
import type { ReadInputOf } from '../../../../shared/kernel/endpoint'
import { Condition } from '../flows/editor/Condition'
import { FormDesk } from '../flows/editor/FormDesk'
import { useCommand } from '../lib/use-command'
import { ActionEditor } from '../templates/rules/ActionEditor'
import { newAction } from '../templates/rules/actions'
import { useAskToClose } from '../ui/use-ask-to-close'
import { Field } from './Field'
import { isUnset, TriggerFields } from './TriggerFields'
import { Try } from './Try'
import { useTemplateChoices } from './use-choices'
import { words } from './words'

export type RuleDraft = ReadInputOf<typeof automationApi.saveRule>
const then = 'then'

/** Only what is saved: what the view adds is worked out again. */
export const writtenOf = ({ triggerSays, recentRuns, lastRunAt, ...rule }: RuleView): RuleDraft => rule

export const newRule = (): RuleDraft => ({
  version: 0,
  name: '',
  isOn: true,
  trigger: { on: 'created' },
  wait: 'none',
  when: true,
  [then]: [newAction('notify')],
})

type WaitKind = keyof typeof words.waits
const waitOptions = Object.entries(words.waits).map(([value, label]) => ({ value: value as WaitKind, label }))
const waitOf: Record<WaitKind, Wait> = { none: 'none', days: { days: 3 }, nextSeason: { nextSeason: true } }
const waitKind = (wait: Wait): WaitKind => (wait === 'none' ? 'none' : 'days' in wait ? 'days' : 'nextSeason')

const WaitFields = ({ wait, onChange }: { wait: Wait; onChange: (wait: Wait) => void }) => (
  <>
    <Field label={words.waiting} hint={wait === 'none' ? undefined : words.waitHint}>
      <Select value={waitKind(wait)} options={waitOptions} onChange={kind => onChange(waitOf[kind])} />
    </Field>
    {wait !== 'none' && 'days' in wait && (
      <Field label={words.days}>
        <InputNumber
          min={1}
          max={730}
          precision={0}
          value={wait.days}
          onChange={days => onChange({ days: days ?? 1 })}
        />
      </Field>
    )}
  </>
)

type Set = (changes: Partial<RuleDraft>) => void

const Actions = ({ rule, set }: { rule: RuleDraft; set: Set }) => (
  <section className="pc-auto-actions">
    <h4 className="pc-second">{words.does}</h4>
    {rule.then.length === 0 && <p className="pc-weak pc-small">{words.noAction}</p>}
    {rule.then.map((action, at) => (
      <ActionEditor
        // biome-ignore lint/suspicious/noArrayIndexKey: an action is its place
        key={at}
        action={action}
        only={isEffect}
        onChange={next => set({ [then]: rule.then.with(at, next) })}
        onRemove={() => set({ [then]: rule.then.toSpliced(at, 1) })}
      />
    ))}
    <Button type="dashed" size="small" onClick={() => set({ [then]: [...rule.then, newAction('addTag')] })}>
      {words.addAction}
    </Button>
  </section>
)

/** 什么时候, 等多久, 条件, 做什么; tried on a ticket before it is saved. */
export const RuleForm = ({ rule: given, onClose }: { rule: RuleDraft; onClose: () => void }) => {
  const [rule, setRule] = useState(given)
  const templates = useTemplateChoices()
  const save = useCommand(automationApi.saveRule, words.saved)
  const set: Set = changes => setRule(before => ({ ...before, ...changes }))
  const askToClose = useAskToClose(given, rule, onClose)
  const run = async () => {
    if (await save.run(rule)) onClose()
  }
  return (
    <Drawer
      open
      size={760}
      title={rule.name || words.newOne}
      onClose={askToClose}
      extra={
        <Button type="primary" loading={save.busy} disabled={!rule.name.trim() || isUnset(rule.trigger)} onClick={run}>
          {words.save}
        </Button>
      }
    >
      <div className="pc-auto-form">
        <Field label={words.name}>
          <Input
            value={rule.name}
            maxLength={60}
            placeholder={words.nameHint}
            onChange={({ target }) => set({ name: target.value })}
          />
        </Field>
        <Field label={words.templates}>
          <Select
            mode="multiple"
            allowClear
            placeholder={words.allTemplates}
            value={rule.templateCodes ?? []}
            options={templates}
            onChange={codes => set({ templateCodes: codes.length > 0 ? codes : undefined })}
          />
        </Field>
        <TriggerFields trigger={rule.trigger} onChange={trigger => set({ trigger })} />
        <WaitFields wait={rule.wait} onChange={wait => set({ wait })} />
        <FormDesk flowCode="">
          <Condition
            label={words.when}
            hint={words.whenHint}
            logic={rule.when}
            onChange={when => set({ when: when ?? true })}
          />
          <Actions rule={rule} set={set} />
        </FormDesk>
        <Try rule={rule} />
      </div>
    </Drawer>
  )
}
