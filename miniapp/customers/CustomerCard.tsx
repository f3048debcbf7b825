import { Text, View } from '@tarojs/components'
import { type CustomerView, customerLevelNames } from '../../shared/customers'
import { Badge } from '../ui/Badge'
import { Card } from '../ui/Card'
import { Icon } from '../ui/Icon'

/** Who the customer is, in three lines. */
export const CustomerCard = ({ customer, onTap }: { customer: CustomerView; onTap?: () => void }) => (
  <Card id="customer">
    <View className={`pd-row ${onTap ? 'pd-tap' : ''}`} role={onTap ? 'button' : undefined} onClick={onTap}>
      <View className="pd-face">{customer.name.slice(0, 1)}</View>
      <View className="pd-grow">
        <View className="pd-row">
          <Text className="pd-strong pd-cut">{customer.name}</Text>
          {customer.level !== 'normal' && <Badge tone="attention">{customerLevelNames[customer.level]}</Badge>}
        </View>
        <View className="pd-weak">{[customer.phone, customer.address].filter(Boolean).join(' · ')}</View>
        {customer.tags.length > 0 && <View className="pd-weak">{customer.tags.join(' · ')}</View>}
      </View>
      {onTap && <Icon name="next" size="small" />}
    </View>
  </Card>
)
