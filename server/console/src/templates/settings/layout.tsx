import { Segmented, Select } from 'antd'
import { moveField } from '../../../../../shared/templates/edits'
import { useDesk, useDocument } from '../designer/desk'
import type { EditorProps } from './editors'
import { Line } from './parts'
import { words } from './words'

const TOP = ''

/** Another way to where a drag leads. */
export const GroupEditor = ({ field }: EditorProps) => {
  const desk = useDesk()
  const { groups } = useDocument().body
  const options = [{ value: TOP, label: words.top }, ...groups.map(({ key, label }) => ({ value: key, label }))]
  return (
    <Line name={words.group}>
      <Select
        value={groups.some(({ key }) => key === field.group) ? field.group : TOP}
        options={options}
        onChange={group => desk.edit(now => moveField(now, field.key, { group: group || null, before: null }))}
      />
    </Line>
  )
}

/** Only where the group has several columns. */
export const SpanEditor = ({ field, change }: EditorProps) => {
  const { groups } = useDocument().body
  const columns = groups.find(({ key }) => key === field.group)?.columns ?? 1
  if (columns === 1) return null
  return (
    <Line name={words.span}>
      <Segmented
        value={Math.min(columns, field.span ?? 1)}
        options={Array.from({ length: columns }, (_, at) => ({ value: at + 1, label: words.columns(at + 1, columns) }))}
        onChange={span => change({ span: span === 1 ? undefined : span })}
      />
    </Line>
  )
}
