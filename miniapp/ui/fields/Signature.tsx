import { Image, View } from '@tarojs/components'
import { useRef, useState } from 'react'
import { sentenceOf } from '../../lib/trouble'
import { say } from '../../lib/useCommand'
import { addressOf } from '../../lib/wire'
import { Button } from '../Button'
import { Sheet } from '../Sheet'
import { PickFace } from './PickFace'
import { SignPad } from './SignPad'
import { drawAll, type Pad, type Point, type Stroke } from './strokes'
import type { InputProps } from './types'
import { useUploads } from './useUploads'
import { words } from './words'

/** Drawn by finger and sent as a PNG; the value is its file id. */
export const SignatureInput = ({ id, field, value, onChange, onBusy }: InputProps) => {
  const [isOpen, setIsOpen] = useState(false)
  const { pieces, add, send, remove } = useUploads({
    ids: typeof value === 'string' && value ? [value] : [],
    onChange: ids => onChange(ids[ids.length - 1] ?? null),
    onBusy,
  })
  const [signed] = pieces

  const keep = async (path: string) => {
    setIsOpen(false)
    if (signed) remove(signed.key)
    await add([{ path, bytes: 0, name: 'signature.png' }])
  }
  return (
    <View>
      {signed ? (
        <View className="pd-signed">
          {signed.path ? (
            <Image className="pd-signed-image" mode="aspectFit" src={addressOf(signed.path)} />
          ) : (
            <View className="pd-grow">{words.signed}</View>
          )}
          {signed.state === 'failed' ? (
            <Button id={`${id}-send`} kind="second" small onTap={() => send(signed)}>
              {words.failed}
            </Button>
          ) : (
            <Button id={id} kind="plain" small busy={signed.state === 'sending'} onTap={() => setIsOpen(true)}>
              {words.signAgain}
            </Button>
          )}
        </View>
      ) : (
        <PickFace id={id} words="" hint={field.hint || words.sign} icon="sign" onTap={() => setIsOpen(true)} />
      )}
      {isOpen && <SignSheet id={id} title={field.label} onClose={() => setIsOpen(false)} onSigned={keep} />}
    </View>
  )
}

type SheetProps = { id: string; title: string; onClose: () => void; onSigned: (path: string) => void }

const SignSheet = ({ id, title, onClose, onSigned }: SheetProps) => {
  const pad = useRef<Pad | null>(null)
  const drawing = useRef<Point[]>([])
  const [strokes, setStrokes] = useState<readonly Stroke[]>([])
  const [undone, setUndone] = useState<readonly Stroke[]>([])
  const [isLost, setIsLost] = useState(false)

  const show = (next: readonly Stroke[]) => {
    setStrokes(next)
    if (pad.current) drawAll(pad.current.pen, pad.current.size, next)
  }
  const current = useRef(strokes)
  current.current = strokes
  const move = (point: Point) => {
    if (!pad.current || drawing.current.length === 0) return
    drawing.current.push(point)
    drawAll(pad.current.pen, pad.current.size, [...current.current, drawing.current])
  }
  const up = () => {
    if (drawing.current.length === 0) return
    show([...current.current, drawing.current])
    drawing.current = []
    setUndone([])
  }
  const undo = () => {
    setUndone([...undone, ...strokes.slice(-1)])
    show(strokes.slice(0, -1))
  }
  const redo = () => {
    show([...strokes, ...undone.slice(-1)])
    setUndone(undone.slice(0, -1))
  }
  const wipe = () => {
    setUndone([])
    show([])
  }
  const save = async () => {
    try {
      if (pad.current) onSigned(await pad.current.save())
    } catch (problem) {
      say(sentenceOf(problem))
    }
  }

  return (
    <Sheet
      id={`${id}-sheet`}
      title={title}
      says={isLost ? words.noPad : words.signTitle}
      onClose={onClose}
      foot={
        <Button id={`${id}-done`} off={strokes.length === 0} onTap={save}>
          {words.done}
        </Button>
      }
    >
      <SignPad
        id={`${id}-pad`}
        onReady={ready => {
          pad.current = ready
          drawAll(ready.pen, ready.size, [])
        }}
        onLost={() => setIsLost(true)}
        onDown={point => {
          drawing.current = [point]
        }}
        onMove={move}
        onUp={up}
      />
      <View className="pd-row pd-under">
        <Button id={`${id}-undo`} kind="plain" small off={strokes.length === 0} onTap={undo}>
          {words.undo}
        </Button>
        <Button id={`${id}-redo`} kind="plain" small off={undone.length === 0} onTap={redo}>
          {words.redo}
        </Button>
        <Button id={`${id}-wipe`} kind="plain" small off={strokes.length === 0} onTap={wipe}>
          {words.wipe}
        </Button>
      </View>
    </Sheet>
  )
}
