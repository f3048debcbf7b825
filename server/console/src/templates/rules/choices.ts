import { useEffect, useSyncExternalStore } from 'react'
import { partsApi } from '../../../../../shared/parts'
import { peopleApi } from '../../../../../shared/people'
import { templatesApi } from '../../../../../shared/templates/api'
import { call } from '../../lib/api'

export type Choice = { value: string; label: string }
type Names = Readonly<Record<string, string>>
export type Choices = {
  teams: readonly Choice[]
  parts: readonly Choice[]
  templates: readonly Choice[]
  skills: readonly Choice[]
  names: { teams: Names; parts: Names; templates: Names }
}

const namesOf = (choices: readonly Choice[]): Names =>
  Object.fromEntries(choices.map(({ value, label }) => [value, label]))

const nothing: Choices = {
  teams: [],
  parts: [],
  templates: [],
  skills: [],
  names: { teams: {}, parts: {}, templates: {} },
}

let loaded: Choices = nothing
let loadedAt = 0
const listeners = new Set<() => void>()
const KEEP_MS = 60_000

/** What actions can point to. Asked once a minute at most, not after every saved letter. */
const load = async (): Promise<void> => {
  if (Date.now() - loadedAt < KEEP_MS) return
  loadedAt = Date.now()
  try {
    const [teams, parts, templates] = await Promise.all([
      call(peopleApi.teams, {}),
      call(partsApi.list, {}),
      call(templatesApi.list, {}),
    ])
    const lists = {
      teams: teams.items.map(({ id, name }) => ({ value: id, label: name })),
      parts: parts.items.map(({ sku, name }) => ({ value: sku, label: name })),
      templates: templates.items.map(({ code, name }) => ({ value: code, label: name })),
      // Several templates may be of one business type.
      skills: [...new Map(templates.items.map(({ name, body }) => [body.businessType, name]))].map(
        ([value, label]) => ({
          value,
          label,
        }),
      ),
    }
    const names = { teams: namesOf(lists.teams), parts: namesOf(lists.parts), templates: namesOf(lists.templates) }
    loaded = { ...lists, names }
    for (const listener of listeners) listener()
  } catch {
    loadedAt = 0
  }
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

export const useChoices = (): Choices => {
  useEffect(() => void load(), [])
  return useSyncExternalStore(subscribe, () => loaded)
}
