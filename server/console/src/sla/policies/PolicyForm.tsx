import { AutoComplete, Button, Drawer, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { customerLevels } from '../../../../../shared/customers'
import { slaApi } from '../../../../../shared/sla/api'
import { coverageNames, coverages, responseEventNames, responseEvents } from '../../../../../shared/sla/policy'
import type { PolicyView } from '../../../../../shared/sla/views'
import { templatesApi } from '../../../../../shared/templates/api'
import { waitReasonNames, waitReasons } from '../../../../../shared/tickets/life'
import { useCommand } from '../../lib/use-command'
import { useQuery } from '../../lib/use-query'
import { useAskToClose } from '../../ui/use-ask-to-close'
import { Field } from '../Field'
import { useRegionChoices } from '../use-region-choices'
import { Preview } from './Preview'
import { Targets } from './Targets'
import { words } from './words'

/** Only what is saved: what the view adds is worked out again. */
const draftOf = ({ calendarName, isBuiltIn, coversSays, ...policy }: PolicyView) => policy
type Draft = ReturnType<typeof draftOf>

const optionsOf = <Value extends string>(values: readonly Value[], names: Record<Value, string>) =>
  values.map(value => ({ value, label: names[value] }))

const Covers = ({ draft, set }: { draft: Draft; set: (changes: Partial<Draft>) => void }) => {
  const { covers } = draft
  const services = (useQuery(templatesApi.list, {}).data?.items ?? []).map(({ name, body }) => ({
    value: body.businessType,
    label: words.service(name, body.businessType),
  }))
  const regions = useRegionChoices()
  const cover = (changes: Partial<typeof covers>): void => set({ covers: { ...covers, ...changes } })
  return (
    <>
      <Field label={words.businessType} hint={words.businessTypeHint}>
        <AutoComplete
          value={covers.businessType ?? ''}
          options={services}
          onChange={type => cover({ businessType: type.trim() || null })}
        />
      </Field>
      <Field label={words.level}>
        <Select
          allowClear
          placeholder={words.any}
          value={covers.customerLevel}
          options={optionsOf(customerLevels, words.levels)}
          onChange={level => cover({ customerLevel: level ?? null })}
        />
      </Field>
      <Field label={words.coverage}>
        <Select
          allowClear
          placeholder={words.any}
          value={covers.coverage}
          options={optionsOf(coverages, coverageNames)}
          onChange={coverage => cover({ coverage: coverage ?? null })}
        />
      </Field>
      <Field label={words.region}>
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={words.regionHint}
          value={covers.regionPrefix}
          options={regions}
          onChange={prefix => cover({ regionPrefix: prefix ?? null })}
        />
      </Field>
    </>
  )
}

const resolvedOptions = Object.entries(words.resolved).map(([value, label]) => ({ value, label }))

/** One policy, with what saving it would do to the open tickets. */
export const PolicyForm = ({ policy, onClose }: { policy: PolicyView; onClose: () => void }) => {
  const [draft, setDraft] = useState(draftOf(policy))
  const calendars = useQuery(slaApi.calendars, {}).data?.items ?? []
  const save = useCommand(slaApi.savePolicy, words.saved)
  const set = (changes: Partial<Draft>): void => setDraft(before => ({ ...before, ...changes }))
  const askToClose = useAskToClose(draftOf(policy), draft, onClose)
  const run = async () => {
    if (await save.run(draft)) onClose()
  }
  return (
    <Drawer
      open
      size={720}
      title={policy.name}
      onClose={askToClose}
      extra={
        <span className="pc-sla-actions">
          <Preview input={{ policy: draft }} />
          <Button type="primary" loading={save.busy} onClick={run}>
            {words.save}
          </Button>
        </span>
      }
    >
      <div className="pc-sla-form">
        <Field label={words.name}>
          <Input value={draft.name} maxLength={40} onChange={({ target }) => set({ name: target.value })} />
        </Field>
        <Covers draft={draft} set={set} />
        <Field label={words.calendar}>
          <Select
            value={draft.calendarCode}
            options={calendars.map(({ code, name }) => ({ value: code, label: name }))}
            onChange={calendarCode => set({ calendarCode })}
          />
        </Field>
        <Targets targets={draft.targets} onChange={targets => set({ targets })} />
        <Field label={words.pauses}>
          <Select
            mode="multiple"
            value={draft.pauseReasons}
            options={optionsOf(waitReasons, waitReasonNames)}
            onChange={pauseReasons => set({ pauseReasons })}
          />
        </Field>
        <Field label={words.responses}>
          <Select
            mode="multiple"
            value={draft.responseEvents}
            options={optionsOf(responseEvents, responseEventNames)}
            onChange={chosen => chosen.length > 0 && set({ responseEvents: chosen })}
          />
        </Field>
        <Field label={words.resolvedBy}>
          <Select
            value={draft.resolvedBy}
            options={resolvedOptions as never}
            onChange={resolvedBy => set({ resolvedBy })}
          />
        </Field>
        <Field label={words.warnAt}>
          <span className="pc-sla-windows">
            {draft.warnAt.map((percent, at) => (
              <InputNumber
                // biome-ignore lint/suspicious/noArrayIndexKey: a level has no other name than its place
                key={at}
                size="small"
                min={1}
                max={300}
                suffix="%"
                value={percent}
                onChange={value => set({ warnAt: draft.warnAt.map((one, i) => (i === at ? (value ?? one) : one)) })}
              />
            ))}
          </span>
        </Field>
      </div>
    </Drawer>
  )
}
