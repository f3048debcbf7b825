import { View } from '@tarojs/components'
import { useState } from 'react'
import { type PartView, partsApi } from '../../shared/parts'
import { moneyWords } from '../../shared/words'
import { useQuery } from '../lib/useQuery'
import { Card, Section } from '../ui/Card'
import { Sheet } from '../ui/Sheet'
import { EmptyState, Loaded } from '../ui/States'
import { words } from './words'

export type UsedPart = PartView & { quantity: number }

const MOST = 999

type Props = { used: readonly UsedPart[]; onChange: (used: UsedPart[]) => void }

/** Parts put in on this visit, a line each. */
export const Parts = ({ used, onChange }: Props) => {
  const [isOpen, setIsOpen] = useState(false)
  const add = (part: PartView) => {
    setIsOpen(false)
    if (!used.some(one => one.sku === part.sku)) onChange([...used, { ...part, quantity: 1 }])
  }
  const count = (sku: string, quantity: number) =>
    onChange(used.flatMap(one => (one.sku !== sku ? [one] : quantity > 0 ? [{ ...one, quantity }] : [])))

  return (
    <Section title={words.parts} link={{ id: 'add-part', words: words.addPart, onTap: () => setIsOpen(true) }}>
      <Card flush>
        {used.length === 0 && <View className="pd-line first pd-weak">{words.noParts}</View>}
        {used.map((part, index) => (
          <View key={part.sku} className={`pd-line ${index ? '' : 'first'}`}>
            <View className="pd-grow">
              <View>{part.name}</View>
              <View className="pd-weak">{moneyWords(part.unitPriceFen)}</View>
            </View>
            <View className="pd-step">
              <Tap id={`less-${part.sku}`} words="−" onTap={() => count(part.sku, part.quantity - 1)} />
              <View className="pd-step-count">{part.quantity}</View>
              <Tap id={`more-${part.sku}`} words="+" onTap={() => count(part.sku, Math.min(MOST, part.quantity + 1))} />
            </View>
          </View>
        ))}
      </Card>
      {isOpen && (
        <Sheet id="parts" title={words.addPart} onClose={() => setIsOpen(false)}>
          <Catalogue onPick={add} />
        </Sheet>
      )}
    </Section>
  )
}

const Tap = ({ id, words: sign, onTap }: { id: string; words: string; onTap: () => void }) => (
  <View id={id} className="pd-step-tap pd-tap" role="button" onClick={onTap}>
    {sign}
  </View>
)

const Catalogue = ({ onPick }: { onPick: (part: PartView) => void }) => {
  const parts = useQuery(partsApi.list, {})
  return (
    <Loaded query={parts}>
      {({ items }) =>
        items.length === 0 ? (
          <EmptyState icon="box" title={words.noCatalogue} />
        ) : (
          items.map((part, index) => (
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
        )
      }
    </Loaded>
  )
}
