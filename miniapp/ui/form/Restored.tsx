import { View } from '@tarojs/components'
import { words } from './words'

/** Says that what stands in the form was typed before. */
export const Restored = ({ onStartOver }: { onStartOver: () => void }) => (
  <View id="restored" className="pd-restored">
    <View className="pd-grow">{words.restored}</View>
    <View id="start-over" className="pd-link" role="button" onClick={onStartOver}>
      {words.startOver}
    </View>
  </View>
)
