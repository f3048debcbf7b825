import { View } from '@tarojs/components'

export type IconName =
  | 'back'
  | 'next'
  | 'close'
  | 'plus'
  | 'search'
  | 'scan'
  | 'clock'
  | 'person'
  | 'place'
  | 'phone'
  | 'list'
  | 'send'
  | 'users'
  | 'wallet'
  | 'day'
  | 'camera'
  | 'check'
  | 'box'
  | 'wrench'
  | 'cloud'
  | 'chat'
  | 'warn'
  | 'star'

type Props = { name: IconName; size?: 'small' | 'big' }

export const Icon = ({ name, size }: Props) => <View className={`pd-icon icon-${name} ${size ?? ''}`} aria-hidden />
