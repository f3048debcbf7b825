import { View } from '@tarojs/components'
import { useState } from 'react'
import type { PartView } from '../../../shared/parts'
import { Button } from '../Button'
import { PartCatalogue, Stepper } from '../PartCatalogue'
import { Sheet } from '../Sheet'
import type { InputProps } from './types'
import { words } from './words'

type PartLine = { partId: string; name: string; quantity: number }

/** A line for each part, picked from the catalogue. */
export const PartsInput = ({ id, value, onChange }: InputProps) => {
  const [isOpen, setIsOpen] = useState(false)
  const lines = Array.isArray(value) ? (value as PartLine[]) : []
  const add = ({ sku, name }: PartView) => {
    setIsOpen(false)
    if (!lines.some(line => line.partId === sku)) onChange([...lines, { partId: sku, name, quantity: 1 }])
  }
  const count = (partId: string, quantity: number) =>
    onChange(lines.flatMap(line => (line.partId !== partId ? [line] : quantity > 0 ? [{ ...line, quantity }] : [])))
  return (
    <View className="pd-under">
      {lines.map(({ partId, name, quantity }) => (
        <View key={partId} className="pd-file">
          <View className="pd-grow">{name}</View>
          <Stepper id={`${id}-${partId}`} count={quantity} onCount={next => count(partId, next)} />
        </View>
      ))}
      <Button id={id} kind="plain" small icon="plus" onTap={() => setIsOpen(true)}>
        {words.addPart}
      </Button>
      {isOpen && (
        <Sheet id={`${id}-sheet`} title={words.parts} onClose={() => setIsOpen(false)}>
          <PartCatalogue onPick={add} />
        </Sheet>
      )}
    </View>
  )
}
