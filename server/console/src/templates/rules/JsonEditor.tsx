import { Input } from 'antd'
import { useEffect, useState } from 'react'
import { words } from './words'

type Props<T> = {
  value: unknown
  /** What the JSON means; null when it has another shape. */
  read: (json: unknown) => T | null
  onChange: (value: T) => void
}

const written = (value: unknown): string => JSON.stringify(value, null, 2) ?? 'null'

const parsed = <T,>(text: string, read: (json: unknown) => T | null): T | null => {
  try {
    return read(JSON.parse(text))
  } catch {
    return null
  }
}

/** JSON that counts as soon as it is right; until then what was there before stays. */
export const JsonEditor = <T,>({ value, read, onChange }: Props<T>) => {
  const [text, setText] = useState(() => written(value))
  const [isWrong, setIsWrong] = useState(false)
  const current = written(value)
  const [sent, setSent] = useState(current)
  useEffect(() => {
    // Undone, or changed elsewhere.
    if (current !== sent) {
      setText(current)
      setSent(current)
      setIsWrong(false)
    }
  }, [current, sent])
  const change = (next: string): void => {
    setText(next)
    const result = parsed(next, read)
    setIsWrong(result === null)
    if (result === null) return
    setSent(written(JSON.parse(next)))
    onChange(result)
  }
  return (
    <div className="td-json">
      <Input.TextArea
        autoSize={{ minRows: 4, maxRows: 18 }}
        spellCheck={false}
        aria-label={words.expert}
        status={isWrong ? 'error' : ''}
        value={text}
        onChange={event => change(event.target.value)}
      />
      <p className={isWrong ? 'td-wrong' : 'pc-weak pc-small'}>{isWrong ? words.expertWrong : words.expertSays}</p>
    </div>
  )
}
