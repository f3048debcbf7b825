import { Text, View } from '@tarojs/components'
import { countWords } from '../../shared/words'

type Choice<K extends string> = { key: K; name: string; count?: number }
type Props<K extends string> = { choices: readonly Choice<K>[]; chosen: K; onChoose: (key: K) => void; id: string }

export const Tabs = <K extends string>({ choices, chosen, onChoose, id }: Props<K>) => (
  <View className="pd-tabs" role="tablist">
    {choices.map(({ key, name, count }) => (
      <View
        key={key}
        id={`${id}-${key}`}
        className={`pd-tab ${key === chosen ? 'on' : ''}`}
        role="tab"
        aria-selected={key === chosen}
        onClick={() => onChoose(key)}
      >
        <Text>{name}</Text>
        {count ? <Text className="pd-tab-count">{countWords(count)}</Text> : null}
      </View>
    ))}
  </View>
)

export const Segmented = <K extends string>({ choices, chosen, onChoose, id }: Props<K>) => (
  <View className="pd-segments" role="tablist">
    {choices.map(({ key, name }) => (
      <View
        key={key}
        id={`${id}-${key}`}
        className={`pd-segment ${key === chosen ? 'on' : ''}`}
        role="tab"
        aria-selected={key === chosen}
        onClick={() => onChoose(key)}
      >
        {name}
      </View>
    ))}
  </View>
)
