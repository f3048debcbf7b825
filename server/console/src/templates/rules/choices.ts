import { useEffect, useSyncExternalStore } from 'react'
import type { OutputOf } from '../../../../../shared/kernel/endpoint'
import { partsApi } from '../../../../../shared/parts'
import { fits, type PersonView, peopleApi } from '../../../../../shared/people'
import { templatesApi } from '../../../../../shared/templates/api'
import { listed } from '../../../../../shared/templates/problems/record'
import { call } from '../../lib/api'
import { skillWords } from '../../people/services'
import { words } from './words'

export type Choice = { value: string; label: string }
type Names = Readonly<Record<string, string>>
export type Choices = {
  teams: readonly Choice[]
  parts: readonly Choice[]
  templates: readonly Choice[]
  skills: readonly Choice[]
  members: readonly Choice[]
  businessTypes: readonly Choice[]
  names: { teams: Names; parts: Names; templates: Names; skills: Names; members: Names }
  isLoaded: boolean
}

const namesOf = (choices: readonly Choice[]): Names =>
  Object.fromEntries(choices.map(({ value, label }) => [value, label]))

const nothing: Choices = {
  teams: [],
  parts: [],
  templates: [],
  skills: [],
  members: [],
  businessTypes: [],
  names: { teams: {}, parts: {}, templates: {}, skills: {}, members: {} },
  isLoaded: false,
}

type Template = OutputOf<typeof templatesApi.list>['items'][number]

/** What our people can do, and what our templates are about, by the names of these templates. */
const skillsOf = (people: readonly PersonView[], templates: readonly Template[]): Choice[] => {
  const services = templates.map(({ name, body }) => ({ name, businessType: body.businessType }))
  const had = [...new Set(people.flatMap(({ engineer }) => engineer?.skills ?? []))]
  const codes = new Set([...had, ...services.map(({ businessType }) => businessType)])
  return [...codes].map(code => {
    const name = listed(skillWords([code], services))
    return { value: code, label: had.some(skill => fits(skill, code)) ? name : words.nobodyCan(name) }
  })
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
    const [teams, parts, templates, people] = await Promise.all([
      call(peopleApi.teams, {}),
      call(partsApi.list, {}),
      call(templatesApi.list, {}),
      call(peopleApi.list, {}),
    ])
    const lists = {
      teams: teams.items.map(({ id, name }) => ({ value: id, label: name })),
      parts: parts.items.map(({ sku, name }) => ({ value: sku, label: name })),
      templates: templates.items.map(({ code, name }) => ({ value: code, label: name })),
      skills: skillsOf(people.items, templates.items),
      members: people.items.map(({ id, name }) => ({ value: id, label: name })),
      // Several templates may be of one business type.
      businessTypes: [...new Map(templates.items.map(({ name, body }) => [body.businessType, name]))].map(
        ([value, label]) => ({
          value,
          label,
        }),
      ),
    }
    const names = {
      teams: namesOf(lists.teams),
      parts: namesOf(lists.parts),
      templates: namesOf(lists.templates),
      skills: namesOf(lists.skills),
      members: namesOf(lists.members),
    }
    loaded = { ...lists, names, isLoaded: true }
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
