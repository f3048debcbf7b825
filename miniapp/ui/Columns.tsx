import { View } from '@tarojs/components'
import type { ReactNode } from 'react'

/** List left, detail right; only used on wide windows. */
export const Columns = ({ list, detail }: { list: ReactNode; detail: ReactNode }) => (
  <View className="pd-columns">
    <View className="pd-columns-list">{list}</View>
    <View className="pd-columns-detail">
      <View className="pd-columns-detail-in">{detail}</View>
    </View>
  </View>
)
