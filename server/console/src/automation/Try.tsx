import { Alert, Select } from 'antd'
import { useState } from 'react'
import { automationApi } from '../../../../shared/automation'
import { ticketsApi } from '../../../../shared/tickets/api'
import { useQuery } from '../lib/use-query'
import { Loaded } from '../ui/States'
import { Field } from './Field'
import type { RuleDraft } from './RuleForm'
import { words } from './words'

/** What the rule would do to one of the newest tickets; nothing is done. */
export const Try = ({ rule: { code, version, ...rule } }: { rule: RuleDraft }) => {
  const [ticketId, setTicketId] = useState<string | null>(null)
  const tickets = useQuery(ticketsApi.list, { limit: 50 }).data?.items ?? []
  const tried = useQuery(automationApi.try, ticketId && rule.name.trim() ? { rule, ticketId } : null)
  return (
    <>
      <Field label={words.tryIt}>
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={words.tryPlaceholder}
          value={ticketId}
          options={tickets.map(({ id, number, title }) => ({ value: id, label: `${number} ${title}` }))}
          onChange={id => setTicketId(id ?? null)}
        />
      </Field>
      {ticketId && rule.name.trim() && (
        <Loaded query={tried} rows={2}>
          {({ matches, says, effects }) => (
            <Alert
              type={matches ? 'success' : 'info'}
              showIcon
              title={says}
              description={effects.map(effect => <div key={effect.says}>{effect.says}</div>)}
            />
          )}
        </Loaded>
      )}
    </>
  )
}
