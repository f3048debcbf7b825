import { Select } from 'antd'
import { flowsApi } from '../../../../../shared/flows/api'
import { STANDARD } from '../../../../../shared/flows/standard'
import { slaApi } from '../../../../../shared/sla/api'
import { useQuery } from '../../lib/use-query'
import { Line } from './parts'
import { words } from './words'

type Choice = { value: string; label: string }

/** What a template can point to: published flows, and clock policies. */
export const useLinks = (): { flows: Choice[] | null; policies: Choice[] | null } => {
  const flows = useQuery(flowsApi.library, {}).data?.items
  const policies = useQuery(slaApi.policies, {}).data?.items
  return {
    flows:
      flows
        ?.filter(({ code, published }) => published && code !== STANDARD)
        .map(({ code, name }) => ({ value: code, label: name })) ?? null,
    policies: policies?.map(({ code, name }) => ({ value: code, label: name })) ?? null,
  }
}

type Props = {
  name: string
  says: string
  setting: string
  /** Null until they are known. */
  choices: readonly Choice[] | null
  value: string | undefined
  onChange: (value: string | undefined) => void
}

/** One of those by name, or none. */
export const Named = ({ name, says, setting, choices, value, onChange }: Props) => {
  const isGone = value !== undefined && choices !== null && !choices.some(choice => choice.value === value)
  const gone = isGone ? [{ value, label: words.template.gone(value) }] : []
  return (
    <Line name={name} says={says}>
      <Select
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        data-setting={setting}
        placeholder={words.template.none}
        status={isGone ? 'error' : ''}
        loading={choices === null}
        value={choices === null ? null : (value ?? null)}
        options={[...gone, ...(choices ?? [])]}
        onChange={next => onChange(next ?? undefined)}
      />
    </Line>
  )
}
