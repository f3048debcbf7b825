import { Text, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { Button } from './Button'
import { Icon } from './Icon'

type Props = { id: string; title: string; onClose: () => void; children?: ReactNode; foot?: ReactNode; says?: string }

/** Rises from below; on wide windows it stands in the middle. */
export const Sheet = ({ id, title, onClose, children, foot, says }: Props) => (
  <View id={id} className="pd-sheet" catchMove>
    <View className="pd-sheet-shade" onClick={onClose} />
    <View className="pd-sheet-in" role="dialog" aria-label={title}>
      <View className="pd-sheet-head">
        <Text className="pd-sheet-title">{title}</Text>
        <View id={`${id}-close`} className="pd-sheet-close pd-tap" role="button" aria-label="关闭" onClick={onClose}>
          <Icon name="close" />
        </View>
      </View>
      {says ? <View className="pd-sheet-says">{says}</View> : null}
      {children}
      {foot ? <View className="pd-sheet-foot">{foot}</View> : null}
    </View>
  </View>
)

type ConfirmProps = {
  id: string
  title: string
  /** What will happen, in a sentence. */
  says: string
  act: string
  danger?: boolean
  busy?: boolean
  off?: boolean
  children?: ReactNode
  onConfirm: () => void
  onClose: () => void
}

export const Confirm = ({ id, title, says, act, danger, busy, off, children, onConfirm, onClose }: ConfirmProps) => (
  <Sheet
    id={id}
    title={title}
    says={says}
    onClose={onClose}
    foot={
      <>
        <Button id={`${id}-no`} kind="plain" onTap={onClose}>
          再想想
        </Button>
        <Button id={`${id}-yes`} kind={danger ? 'danger' : 'primary'} busy={busy} off={off} onTap={onConfirm}>
          {act}
        </Button>
      </>
    }
  >
    {children}
  </Sheet>
)
