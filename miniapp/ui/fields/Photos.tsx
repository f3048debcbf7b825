import { Image, View } from '@tarojs/components'
import { useRef, useState } from 'react'
import { MAX_FILE_BYTES } from '../../../shared/files'
import type { FileView } from '../../../shared/tickets/views'
import { upload } from '../../lib/api'
import { host } from '../../lib/host'
import { newKey } from '../../lib/session'
import { sentenceOf } from '../../lib/trouble'
import { say } from '../../lib/useCommand'
import { addressOf } from '../../lib/wire'
import { Icon } from '../Icon'
import type { InputProps } from './types'

const MOST_PHOTOS = 9

type Photo = { key: string; path: string; fileId: string | null; state: 'sending' | 'sent' | 'failed' }

/** Sends each photo at once; a failed one stays with its key and is sent again by a tap. The value is the list of file ids. */
export const PhotoInput = ({ id, onChange }: Pick<InputProps, 'id' | 'onChange'>) => {
  const [photos, setPhotos] = useState<Photo[]>([])
  const held = useRef<Photo[]>([])

  const put = (next: Photo[]) => {
    held.current = next
    setPhotos(next)
    onChange(next.flatMap(photo => (photo.fileId ? [photo.fileId] : [])))
  }
  const change = (key: string, with_: Partial<Photo>) =>
    put(held.current.map(photo => (photo.key === key ? { ...photo, ...with_ } : photo)))

  const send = async (photo: Photo) => {
    change(photo.key, { state: 'sending' })
    try {
      const file = await upload<FileView>('files.upload', photo.path, photo.key)
      change(photo.key, { state: 'sent', fileId: file.id })
    } catch (problem) {
      change(photo.key, { state: 'failed' })
      say(sentenceOf(problem))
    }
  }

  const add = async () => {
    const picked = await host.choosePhotos(MOST_PHOTOS - held.current.length)
    if (picked.some(file => file.bytes > MAX_FILE_BYTES)) say('单张照片请控制在 20 MB 以内')
    const fresh = picked
      .filter(file => file.bytes <= MAX_FILE_BYTES)
      .map(file => ({ key: newKey(), path: file.path, fileId: null, state: 'sending' as const }))
    put([...held.current, ...fresh])
    for (const photo of fresh) await send(photo)
  }

  return (
    <View className="pd-photos" style={{ paddingTop: '8px' }}>
      {photos.map(photo => (
        <View key={photo.key} className="pd-photo" onClick={() => photo.state === 'failed' && send(photo)}>
          <Image className="pd-photo-image" mode="aspectFill" src={addressOf(photo.path)} />
          <View
            className="pd-photo-off pd-tap"
            role="button"
            aria-label="移除照片"
            onClick={event => {
              event.stopPropagation()
              put(held.current.filter(({ key }) => key !== photo.key))
            }}
          >
            <Icon name="close" size="small" />
          </View>
          {photo.state !== 'sent' && (
            <View className="pd-photo-state">{photo.state === 'sending' ? '上传中' : '点此重传'}</View>
          )}
        </View>
      ))}
      {photos.length < MOST_PHOTOS && (
        <View id={id} className="pd-photo pd-photo-add pd-tap" role="button" onClick={add}>
          <Icon name="camera" />
          <View>添加照片</View>
        </View>
      )}
    </View>
  )
}
