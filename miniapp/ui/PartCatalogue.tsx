import { View } from '@tarojs/components'
import { useState } from 'react'
import { type PartView, partsApi } from '../../shared/parts'
import { moneyWords } from '../../shared/words'
import { useQuery } from '../lib/useQuery'
import { Search } from './Search'
import { EmptyState, Loaded } from './States'

const words = {
  search: '输入名称或编号查找',
  none: '没有找到配件，换个写法再试',
  empty: '配件目录是空的',
  less: '少一件',
  more: '多一件',
}

/** More parts than this are searched for, not scrolled through. */
const MOST_PARTS = 50

export const PartCatalogue = ({ onPick }: { onPick: (part: PartView) => void }) => {
  const [text, setText] = useState('')
  const parts = useQuery(partsApi.list, {})
  return (
    <View>
      <Search id="search-part" hint={words.search} onSearch={setText} />
      <Loaded query={parts}>
        {({ items }) => {
          const found = items.filter(({ sku, name }) => `${sku} ${name}`.toLowerCase().includes(text.toLowerCase()))
          if (found.length === 0) return <EmptyState icon="box" title={items.length === 0 ? words.empty : words.none} />
          return found.slice(0, MOST_PARTS).map((part, index) => (
            <View
              key={part.sku}
              id={`part-${part.sku}`}
              className={`pd-option pd-tap ${index ? '' : 'first'}`}
              role="button"
              onClick={() => onPick(part)}
            >
              <View className="pd-grow">
                <View>{part.name}</View>
                <View className="pd-weak">{part.sku}</View>
              </View>
              <View className="pd-money">{moneyWords(part.unitPriceFen)}</View>
            </View>
          ))
        }}
      </Loaded>
    </View>
  )
}

const MOST = 999

/** One less than one is none. */
export const Stepper = ({ id, count, onCount }: { id: string; count: number; onCount: (count: number) => void }) => (
  <View className="pd-step">
    <Tap id={`less-${id}`} sign="−" words={words.less} onTap={() => onCount(count - 1)} />
    <View className="pd-step-count">{count}</View>
    <Tap id={`more-${id}`} sign="+" words={words.more} onTap={() => onCount(Math.min(MOST, count + 1))} />
  </View>
)

type TapProps = { id: string; sign: string; words: string; onTap: () => void }

const Tap = ({ id, sign, words: said, onTap }: TapProps) => (
  <View id={id} className="pd-step-tap pd-tap" role="button" aria-label={said} onClick={onTap}>
    {sign}
  </View>
)
