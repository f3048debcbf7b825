import { Picker, Text, View } from '@tarojs/components'
import { chinaDay } from '../../../shared/kernel/time'
import { clockWords, dayWords } from '../../../shared/words'
import { Icon } from '../Icon'
import type { InputProps } from './types'

type PickProps = {
  id: string
  mode: 'date' | 'time'
  value: string
  words: string
  isEmpty: boolean
  onPick: (v: string) => void
}

const Pick = ({ id, mode, value, words, isEmpty, onPick }: PickProps) => {
  const face = (
    <View id={id} className="pd-pick pd-tap">
      <Text className={`pd-pick-value ${isEmpty ? 'empty' : ''}`}>{words}</Text>
      <Icon name={mode === 'date' ? 'day' : 'clock'} size="small" />
    </View>
  )
  return mode === 'date' ? (
    <Picker mode="date" value={value} onChange={event => onPick(event.detail.value)}>
      {face}
    </Picker>
  ) : (
    <Picker mode="time" value={value} onChange={event => onPick(event.detail.value)}>
      {face}
    </Picker>
  )
}

export const DateInput = ({ id, value, onChange }: InputProps) => {
  const day = typeof value === 'string' && value ? value : null
  const words = day ? dayWords(new Date(`${day}T12:00:00+08:00`), new Date()) : '请选择日期'
  return <Pick id={id} mode="date" value={day ?? chinaDay(new Date())} words={words} isEmpty={!day} onPick={onChange} />
}

/** A visit that was given a day but no hour is meant for the morning. */
const MORNING = '09:00'

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
          words={at ? dayWords(at, new Date()) : '请选择日期'}
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
