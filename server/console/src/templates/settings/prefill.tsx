import { Select } from 'antd'
import { type PrefillSource, prefillSources } from '../../../../../shared/templates/fields'
import { useShares } from '../designer/shares'
import type { EditorProps } from './editors'
import { Line } from './parts'
import { words } from './words'

const NONE = ''
const groups = ['customer', 'device', 'lastOrder', 'lastTicket', 'text'] as const

const options = [
  { value: NONE, label: words.prefillNone },
  ...groups.map(group => ({
    label: words.prefillGroups[group],
    options: prefillSources
      .filter(source => source.startsWith(`${group}.`))
      .map(source => ({ value: source as string, label: words.prefill[source] })),
  })),
]

/** Where the value comes from before anybody types, and how often that went well. */
export const PrefillEditor = ({ field, change }: EditorProps) => {
  const shares = useShares()
  const share = shares?.byField.find(({ key }) => key === field.key)
  return (
    <Line
      name={words.prefillName}
      says={share && share.asked > 0 ? words.prefillShare(share.filled, share.asked) : undefined}
    >
      <Select
        value={field.prefill ?? NONE}
        options={options}
        onChange={source => change({ prefill: source === NONE ? undefined : (source as PrefillSource) })}
      />
    </Line>
  )
}
