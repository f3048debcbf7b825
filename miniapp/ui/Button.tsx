import { Text, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { Icon, type IconName } from './Icon'

type Props = {
  id: string
  children: ReactNode
  onTap: () => void
  kind?: 'primary' | 'second' | 'plain' | 'danger' | 'alert'
  small?: boolean
  busy?: boolean
  off?: boolean
  icon?: IconName
}

/** A tap while busy or off does nothing. */
export const Button = ({ id, children, onTap, kind = 'primary', small, busy, off, icon }: Props) => (
  <View
    id={id}
    className={`pd-button ${kind} ${small ? 'small' : ''} ${off ? 'off' : ''}`}
    hoverClass="pressed"
    role="button"
    aria-disabled={Boolean(busy || off)}
    onClick={() => {
      if (!busy && !off) onTap()
    }}
  >
    {busy ? <View className="pd-spin" /> : icon ? <Icon name={icon} /> : null}
    <Text>{children}</Text>
  </View>
)
