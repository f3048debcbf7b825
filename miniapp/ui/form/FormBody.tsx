import { Text, View } from '@tarojs/components'
import { type ReactNode, useEffect, useState, useSyncExternalStore } from 'react'
import { Card } from '../Card'
import type { FormContext } from '../fields/types'
import { Icon } from '../Icon'
import { FormRow } from './FormRow'
import type { FormStore } from './FormStore'
import type { Section } from './sections'
import { useGradually } from './useGradually'

type Props = {
  store: FormStore
  context: FormContext
  originWords: (origin: string) => string | null
  /** Questions of the page itself, above the template's own. */
  before?: ReactNode
}

/** The fields of a template in their groups, and what the rules have to say. */
export const FormBody = ({ store, context, originWords, before }: Props) => {
  const { sections } = store
  const shape = useSyncExternalStore(store.hearShape, store.shape)
  let left = useGradually(sections.reduce((sum, section) => sum + section.fields.length, 0))
  const rowsOf = (section: Section): ReactNode => {
    const drawn = section.fields.slice(0, Math.max(0, left))
    left -= section.fields.length
    return drawn.map(key => (
      <FormRow key={key} store={store} fieldKey={key} context={context} originWords={originWords} />
    ))
  }
  const blocks = sections.map(section =>
    section.key === null ? (
      <Rows key="top" before={before}>
        {rowsOf(section)}
      </Rows>
    ) : (
      <Group
        key={section.key}
        id={`group-${section.key}`}
        label={section.label}
        isOpen={shape.open.includes(section.key)}
        isEmpty={shape.empty.includes(section.key)}
        onToggle={() => store.toggle(section.key ?? '')}
      >
        {rowsOf(section)}
      </Group>
    ),
  )
  return (
    <>
      {sections[0]?.key !== null && before ? <Rows before={before} /> : null}
      {blocks}
      <View>
        {shape.warnings.map(says => (
          <View key={says} className="pd-block tone-attention">
            {says}
          </View>
        ))}
        {shape.blocks.map(says => (
          <View key={says} className="pd-block">
            {says}
          </View>
        ))}
      </View>
    </>
  )
}

const Rows = ({ before, children }: { before?: ReactNode; children?: ReactNode }) => (
  <Card flush>
    <View className="pd-fields">
      {before}
      {children}
    </View>
  </Card>
)

type GroupProps = {
  id: string
  label: string
  isOpen: boolean
  /** Nothing in it is asked now. */
  isEmpty: boolean
  onToggle: () => void
  children: ReactNode
}

/** A closed group draws nothing until it is opened; afterwards it only hides, so that what is under way goes on. */
const Group = ({ id, label, isOpen, isEmpty, onToggle, children }: GroupProps) => {
  const [wasOpen, setWasOpen] = useState(isOpen)
  useEffect(() => {
    if (isOpen) setWasOpen(true)
  }, [isOpen])
  return (
    <View className={isEmpty ? 'pd-hidden' : ''}>
      <View
        id={id}
        className={`pd-group-head pd-tap ${isOpen ? '' : 'closed'}`}
        role="button"
        aria-expanded={isOpen}
        onClick={onToggle}
      >
        <Text className="pd-section-title">{label}</Text>
        <Icon name="down" size="small" />
      </View>
      <View className={isOpen ? '' : 'pd-hidden'}>{(isOpen || wasOpen) && <Rows>{children}</Rows>}</View>
    </View>
  )
}
