import { View } from '@tarojs/components'
import type { DeviceView } from '../../shared/customers'
import { Badge } from '../ui/Badge'
import { Card } from '../ui/Card'
import { Icon } from '../ui/Icon'
import { words } from './words'

type Props = { devices: readonly DeviceView[]; chosen?: string | null; onChoose?: (id: string | null) => void }

/** Devices with their warranty; where one can be chosen, a second tap takes it back. */
export const Devices = ({ devices, chosen, onChoose }: Props) => {
  if (devices.length === 0) return <Card>{words.noDevices}</Card>
  return (
    <Card flush>
      {devices.map((device, index) => (
        <View
          key={device.id}
          id={`device-${device.id}`}
          className={`pd-line ${index ? '' : 'first'} ${onChoose ? 'pd-tap' : ''}`}
          role={onChoose ? 'radio' : undefined}
          aria-checked={device.id === chosen}
          onClick={() => onChoose?.(device.id === chosen ? null : device.id)}
        >
          {onChoose && (
            <View className={`pd-radio ${device.id === chosen ? 'on' : ''}`}>
              {device.id === chosen && <Icon name="check" size="small" />}
            </View>
          )}
          <View className="pd-grow">
            <View>{device.name}</View>
            <View className="pd-weak">{device.model}</View>
            <View className="pd-weak">{device.serial}</View>
          </View>
          <Badge tone={device.inWarranty ? 'done' : 'waiting'}>
            {device.inWarranty ? words.inWarranty(device.warrantyUntil?.slice(0, 10) ?? null) : words.outOfWarranty}
          </Badge>
        </View>
      ))}
    </Card>
  )
}
