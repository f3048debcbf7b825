import { Text, View } from '@tarojs/components'
import type { FC } from 'react'
import type { Field } from '../../shared/templates/fields'
import { inputs } from './fields/inputs'
import type { InputProps } from './fields/types'

type Props = Omit<InputProps, 'field'> & {
  field: Pick<Field, 'kind' | 'label' | 'options' | 'hint'> & { required?: boolean }
  first?: boolean
  /** Where a prefilled value came from, in words. */
  origin?: string | null
  wrong?: string | null
}

/** Label, input, where the value came from, and what is wrong with it. */
export const FormField = ({ field, first, origin, wrong, ...rest }: Props) => {
  const Input: FC<InputProps> = inputs[field.kind]
  return (
    <View className={`pd-field ${first ? 'first' : ''}`}>
      <View className="pd-field-head">
        <Text>{field.label}</Text>
        {field.required && <Text className="pd-field-must">必填</Text>}
        {origin ? <Text className="pd-field-origin">{origin}</Text> : null}
      </View>
      <Input field={field} {...rest} />
      {wrong ? (
        <View id={`${rest.id}-wrong`} className="pd-field-wrong">
          {wrong}
        </View>
      ) : null}
    </View>
  )
}
