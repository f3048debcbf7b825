import { Image, Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import type { FileView } from '../../shared/tickets/views'
import { host } from '../lib/host'
import { addressOf } from '../lib/wire'
import { Icon, type IconName } from '../ui/Icon'

const iconOf = (mime: string): IconName =>
  mime.startsWith('audio/') ? 'voice' : mime.startsWith('video/') ? 'video' : 'file'

/** Pictures open large; others are opened or played by a tap on their name. */
export const Files = ({ files }: { files: readonly FileView[] }) => {
  const pictures = files.filter(file => file.mime.startsWith('image/'))
  const others = files.filter(file => !file.mime.startsWith('image/'))
  const urls = pictures.map(file => addressOf(file.url))
  return (
    <View style={{ marginTop: '8px' }}>
      {pictures.length > 0 && (
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
      )}
      {others.map(file => (
        <View
          key={file.id}
          id={`file-${file.id}`}
          className="pd-file pd-tap"
          role="button"
          onClick={() => host.open({ url: addressOf(file.url), mime: file.mime, name: file.name })}
        >
          <Icon name={iconOf(file.mime)} size="small" />
          <Text className="pd-grow pd-cut">{file.name}</Text>
        </View>
      ))}
    </View>
  )
}
