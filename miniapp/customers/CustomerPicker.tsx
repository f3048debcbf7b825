import { View } from '@tarojs/components'
import { useMemo, useState } from 'react'
import { type CustomerView, customerLevelNames, customersApi } from '../../shared/customers'
import { usePages } from '../lib/usePages'
import { Card } from '../ui/Card'
import { Icon } from '../ui/Icon'
import { More } from '../ui/More'
import { Search } from '../ui/Search'
import { EmptyState, Loaded } from '../ui/States'
import { words } from './words'

/** Finds one customer by name or the end of a phone number. */
export const CustomerPicker = ({ onPick }: { onPick: (customer: CustomerView) => void }) => {
  const [text, setText] = useState('')
  const input = useMemo(() => (text ? { text } : {}), [text])
  const customers = usePages(customersApi.list, input)
  return (
    <View>
      <Search id="search-customer" hint={words.searchCustomer} onSearch={setText} />
      <Loaded query={customers}>
        {() =>
          customers.items.length === 0 ? (
            <EmptyState icon="users" title={words.noCustomer} says={words.noCustomerSays} />
          ) : (
            <>
              <Card flush>
                {customers.items.map((customer, index) => (
                  <View
                    key={customer.id}
                    id={`customer-${customer.id}`}
                    className={`pd-line pd-tap ${index ? '' : 'first'}`}
                    role="button"
                    onClick={() => onPick(customer)}
                  >
                    <View className="pd-grow">
                      <View>{customer.name}</View>
                      <View className="pd-weak pd-cut">
                        {[customerLevelNames[customer.level], customer.phone, customer.address]
                          .filter(Boolean)
                          .join(' · ')}
                      </View>
                    </View>
                    <Icon name="next" size="small" />
                  </View>
                ))}
              </Card>
              <More of={customers} />
            </>
          )
        }
      </Loaded>
    </View>
  )
}
