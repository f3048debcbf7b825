import { Button, Input, Select, Switch } from 'antd'
import { useState } from 'react'
import { peopleApi } from '../../../../../shared/people'
import { slaApi } from '../../../../../shared/sla/api'
import type { CalendarView } from '../../../../../shared/sla/views'
import { useCommand } from '../../lib/use-command'
import { useQuery } from '../../lib/use-query'
import { Field } from '../Field'
import { Preview } from '../policies/Preview'
import { useRegionChoices } from '../use-region-choices'
import { Week } from './Week'
import { words, zoneNames } from './words'

const zonesWith = (own: string) =>
  [...new Set([...Object.keys(zoneNames), own])].map(value => ({ value, label: zoneNames[value] ?? value }))

const draftOf = ({
  code,
  name,
  timeZone,
  weekly,
  hasNationalDays,
  teamIds,
  regionPrefixes,
  version,
}: CalendarView) => ({
  code,
  name,
  timeZone,
  weekly,
  hasNationalDays,
  teamIds,
  regionPrefixes,
  version,
})

/** Working hours of a week and whom they hold for; what a change does can be seen before it is saved. */
export const CalendarForm = ({ calendar, mayEdit }: { calendar: CalendarView; mayEdit: boolean }) => {
  const [draft, setDraft] = useState(draftOf(calendar))
  const teams = useTeams()
  const regions = useRegionChoices()
  const save = useCommand(slaApi.saveCalendar, words.saved)
  const set = (changes: Partial<typeof draft>): void => setDraft(before => ({ ...before, ...changes }))
  const isChanged =
    JSON.stringify(draft) !== JSON.stringify(draftOf(calendar)) || (calendar.version === 0 && !calendar.isBuiltIn)
  return (
    <div className="pc-sla-form">
      <Field label={words.name}>
        <Input
          value={draft.name}
          maxLength={40}
          disabled={!mayEdit}
          onChange={({ target }) => set({ name: target.value })}
        />
      </Field>
      <Week weekly={draft.weekly} mayEdit={mayEdit} onChange={weekly => set({ weekly })} />
      <Field label={words.zone}>
        <Select
          value={draft.timeZone}
          disabled={!mayEdit}
          options={zonesWith(draft.timeZone)}
          onChange={timeZone => set({ timeZone })}
        />
      </Field>
      <Field label={words.national}>
        <Switch
          checked={draft.hasNationalDays}
          disabled={!mayEdit}
          onChange={hasNationalDays => set({ hasNationalDays })}
        />
      </Field>
      <Field label={words.regions}>
        <Select
          mode="multiple"
          value={draft.regionPrefixes}
          disabled={!mayEdit}
          placeholder={words.regionsHint}
          options={regions}
          optionFilterProp="label"
          onChange={regionPrefixes => set({ regionPrefixes })}
        />
      </Field>
      <Field label={words.teams}>
        <Select
          mode="multiple"
          value={draft.teamIds}
          disabled={!mayEdit}
          options={teams}
          optionFilterProp="label"
          onChange={teamIds => set({ teamIds })}
        />
      </Field>
      {mayEdit && (
        <div className="pc-sla-actions">
          {isChanged && <span className="pc-weak">{words.unsaved}</span>}
          <Preview input={isChanged ? { calendar: draft } : null} />
          <Button type="primary" disabled={!isChanged} loading={save.busy} onClick={() => save.run(draft)}>
            {words.save}
          </Button>
        </div>
      )}
    </div>
  )
}

/** The teams that people belong to, by name. */
const useTeams = (): { value: string; label: string }[] => {
  const people = useQuery(peopleApi.list, {}).data?.items ?? []
  const teams = new Map(people.flatMap(({ teamId, teamName }) => (teamId ? [[teamId, teamName ?? teamId]] : [])))
  return [...teams].map(([value, label]) => ({ value, label }))
}
