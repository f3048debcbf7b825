import { Image, View } from '@tarojs/components'
import { useState } from 'react'
import { host } from '../../lib/host'
import { addressOf } from '../../lib/wire'
import { Icon } from '../Icon'
import type { InputProps } from './types'
import { idsOf, type Piece, useUploads } from './useUploads'
import { words } from './words'

const MOST_PHOTOS = 9

type TilesProps = {
  id: string
  ids: readonly string[]
  most: number
  onChange: (ids: string[]) => void
  onBusy?: InputProps['onBusy']
}

export const PhotoTiles = ({ id, ids, most, onChange, onBusy }: TilesProps) => {
  const { pieces, add, send, remove } = useUploads({ ids, onChange, onBusy })
  return (
    <View className="pd-photos">
      {pieces.map(piece => (
        <Tile key={piece.key} piece={piece} onSend={() => send(piece)} onRemove={() => remove(piece.key)} />
      ))}
      {pieces.length < most && (
        <View
          id={id}
          className="pd-photo pd-photo-add pd-tap"
          role="button"
          onClick={async () => add(await host.choosePhotos(most - pieces.length))}
        >
          <Icon name="camera" />
          <View>{words.addPhoto}</View>
        </View>
      )}
    </View>
  )
}

type TileProps = { piece: Piece; onSend: () => void; onRemove: () => void }

/** A link of yesterday shows nothing any more: then a word stands for the picture. */
const Tile = ({ piece, onSend, onRemove }: TileProps) => {
  const [isLost, setIsLost] = useState(piece.path === '')
  return (
    <View className="pd-photo" onClick={() => piece.state === 'failed' && onSend()}>
      {isLost ? (
        <View className="pd-photo-word">{words.photo}</View>
      ) : (
        <Image
          className="pd-photo-image"
          mode="aspectFill"
          src={addressOf(piece.path)}
          onError={() => setIsLost(true)}
        />
      )}
      <View
        className="pd-photo-off pd-tap"
        role="button"
        aria-label={words.remove}
        onClick={event => {
          event.stopPropagation()
          onRemove()
        }}
      >
        <Icon name="close" size="small" />
      </View>
      {piece.state !== 'sent' && <View className="pd-photo-state">{words[piece.state]}</View>}
    </View>
  )
}

/** The value is the list of file ids. */
export const PhotoInput = ({
  id,
  field,
  value,
  onChange,
  onBusy,
}: Pick<InputProps, 'id' | 'onChange' | 'onBusy'> & Partial<Pick<InputProps, 'field' | 'value'>>) => (
  <View className="pd-under">
    <PhotoTiles id={id} ids={idsOf(value)} most={field?.max ?? MOST_PHOTOS} onChange={onChange} onBusy={onBusy} />
  </View>
)
