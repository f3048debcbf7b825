import { Input } from 'antd'
import { useEffect, useState } from 'react'
import type { CascadeOption } from '../../../../../shared/templates/parts'
import type { EditorProps } from './editors'
import { Block } from './parts'
import { printTree, readTree } from './tree-text'
import { words } from './words'

/** Levels by indentation, as one types them anyway. */
export const TreeEditor = ({ field, change }: EditorProps) => {
  const printed = printTree(field.tree ?? [])
  const [text, setText] = useState(printed)
  const [meant, setMeant] = useState(printed)
  const [problem, setProblem] = useState<string | null>(null)
  useEffect(() => {
    if (printed === meant) return
    setText(printed)
    setMeant(printed)
    setProblem(null)
  }, [printed, meant])
  const type = (next: string): void => {
    setText(next)
    const tree: CascadeOption[] | null = readTree(next)
    setProblem(tree === null ? words.treeTooDeep : null)
    if (tree === null) return
    setMeant(printTree(tree))
    change({ tree }, true)
  }
  return (
    <Block name={words.tree} says={problem ?? words.treeSays}>
      <Input.TextArea
        autoSize={{ minRows: 5, maxRows: 16 }}
        status={problem ? 'error' : ''}
        value={text}
        onKeyDown={event => {
          if (event.key !== 'Tab' || event.shiftKey) return
          event.preventDefault()
          const { selectionStart: at, value } = event.currentTarget
          const line = value.lastIndexOf('\n', at - 1) + 1
          type(`${value.slice(0, line)}  ${value.slice(line)}`)
        }}
        onChange={event => type(event.target.value)}
      />
    </Block>
  )
}
