import { Input, View } from '@tarojs/components'
import { useRef } from 'react'
import { Icon } from './Icon'

/** How long typing rests before it is searched for. */
const REST_MS = 300

type Props = { id: string; hint: string; onSearch: (text: string) => void }

export const Search = ({ id, hint, onSearch }: Props) => {
  const timer = useRef<ReturnType<typeof setTimeout>>()
  const later = (text: string) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => onSearch(text.trim()), REST_MS)
  }
  return (
    <View className="pd-search">
      <Icon name="search" size="small" />
      <Input
        id={id}
        className="pd-input"
        placeholder={hint}
        aria-label={hint}
        placeholderClass="pd-hintword"
        confirmType="search"
        onInput={event => later(event.detail.value)}
        onConfirm={event => onSearch(event.detail.value.trim())}
      />
    </View>
  )
}
