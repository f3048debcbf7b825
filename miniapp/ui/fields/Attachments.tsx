import { Text, View } from '@tarojs/components'
import { type ReactNode, useState } from 'react'
import { host } from '../../lib/host'
import type { PickedFile, Recording } from '../../lib/host/types'
import { sentenceOf } from '../../lib/trouble'
import { say } from '../../lib/useCommand'
import { Button } from '../Button'
import { Icon, type IconName } from '../Icon'
import type { InputProps } from './types'
import { idsOf, type Piece, useUploads } from './useUploads'
import { words } from './words'

type Kind = 'video' | 'file' | 'voice'

const icons: Record<Kind, IconName> = { video: 'video', file: 'file', voice: 'voice' }
const adds: Record<Kind, string> = { video: words.addVideo, file: words.addFile, voice: words.addVoice }
const most: Record<Kind, number> = { video: 3, file: 9, voice: 3 }

const states: Record<Piece['state'], string> = {
  sending: words.sending,
  sent: '',
  kept: words.kept,
  failed: words.failed,
}

type RowsProps = InputProps & { kind: Kind; children?: (add: (picked: PickedFile[]) => void) => ReactNode }

const FileRows = ({ id, field, value, onChange, onBusy, kind, children }: RowsProps) => {
  const { pieces, add, send, remove } = useUploads({ ids: idsOf(value), onChange, onBusy })
  const free = (field.max ?? most[kind]) - pieces.length
  return (
    <View className="pd-under">
      {pieces.map((piece, index) => (
        <View key={piece.key} className="pd-file" role="button" onClick={() => piece.state === 'failed' && send(piece)}>
          <Icon name={icons[kind]} size="small" />
          <Text className="pd-grow pd-cut">{piece.name || `${words[kind]} ${index + 1}`}</Text>
          <Text className={piece.state === 'failed' ? 'ink-overdue' : 'pd-weak'}>{states[piece.state]}</Text>
          <View
            id={`${id}-off-${index}`}
            className="pd-fieldtap pd-tap"
            role="button"
            aria-label={words.remove}
            onClick={event => {
              event.stopPropagation()
              remove(piece.key)
            }}
          >
            <Icon name="close" size="small" />
          </View>
        </View>
      ))}
      {free > 0 &&
        (children?.(add) ?? (
          <Button
            id={id}
            kind="plain"
            small
            icon={icons[kind]}
            onTap={async () => add(await host.chooseFiles(kind, free))}
          >
            {adds[kind]}
          </Button>
        ))}
    </View>
  )
}

export const VideoInput = (props: InputProps) => <FileRows {...props} kind="video" />
export const FileInput = (props: InputProps) => <FileRows {...props} kind="file" />

/** Recorded on the spot where the platform can; elsewhere a recording is chosen. */
export const VoiceInput = (props: InputProps) => {
  const { record } = host
  return (
    <FileRows {...props} kind="voice">
      {record ? add => <Recorder id={props.id} record={record} onRecorded={add} onBusy={props.onBusy} /> : undefined}
    </FileRows>
  )
}

type RecorderProps = Pick<InputProps, 'id' | 'onBusy'> & {
  record: () => Promise<Recording>
  onRecorded: (files: PickedFile[]) => void
}

const Recorder = ({ id, record, onRecorded, onBusy }: RecorderProps) => {
  const [recording, setRecording] = useState<Recording | null>(null)
  const tap = async () => {
    if (recording) return recording.stop()
    onBusy?.(true)
    try {
      const begun = await record()
      setRecording(begun)
      onRecorded([await begun.ended])
    } catch (problem) {
      onBusy?.(false)
      say(sentenceOf(problem))
    }
    setRecording(null)
  }
  return (
    <Button id={id} kind={recording ? 'danger' : 'plain'} small icon="voice" onTap={tap}>
      {recording ? words.recording : words.addVoice}
    </Button>
  )
}
