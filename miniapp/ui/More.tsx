import { Text, View } from '@tarojs/components'
import type { Pages } from '../lib/usePages'

/** The end of a list that grows: the page loads on when its bottom is reached, and a tap does where there is no bottom to reach. */
export const More = ({ of }: { of: Pick<Pages<unknown>, 'hasMore' | 'loadingMore' | 'more'> }) =>
  of.hasMore ? (
    <View id="more" className="pd-more pd-tap" role="button" onClick={of.more}>
      {of.loadingMore && <View className="pd-spin" />}
      <Text>{of.loadingMore ? '正在加载更多' : '加载更多'}</Text>
    </View>
  ) : null
