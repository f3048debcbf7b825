import { Text, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { agoWords } from '../../shared/words'
import { back } from '../lib/go'
import { hasOwnBar, isLargeText } from '../lib/screen'
import { useNow } from '../lib/useNow'
import { Icon } from './Icon'

type Props = {
  title: string
  children: ReactNode
  /** The one main action, fixed above the safe area. */
  bottom?: ReactNode
  /** Lists and details side by side on wide windows. */
  split?: boolean
  end?: ReactNode
  /** A page people start from: no way back out of it. */
  isStart?: boolean
  /** Epoch ms of what is shown when the network is away. */
  keptAt?: number | null
}

/** The frame of every page. On a wide window it is a centred column, not a stretched phone. */
export const Page = ({ title, children, bottom, split, end, isStart, keptAt }: Props) => (
  <View className={`pd-page ${split ? 'wide-split' : ''} ${isLargeText() ? 'large' : ''}`}>
    {hasOwnBar() && <Bar title={title} end={end} isStart={isStart} />}
    <View className={`pd-body ${bottom ? 'with-bottom' : ''}`}>
      {keptAt ? <OfflineBar keptAt={keptAt} /> : null}
      {children}
    </View>
    {bottom ? (
      <View className="pd-bottom">
        <View className="pd-bottom-in">{bottom}</View>
      </View>
    ) : null}
  </View>
)

const Bar = ({ title, end, isStart }: Pick<Props, 'title' | 'end' | 'isStart'>) => (
  <View className="pd-bar">
    <View className="pd-bar-in">
      {!isStart && (
        <View id="back" className="pd-bar-back pd-tap" role="button" aria-label="返回" onClick={back}>
          <Icon name="back" />
        </View>
      )}
      <View className={`pd-bar-title ${isStart ? 'first' : ''}`}>{title}</View>
      {end ? <View className="pd-bar-end">{end}</View> : null}
    </View>
  </View>
)

const OfflineBar = ({ keptAt }: { keptAt: number }) => {
  const now = useNow()
  return (
    <View id="offline" className="pd-offline">
      <Icon name="cloud" size="small" />
      <Text>网络不通，显示的是{agoWords(new Date(keptAt), now)}的内容</Text>
    </View>
  )
}
