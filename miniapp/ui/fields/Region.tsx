import { View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { type Regions, regionPath, regionsBelow, regionWords } from '../../../shared/regions'
import { loadRegions } from '../../lib/regions'
import { Levels } from './Levels'
import { PickFace } from './PickFace'
import type { InputProps } from './types'
import { words } from './words'

type Props = Pick<InputProps, 'id'> & {
  title: string
  hint: string
  code: string | null
  onPick: (code: string) => void
}

/** Province, city, district; the table is loaded when the field appears. */
export const RegionPick = ({ id, title, hint, code, onPick }: Props) => {
  const [regions, setRegions] = useState<Regions | null>(null)
  const [isLost, setIsLost] = useState(false)
  const load = () => {
    setIsLost(false)
    loadRegions().then(setRegions, () => setIsLost(true))
  }
  useEffect(load, [])

  if (!regions) {
    const said = code ?? ''
    return (
      <View>
        <PickFace
          id={id}
          words={said}
          hint={isLost ? words.again : words.regionsLoading}
          onTap={isLost ? load : undefined}
        />
        {isLost && <View className="pd-field-hint">{words.regionsLost}</View>}
      </View>
    )
  }
  const options = (path: readonly string[]) =>
    regionsBelow(regions, path[path.length - 1] ?? null).map(region => ({ value: region.code, name: region.name }))
  return (
    <Levels
      id={id}
      title={title}
      hint={hint}
      chosen={code ? regionPath(regions, code) : []}
      said={code ? regionWords(regions, code) : ''}
      below={options}
      mayStop
      onPick={path => onPick(path[path.length - 1] ?? '')}
    />
  )
}

export const RegionInput = ({ id, field, value, onChange }: InputProps) => (
  <RegionPick
    id={id}
    title={field.label}
    hint={field.hint || words.region}
    code={typeof value === 'string' && value ? value : null}
    onPick={onChange}
  />
)
