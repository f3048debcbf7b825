import { useMemo } from 'react'
import { type Priority, priorityNames } from '../../../../../shared/priorities'
import { actionNamed } from '../../../../../shared/templates/actionList'
import type { TemplateAction } from '../../../../../shared/templates/actions'
import { useRegions } from '../../lib/use-regions'
import { useDocument } from '../designer/desk'
import { useChoices } from './choices'
import { type Known, logicWords, tidied } from './sentence'
import { words } from './words'

type Names = Readonly<Record<string, string>>
export type ActionNames = { teams: Names; parts: Names; templates: Names; skills: Names; members: Names }

const settingWords = (name: string, value: unknown, known: Known, names: ActionNames, targetKey?: string): string => {
  const { fields, groups } = known
  const labelOf = (key: string): string =>
    `「${[...fields, ...(groups ?? [])].find(one => one.key === key)?.label ?? key}」`
  const said: Record<string, () => string> = {
    targets: () => (value as string[]).map(labelOf).join('、') || words.nothing,
    target: () => (value ? labelOf(value as string) : words.nothing),
    value: () =>
      logicWords(
        value,
        known,
        fields.find(({ key }) => key === targetKey),
      ),
    options: () => (value as string[]).map(option => `「${option}」`).join('、') || words.nothing,
    priority: () => `「${priorityNames[value as Priority] ?? value}」`,
    teamId: () => names.teams[value as string] ?? String(value),
    partId: () => names.parts[value as string] ?? String(value),
    skill: () => names.skills[value as string] ?? String(value),
    templateId: () => `「${names.templates[value as string] ?? value}」`,
    to: () => (words.receivers as Names)[value as string] ?? names.members[value as string] ?? String(value),
  }
  return said[name]?.() ?? String(value ?? '')
}

/** An action as it is read aloud: its phrase with its settings in it. */
export const actionWords = (action: TemplateAction, known: Known, names: ActionNames): string => {
  const settings = action as unknown as Record<string, unknown>
  const target = typeof settings.target === 'string' ? settings.target : undefined
  const phrase = actionNamed(action.action)?.phrase ?? action.action
  return tidied(
    phrase.replace(/\{(\w+)\}/g, (_, name: string) => settingWords(name, settings[name], known, names, target)),
  )
}

export const useActionWords = (): ((action: TemplateAction) => string) => {
  const { fields, groups } = useDocument().body
  const regions = useRegions(true)
  const { names } = useChoices()
  return useMemo(
    () => action => actionWords(action, { fields, groups, regions }, names),
    [fields, groups, regions, names],
  )
}
