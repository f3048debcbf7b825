import { View } from '@tarojs/components'
import { type ReactNode, useState } from 'react'
import { peopleApi } from '../../../shared/people'
import { CustomerPicker } from '../../customers/CustomerPicker'
import { nameOf, rememberName } from '../../lib/known'
import { useQuery } from '../../lib/useQuery'
import { Search } from '../Search'
import { Sheet } from '../Sheet'
import { EmptyState, Loaded } from '../States'
import { PickFace } from './PickFace'
import type { InputProps } from './types'
import { words } from './words'

type Picked = { id: string; name: string }
type Props = InputProps & { picker: (onPick: (picked: Picked) => void) => ReactNode }

const Picking = ({ id, field, value, onChange, picker }: Props) => {
  const [isOpen, setIsOpen] = useState(false)
  const chosen = typeof value === 'string' && value ? value : null
  const pick = (picked: Picked) => {
    rememberName(picked.id, picked.name)
    onChange(picked.id)
    setIsOpen(false)
  }
  return (
    <>
      <PickFace
        id={id}
        words={chosen ? (nameOf(chosen) ?? words.someone) : ''}
        hint={field.hint || words.choose(field.label)}
        icon="person"
        onTap={() => setIsOpen(true)}
      />
      {isOpen && (
        <Sheet id={`${id}-sheet`} title={field.label} onClose={() => setIsOpen(false)}>
          {picker(pick)}
        </Sheet>
      )}
    </>
  )
}

export const CustomerInput = (props: InputProps) => (
  <Picking {...props} picker={onPick => <CustomerPicker onPick={onPick} />} />
)

export const StaffInput = (props: InputProps) => (
  <Picking {...props} picker={onPick => <StaffPicker id={props.id} onPick={onPick} />} />
)

/** More names than this are searched for, not scrolled through. */
const MOST_NAMES = 50

const StaffPicker = ({ id, onPick }: { id: string; onPick: (picked: Picked) => void }) => {
  const [text, setText] = useState('')
  const people = useQuery(peopleApi.list, {})
  return (
    <View>
      <Search id={`${id}-search`} hint={words.searchName} onSearch={setText} />
      <Loaded query={people}>
        {({ items }) => {
          const found = items.filter(person => person.status === 'active' && person.name.includes(text))
          if (found.length === 0) return <EmptyState icon="person" title={words.nobody} />
          return found.slice(0, MOST_NAMES).map((person, index) => (
            <View
              key={person.id}
              id={`${id}-${person.id}`}
              className={`pd-option pd-tap ${index ? '' : 'first'}`}
              role="button"
              onClick={() => onPick(person)}
            >
              <View className="pd-grow">{person.name}</View>
              <View className="pd-weak">{person.teamName}</View>
            </View>
          ))
        }}
      </Loaded>
    </View>
  )
}
