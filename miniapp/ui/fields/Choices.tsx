import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { Icon } from '../Icon'
import { Sheet } from '../Sheet'
import type { InputProps } from './types'

/** Up to this many options stand open as chips; more go into a sheet. */
const MOST_CHIPS = 6

type OptionsProps = {
  id: string
  options: readonly { value: string; name: string }[]
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

type PickProps = OptionsProps & { title: string; closesOnTap: boolean }

const SheetPick = ({ id, options, chosen, onTap, title, closesOnTap }: PickProps) => {
  const [isOpen, setIsOpen] = useState(false)
  const names = options.filter(({ value }) => chosen.includes(value)).map(({ name }) => name)
  return (
    <>
      <View id={id} className="pd-pick pd-tap" role="button" onClick={() => setIsOpen(true)}>
        <Text className={`pd-pick-value ${names.length ? '' : 'empty'}`}>{names.join('、') || `请选择${title}`}</Text>
        <Icon name="next" size="small" />
      </View>
      {isOpen && (
        <Sheet id={`${id}-sheet`} title={title} onClose={() => setIsOpen(false)}>
          {options.map(({ value, name }, index) => (
            <View
              key={value}
              id={`${id}-${index}`}
              className={`pd-option pd-tap ${index ? '' : 'first'}`}
              role="button"
              onClick={() => {
                onTap(value)
                if (closesOnTap) setIsOpen(false)
              }}
            >
              <Text className="pd-grow">{name}</Text>
              {chosen.includes(value) && <Icon name="check" />}
            </View>
          ))}
        </Sheet>
      )}
    </>
  )
}

const optionsOf = ({ field }: InputProps) => (field.options ?? []).map(option => ({ value: option, name: option }))

export const ChoiceInput = (props: InputProps) => {
  const options = optionsOf(props)
  const chosen = typeof props.value === 'string' ? [props.value] : []
  const onTap = (value: string) => props.onChange(chosen.includes(value) ? null : value)
  return options.length <= MOST_CHIPS ? (
    <Chips id={props.id} options={options} chosen={chosen} onTap={onTap} />
  ) : (
    <SheetPick id={props.id} title={props.field.label} options={options} chosen={chosen} onTap={onTap} closesOnTap />
  )
}

export const ChoicesInput = (props: InputProps) => {
  const options = optionsOf(props)
  const chosen = Array.isArray(props.value) ? props.value : []
  const onTap = (value: string) =>
    props.onChange(chosen.includes(value) ? chosen.filter(one => one !== value) : [...chosen, value])
  return options.length <= MOST_CHIPS ? (
    <Chips id={props.id} options={options} chosen={chosen} onTap={onTap} />
  ) : (
    <SheetPick
      id={props.id}
      title={props.field.label}
      options={options}
      chosen={chosen}
      onTap={onTap}
      closesOnTap={false}
    />
  )
}

export const DeviceInput = ({ id, field, value, context, onChange }: InputProps) => {
  const options = context.devices.map(device => ({ value: device.id, name: `${device.name} ${device.model}` }))
  const chosen = typeof value === 'string' ? [value] : []
  if (options.length === 0) return <View className="pd-field-hint">这位客户还没有登记设备</View>
  const onTap = (device: string) => onChange(chosen.includes(device) ? null : device)
  return options.length <= MOST_CHIPS ? (
    <Chips id={id} options={options} chosen={chosen} onTap={onTap} />
  ) : (
    <SheetPick id={id} title={field.label} options={options} chosen={chosen} onTap={onTap} closesOnTap />
  )
}
