import { Image, Input, Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useRef, useState } from 'react'
import type { Answer } from '../../../shared/templates/fields'
import type { ChecklistStep } from '../../../shared/templates/parts'
import { addressOf } from '../../lib/wire'
import { Icon } from '../Icon'
import { PhotoTiles } from './Photos'
import type { InputProps } from './types'
import { words } from './words'

type Done = { isDone: boolean; fileIds: string[]; note: string }

const MOST_PHOTOS = 9

const untouched: Done = { isDone: false, fileIds: [], note: '' }

const doneIn = (value: InputProps['value'], key: string): Done => {
  const all = typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}
  return { ...untouched, ...((all as Record<string, Partial<Done>>)[key] ?? {}) }
}

/** The steps of a procedure, each ticked, photographed and noted where needed. */
export const ChecklistInput = ({ id, field, value, context, onChange, onBusy }: InputProps) => {
  const steps = field.steps ?? []
  // Photos of two steps may arrive in one turn.
  const latest = useRef(value)
  latest.current = value
  const change = (key: string, part: Partial<Done>) => {
    const all = typeof latest.current === 'object' && !Array.isArray(latest.current) ? latest.current : {}
    latest.current = { ...all, [key]: { ...doneIn(latest.current, key), ...part } } as Answer
    onChange(latest.current)
  }
  const done = steps.filter(step => doneIn(value, step.key).isDone).length
  return (
    <View id={id}>
      <View className="pd-weak">{words.stepsDone(done, steps.length)}</View>
      {steps.map(step => (
        <Step
          key={step.key}
          id={`${id}-${step.key}`}
          step={step}
          done={doneIn(value, step.key)}
          picture={step.pictureId ? context.pictures?.[step.pictureId] : undefined}
          onChange={part => change(step.key, part)}
          onBusy={onBusy}
        />
      ))}
    </View>
  )
}

type StepProps = {
  id: string
  step: ChecklistStep
  done: Done
  picture: string | undefined
  onChange: (part: Partial<Done>) => void
  onBusy: InputProps['onBusy']
}

const Step = ({ id, step, done, picture, onChange, onBusy }: StepProps) => {
  const [isNoting, setIsNoting] = useState(done.note !== '')
  return (
    <View className="pd-check">
      <View
        id={id}
        className="pd-check-head pd-tap"
        role="checkbox"
        aria-checked={done.isDone}
        onClick={() => onChange({ isDone: !done.isDone })}
      >
        <View className={`pd-radio ${done.isDone ? 'on' : ''}`}>
          {done.isDone && <Icon name="check" size="small" />}
        </View>
        <View className="pd-grow">
          <Text>{step.label}</Text>
          {step.hint ? <View className="pd-field-hint">{step.hint}</View> : null}
        </View>
      </View>
      {picture && (
        <Image
          className="pd-check-picture"
          mode="aspectFill"
          lazyLoad
          src={addressOf(picture)}
          onClick={() => Taro.previewImage({ urls: [addressOf(picture)] })}
        />
      )}
      <View className="pd-check-more">
        {(step.needsPhoto || done.fileIds.length > 0) && (
          <>
            <View className="pd-weak">{words.needsPhoto}</View>
            <PhotoTiles
              id={`${id}-photo`}
              ids={done.fileIds}
              most={MOST_PHOTOS}
              onChange={fileIds => onChange({ fileIds })}
              onBusy={onBusy}
            />
          </>
        )}
        {isNoting ? (
          <Input
            id={`${id}-note`}
            className="pd-input"
            maxlength={200}
            value={done.note}
            placeholder={words.noteHint}
            placeholderClass="pd-hintword"
            aria-label={words.noteHint}
            onInput={event => onChange({ note: event.detail.value })}
          />
        ) : (
          <View id={`${id}-note`} className="pd-link" role="button" onClick={() => setIsNoting(true)}>
            {words.note}
          </View>
        )}
      </View>
    </View>
  )
}
