import { Select } from 'antd'
import { flowsApi } from '../../../../../shared/flows/api'
import { STANDARD } from '../../../../../shared/flows/standard'
import { slaApi } from '../../../../../shared/sla/api'
import { useQuery } from '../../lib/use-query'
import { useProblems } from '../designer/problems'
import { Line } from './parts'
import { words } from './words'

type Choice = { value: string; label: string }

type Links = {
  flows: readonly Choice[] | null
  policies: readonly Choice[] | null
  ruleSets: readonly Choice[]
}

/** All tickets are settled by the one rule set of the company: there is no other to point to. */
const ruleSets: Choice[] = []

/** What a template can point to: published flows, and clock policies; null until they are known. */
export const useLinks = (): Links => {
  const flows = useQuery(flowsApi.library, {}).data?.items
  const policies = useQuery(slaApi.policies, {}).data?.items
  return {
    flows:
      flows
        ?.filter(({ code, published }) => published && code !== STANDARD)
        .map(({ code, name }) => ({ value: code, label: name })) ?? null,
    policies: policies?.map(({ code, name }) => ({ value: code, label: name })) ?? null,
    ruleSets,
  }
}

type Props = {
  setting: 'flowCode' | 'slaPolicyCode' | 'ruleSetCode'
  says: string
  choices: readonly Choice[] | null
  value: string | undefined
  onChange: (value: string | undefined) => void
}

const { template } = words

/** One of those by name, or none; what is no longer there by its code. */
export const Named = ({ setting, says, choices, value, onChange }: Props) => {
  const { items } = useProblems()
  const isGone = value !== undefined && choices !== null && !choices.some(choice => choice.value === value)
  const wrong = items.find(({ path }) => path === setting)?.says ?? template.goneSays
  return (
    <Line name={template[setting]} says={isGone ? <span className="td-wrong">{wrong}</span> : says}>
      <Select
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        data-setting={setting}
        placeholder={template.none}
        status={isGone ? 'error' : ''}
        loading={choices === null}
        notFoundContent={choices?.length === 0 ? template.empty[setting] : template.noMatch}
        value={value ?? null}
        options={[...(isGone ? [{ value, label: template.gone(value) }] : []), ...(choices ?? [])]}
        onChange={next => onChange(next ?? undefined)}
      />
    </Line>
  )
}
