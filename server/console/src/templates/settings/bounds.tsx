import type { FieldKind } from '../../../../../shared/templates/fields'
import type { EditorProps } from './editors'
import { Count } from './parts'
import { words } from './words'

/** What the bounds of a kind are counted in; `scale` units of it are kept per unit typed. */
type Measure = { least: string; most: string; unit?: string; scale?: number; isWhole?: boolean }

const { bounds } = words
const pieces = (unit: string): Measure => ({ least: bounds.fewest, most: bounds.most, unit, isWhole: true })

const measures: Partial<Record<FieldKind, Measure>> = {
  number: { least: bounds.smallest, most: bounds.largest },
  money: { least: bounds.smallest, most: bounds.largest, unit: bounds.yuan, scale: 100 },
  duration: { least: bounds.shortest, most: bounds.longest, unit: bounds.minutes, isWhole: true },
  text: pieces(bounds.characters),
  longText: pieces(bounds.characters),
  choices: pieces(bounds.items),
  photo: pieces(bounds.photos),
  video: pieces(bounds.clips),
  voice: pieces(bounds.clips),
  file: pieces(bounds.files),
  table: pieces(bounds.rows),
  rating: { least: bounds.smallest, most: bounds.stars, isWhole: true },
}

const any: Measure = { least: bounds.smallest, most: bounds.largest }

const Bound = ({ field, change, setting }: EditorProps & { setting: 'min' | 'max' }) => {
  const { least, most, unit, scale = 1, isWhole } = measures[field.kind] ?? any
  const value = field[setting]
  const kept = (typed: number | undefined): number | undefined =>
    typed === undefined ? undefined : scale === 1 ? typed : Math.round(typed * scale)
  return (
    <Count
      name={setting === 'min' ? least : most}
      unit={unit ?? field.unit}
      placeholder={words.anyNumber}
      {...(isWhole ? { digits: 0, least: field.kind === 'rating' ? 2 : 0 } : {})}
      value={value === undefined ? undefined : value / scale}
      onChange={typed => change({ [setting]: kept(typed) }, true)}
    />
  )
}

export const Least = (props: EditorProps) => <Bound {...props} setting="min" />
export const Most = (props: EditorProps) => <Bound {...props} setting="max" />
