import { View } from '@tarojs/components'
import { Options } from './Options'
import type { InputProps } from './types'
import { words } from './words'

const optionsOf = ({ field }: InputProps) => (field.options ?? []).map(option => ({ value: option, name: option }))
const textOf = (value: InputProps['value']): string[] => (typeof value === 'string' && value ? [value] : [])

export const ChoiceInput = (props: InputProps) => {
  const chosen = textOf(props.value)
  const onTap = (value: string) => props.onChange(chosen.includes(value) ? null : value)
  return <Options id={props.id} title={props.field.label} options={optionsOf(props)} chosen={chosen} onTap={onTap} />
}

export const ChoicesInput = (props: InputProps) => {
  const chosen = Array.isArray(props.value) ? (props.value as string[]) : []
  const onTap = (value: string) =>
    props.onChange(chosen.includes(value) ? chosen.filter(one => one !== value) : [...chosen, value])
  return (
    <Options id={props.id} title={props.field.label} options={optionsOf(props)} chosen={chosen} onTap={onTap} isMany />
  )
}

export const DeviceInput = ({ id, field, value, context, onChange }: InputProps) => {
  const options = context.devices.map(device => ({ value: device.id, name: `${device.name} ${device.model}` }))
  const chosen = textOf(value)
  if (options.length === 0) return <View className="pd-field-hint">{words.noDevices}</View>
  const onTap = (device: string) => onChange(chosen.includes(device) ? null : device)
  return <Options id={id} title={field.label} options={options} chosen={chosen} onTap={onTap} />
}
