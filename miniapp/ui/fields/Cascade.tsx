import type { CascadeOption } from '../../../shared/templates/parts'
import { Levels } from './Levels'
import type { InputProps } from './types'
import { words } from './words'

const belowIn = (tree: readonly CascadeOption[], path: readonly string[]): readonly CascadeOption[] =>
  path.reduce<readonly CascadeOption[]>(
    (level, label) => level.find(option => option.label === label)?.children ?? [],
    tree,
  )

export const CascadeInput = ({ id, field, value, onChange }: InputProps) => {
  const chosen = Array.isArray(value) ? (value as string[]) : []
  return (
    <Levels
      id={id}
      title={field.label}
      chosen={chosen}
      said={chosen.join(' / ')}
      hint={field.hint || words.choose(field.label)}
      below={path => belowIn(field.tree ?? [], path).map(({ label }) => ({ value: label, name: label }))}
      onPick={onChange}
    />
  )
}
