import { Picker, Text, View } from '@tarojs/components'
import { chinaDay } from '../../../shared/kernel/time'
import { clockWords, dayWords } from '../../../shared/words'
import { Icon } from '../Icon'
import type { InputProps } from './types'
import { Line } from './Words'
import { words } from './words'

type PickProps = {
  id: string
  mode: 'date' | 'time'
  value: string
  words: string
  isEmpty: boolean
  onPick: (v: string) => void
}

const Pick = ({ id, mode, value, words: said, isEmpty, onPick }: PickProps) => {
  const face = (
    <View id={id} className="pd-pick pd-tap">
      <Text className={`pd-pick-value ${isEmpty ? 'empty' : ''}`}>{said}</Text>
      <Icon name={mode === 'date' ? 'day' : 'clock'} size="small" />
    </View>
  )
  return mode === 'date' ? (
    <Picker id={`${id}-picker`} mode="date" value={value} onChange={event => onPick(event.detail.value)}>
      {face}
    </Picker>
  ) : (
    <Picker id={`${id}-picker`} mode="time" value={value} onChange={event => onPick(event.detail.value)}>
      {face}
    </Picker>
  )
}

export const DateInput = ({ id, value, onChange }: InputProps) => {
  const day = typeof value === 'string' && value ? value : null
  const said = day ? dayWords(new Date(`${day}T12:00:00+08:00`), new Date()) : words.day
  return <Pick id={id} mode="date" value={day ?? chinaDay(new Date())} words={said} isEmpty={!day} onPick={onChange} />
}

/** A visit that was given a day but no hour is meant for the morning. */
const MORNING = '09:00'

export const TimeInput = ({ id, value, onChange }: InputProps) => {
  const clock = typeof value === 'string' && value ? value : null
  return (
    <Pick id={id} mode="time" value={clock ?? MORNING} words={clock ?? words.time} isEmpty={!clock} onPick={onChange} />
  )
}

export const DateTimeInput = ({ id, value, onChange }: InputProps) => {
  const at = typeof value === 'string' && value ? new Date(value) : null
  const day = at ? chinaDay(at) : chinaDay(new Date())
  const clock = at ? clockWords(at) : MORNING
  const set = (newDay: string, newClock: string) => onChange(`${newDay}T${newClock}:00+08:00`)
  return (
    <View className="pd-row">
      <View className="pd-grow">
        <Pick
          id={id}
          mode="date"
          value={day}
          words={at ? dayWords(at, new Date()) : words.day}
          isEmpty={!at}
          onPick={picked => set(picked, clock)}
        />
      </View>
      <View className="pd-grow">
        <Pick
          id={`${id}-clock`}
          mode="time"
          value={clock}
          words={at ? clock : '时间'}
          isEmpty={!at}
          onPick={picked => set(day, picked)}
        />
      </View>
    </View>
  )
}

const wholeOf = (said: string): number => Math.trunc(Number(said)) || 0

/** Hours and minutes typed apart, kept as minutes. */
export const DurationInput = ({ id, field, value, onChange }: InputProps) => {
  const minutes = typeof value === 'number' ? value : null
  const part = (amount: number): string => (minutes === null ? '' : String(amount))
  const hours = Math.floor((minutes ?? 0) / 60)
  const set = (newHours: number, newMinutes: number, said: string) =>
    onChange(said === '' && newHours + newMinutes === 0 ? null : newHours * 60 + newMinutes)
  const settings = { ...field, hint: '0' }
  return (
    <View className="pd-row apart">
      <View className="pd-grow">
        <Line
          id={id}
          field={settings}
          said={part(hours)}
          type="number"
          unit={words.hours}
          onSay={said => set(wholeOf(said), (minutes ?? 0) % 60, said)}
        />
      </View>
      <View className="pd-grow">
        <Line
          id={`${id}-minutes`}
          field={settings}
          said={part((minutes ?? 0) % 60)}
          type="number"
          unit={words.minutes}
          onSay={said => set(hours, wholeOf(said), said)}
        />
      </View>
    </View>
  )
}
