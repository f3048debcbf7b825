import { View } from '@tarojs/components'
import { kindOf } from '../../../shared/templates/kinds'
import { type InputProps, questionOf } from './types'
import { words } from './words'

export const ComputedInput = ({ id, field, value }: InputProps) => {
  const said = value === undefined || value === null ? '' : kindOf.computed.print(value, questionOf(field))
  return (
    <View id={id} className={`pd-computed ${said ? '' : 'empty'}`}>
      {said || words.computed}
    </View>
  )
}

export const GuideInput = ({ id, field }: InputProps) => (
  <View id={id} className="pd-guide">
    {field.says}
  </View>
)
