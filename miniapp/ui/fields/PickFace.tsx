import { Text, View } from '@tarojs/components'
import { Icon, type IconName } from '../Icon'

type Props = { id: string; words: string; hint: string; icon?: IconName; onTap?: () => void }

/** A value that is picked elsewhere: shows what was picked, and opens the picking. */
export const PickFace = ({ id, words, hint, icon = 'next', onTap }: Props) => (
  <View id={id} className="pd-pick pd-tap" role="button" onClick={onTap}>
    <Text className={`pd-pick-value ${words ? '' : 'empty'}`}>{words || hint}</Text>
    <Icon name={icon} size="small" />
  </View>
)
