import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '../Button'
import { Sheet } from '../Sheet'
import { type Option, OptionList } from './Options'
import { PickFace } from './PickFace'
import { words } from './words'

type Props = {
  id: string
  title: string
  /** The values from the outermost level in, and how they read together. */
  chosen: readonly string[]
  said: string
  hint: string
  /** What stands below a path; nothing below a leaf. */
  below: (path: readonly string[]) => readonly Option[]
  /** A path may end before its leaf. */
  mayStop?: boolean
  onPick: (path: string[]) => void
}

/** One level after the other in a sheet; the levels already chosen lead back. */
export const Levels = ({ id, title, chosen, said, hint, below, mayStop, onPick }: Props) => {
  const [path, setPath] = useState<string[] | null>(null)
  const end = (picked: string[]) => {
    setPath(null)
    onPick(picked)
  }
  const open = () => setPath(below(chosen).length === 0 ? chosen.slice(0, -1) : [...chosen])
  return (
    <>
      <PickFace id={id} words={said} hint={hint} onTap={open} />
      {path && (
        <Sheet
          // A new level is read from its beginning.
          key={path.length}
          id={`${id}-sheet`}
          title={title}
          onClose={() => setPath(null)}
          foot={
            mayStop && path.length > 0 ? (
              <Button id={`${id}-stop`} kind="second" onTap={() => end(path)}>
                {words.done}
              </Button>
            ) : null
          }
        >
          {path.length > 0 && (
            <View className="pd-crumbs">
              {path.map((value, level) => (
                <View
                  key={value}
                  id={`${id}-back-${level}`}
                  className="pd-chip on"
                  role="button"
                  onClick={() => setPath(path.slice(0, level))}
                >
                  {below(path.slice(0, level)).find(option => option.value === value)?.name ?? value}
                </View>
              ))}
            </View>
          )}
          <OptionList
            id={id}
            options={below(path)}
            chosen={path.length < chosen.length ? [chosen[path.length] ?? ''] : []}
            onTap={value => {
              const next = [...path, value]
              if (below(next).length === 0) end(next)
              else setPath(next)
            }}
          />
        </Sheet>
      )}
    </>
  )
}
