import { Image, Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import type { FileView } from '../../shared/tickets/views'
import { addressOf } from '../lib/wire'
import { Icon } from '../ui/Icon'

/** Pictures open large; other files show their name. */
export const Files = ({ files }: { files: readonly FileView[] }) => {
  const pictures = files.filter(file => file.mime.startsWith('image/'))
  const others = files.filter(file => !file.mime.startsWith('image/'))
  const urls = pictures.map(file => addressOf(file.url))
  return (
    <View style={{ marginTop: '8px' }}>
      <View className="pd-photos">
        {pictures.map((file, index) => (
          <View
            key={file.id}
            className="pd-photo pd-tap"
            role="button"
            aria-label={file.name}
            onClick={() => Taro.previewImage({ urls, current: urls[index] })}
          >
            <Image className="pd-photo-image" mode="aspectFill" lazyLoad src={addressOf(file.url)} />
          </View>
        ))}
      </View>
      {others.map(file => (
        <View key={file.id} className="pd-row pd-second">
          <Icon name="box" size="small" />
          <Text>{file.name}</Text>
        </View>
      ))}
    </View>
  )
}
