import { View } from '@tarojs/components'
import { useState } from 'react'
import type { CustomerView } from '../../shared/customers'
import { CustomerCard } from '../customers/CustomerCard'
import { CustomerPicker } from '../customers/CustomerPicker'
import { Card, Section } from '../ui/Card'
import { Icon } from '../ui/Icon'
import { Sheet } from '../ui/Sheet'
import { words } from './words'

type Props = { customer: CustomerView | null; onChoose: (id: string) => void }

export const CustomerChoice = ({ customer, onChoose }: Props) => {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <Section title={words.customer}>
      {customer ? (
        <CustomerCard customer={customer} onTap={() => setIsOpen(true)} />
      ) : (
        <Card>
          <View id="choose-customer" className="pd-pick pd-tap" role="button" onClick={() => setIsOpen(true)}>
            <View className="pd-pick-value empty">{words.chooseCustomer}</View>
            <Icon name="next" size="small" />
          </View>
        </Card>
      )}
      {isOpen && (
        <Sheet id="customers" title={words.chooseCustomer} onClose={() => setIsOpen(false)}>
          <CustomerPicker
            onPick={picked => {
              onChoose(picked.id)
              setIsOpen(false)
            }}
          />
        </Sheet>
      )}
    </Section>
  )
}
