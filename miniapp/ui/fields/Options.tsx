import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '../Button'
import { Icon } from '../Icon'
import { Sheet } from '../Sheet'
import { PickFace } from './PickFace'
import { words } from './words'

export type Option = { value: string; name: string }

/** Up to this many options stand open as chips; more go into a sheet. */
const MOST_CHIPS = 6
/** Longer words stand better in a list. */
const LONGEST_CHIP = 16

type OptionsProps = {
  id: string
  options: readonly Option[]
  chosen: readonly string[]
  onTap: (value: string) => void
}

export const Chips = ({ id, options, chosen, onTap }: OptionsProps) => (
  <View id={id} className="pd-chips">
    {options.map(({ value, name }, index) => (
      <View
        key={value}
        id={`${id}-${index}`}
        className={`pd-chip ${chosen.includes(value) ? 'on' : ''}`}
        role="button"
        aria-pressed={chosen.includes(value)}
        onClick={() => onTap(value)}
      >
        {name}
      </View>
    ))}
  </View>
)

export const OptionList = ({ id, options, chosen, onTap }: OptionsProps) => (
  <>
    {options.map(({ value, name }, index) => (
      <View
        key={value}
        id={`${id}-${index}`}
        className={`pd-option pd-tap ${index ? '' : 'first'}`}
        role="button"
        onClick={() => onTap(value)}
      >
        <Text className="pd-grow">{name}</Text>
        {chosen.includes(value) && <Icon name="check" />}
      </View>
    ))}
  </>
)

type PickProps = OptionsProps & { title: string; isMany?: boolean }

const SheetPick = ({ id, options, chosen, onTap, title, isMany }: PickProps) => {
  const [isOpen, setIsOpen] = useState(false)
  const close = () => setIsOpen(false)
  const names = options.filter(({ value }) => chosen.includes(value)).map(({ name }) => name)
  const pick = (value: string) => {
    onTap(value)
    if (!isMany) close()
  }
  const done = (
    <Button id={`${id}-done`} onTap={close}>
      {words.done}
    </Button>
  )
  return (
    <>
      <PickFace id={id} words={names.join('、')} hint={words.choose(title)} onTap={() => setIsOpen(true)} />
      {isOpen && (
        <Sheet id={`${id}-sheet`} title={title} onClose={close} foot={isMany ? done : null}>
          <OptionList id={id} options={options} chosen={chosen} onTap={pick} />
        </Sheet>
      )}
    </>
  )
}

/** Few and short options stand open; others are picked in a sheet. */
export const Options = (props: PickProps) => {
  const isShort = props.options.every(({ name }) => name.length <= LONGEST_CHIP)
  return props.options.length <= MOST_CHIPS && isShort ? <Chips {...props} /> : <SheetPick {...props} />
}
