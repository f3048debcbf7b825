import { Input, View } from '@tarojs/components'
import { host } from '../../lib/host'
import { sentenceOf } from '../../lib/trouble'
import { say } from '../../lib/useCommand'
import { Icon } from '../Icon'
import type { InputProps } from './types'
import { words } from './words'

/** A code from the camera, from a picture, or typed: it always can be typed. */
export const ScanInput = ({ id, field, value, onChange }: InputProps) => {
  const scan = async () => {
    try {
      const found = await host.scan()
      if (found) onChange(found)
    } catch (problem) {
      say(sentenceOf(problem))
    }
  }
  return (
    <View className="pd-row">
      <Input
        id={id}
        className="pd-input pd-grow"
        value={typeof value === 'string' ? value : ''}
        maxlength={200}
        placeholder={field.hint || words.scanHint}
        placeholderClass="pd-hintword"
        aria-label={field.label}
        onInput={event => onChange(event.detail.value)}
      />
      <View id={`${id}-scan`} className="pd-chip" role="button" aria-label={words.scan} onClick={scan}>
        <Icon name="scan" />
      </View>
    </View>
  )
}
