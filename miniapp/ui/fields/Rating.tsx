import { View } from '@tarojs/components'
import { Icon } from '../Icon'
import type { InputProps } from './types'
import { words } from './words'

const MOST_STARS = 5

export const RatingInput = ({ id, field, value, onChange }: InputProps) => {
  const given = typeof value === 'number' ? value : 0
  const most = field.max ?? MOST_STARS
  return (
    <View id={id} className="pd-stars">
      {Array.from({ length: most }, (_, index) => index + 1).map(star => (
        <View
          key={star}
          id={`${id}-${star}`}
          className={`pd-star pd-tap ${star <= given ? 'on' : ''}`}
          role="button"
          aria-label={`${star} 星`}
          onClick={() => onChange(star === given ? null : star)}
        >
          <Icon name="star" size="big" />
        </View>
      ))}
      <View className="pd-weak">{most === MOST_STARS ? words.stars[given] : given ? `${given} / ${most}` : ''}</View>
    </View>
  )
}
