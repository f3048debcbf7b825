import { View } from '@tarojs/components'
import { useState } from 'react'
import type { PartView } from '../../shared/parts'
import { moneyWords } from '../../shared/words'
import { Card, Section } from '../ui/Card'
import { PartCatalogue, Stepper } from '../ui/PartCatalogue'
import { Sheet } from '../ui/Sheet'
import { words } from './words'

export type UsedPart = PartView & { quantity: number }

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
            <Stepper id={part.sku} count={part.quantity} onCount={quantity => count(part.sku, quantity)} />
          </View>
        ))}
      </Card>
      {isOpen && (
        <Sheet id="parts" title={words.addPart} onClose={() => setIsOpen(false)}>
          <PartCatalogue onPick={add} />
        </Sheet>
      )}
    </Section>
  )
}
