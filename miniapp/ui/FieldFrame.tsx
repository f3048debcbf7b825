import { Text, View } from '@tarojs/components'
import type { ReactNode } from 'react'

type Props = {
  id: string
  label: string
  children: ReactNode
  isRequired?: boolean
  first?: boolean
  /** Where a prefilled value came from, in words. */
  origin?: string | null
  wrong?: string | null
  warnings?: readonly string[]
}

/** Label, input, where the value came from, and what is wrong with it. */
export const FieldFrame = ({ id, label, children, isRequired, first, origin, wrong, warnings }: Props) => (
  <View className={`pd-field ${first ? 'first' : ''} ${wrong ? 'wrong' : ''}`}>
    <View className="pd-field-head">
      <Text>{label}</Text>
      {isRequired && <Text className="pd-field-must">必填</Text>}
      {origin ? <Text className="pd-field-origin">{origin}</Text> : null}
    </View>
    {children}
    {wrong ? (
      <View id={`${id}-wrong`} className="pd-field-wrong">
        {wrong}
      </View>
    ) : null}
    {warnings?.map(says => (
      <View key={says} className="pd-field-warning">
        {says}
      </View>
    ))}
  </View>
)
