import { Button, Checkbox, Input, type InputRef, Select } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { peopleApi } from '../../../../shared/people'
import { priorities, priorityNames } from '../../../../shared/priorities'
import { ticketsApi } from '../../../../shared/tickets/api'
import { countWords } from '../../../../shared/words'
import { mayCall } from '../lib/access'
import { useSession } from '../lib/session'
import { useKeys } from '../lib/use-keys'
import { useQuery } from '../lib/use-query'
import { noFilter, sorts, type TicketFilter, viewsWith, writeFilter } from './address'
import { words } from './words'

type FiltersProps = { filter: TicketFilter; change: (changes: Partial<TicketFilter>) => void }

export const Filters = ({ filter, change }: FiltersProps) => {
  const isAtRest = writeFilter({ ...filter, sort: 'newest' }).size === 0
  return (
    <div className="pc-filters">
      <Search text={filter.text} change={text => change({ text })} />
      <Select
        mode="multiple"
        value={filter.priority}
        options={priorities.map(value => ({ value, label: priorityNames[value] }))}
        placeholder={words.anyPriority}
        aria-label={words.anyPriority}
        allowClear
        maxTagCount="responsive"
        className="pc-filter"
        onChange={priority => change({ priority })}
      />
      <Engineer id={filter.assigneeId} change={assigneeId => change({ assigneeId })} />
      <Select
        value={filter.sort}
        aria-label={words.sortBy}
        options={sorts.map(value => ({ value, label: words.sorts[value] }))}
        className="pc-filter-narrow"
        onChange={sort => change({ sort })}
      />
      <Checkbox checked={filter.isMine} onChange={({ target }) => change({ isMine: target.checked })}>
        {words.mine}
      </Checkbox>
      {!isAtRest && (
        <Button type="link" onClick={() => change({ ...noFilter, sort: filter.sort })}>
          {words.clear}
        </Button>
      )}
    </div>
  )
}

/** Asks when the typing rests, not at every letter. */
const REST_MS = 300

const Search = ({ text, change }: { text: string; change: (text: string) => void }) => {
  const [typed, setTyped] = useState(text)
  const input = useRef<InputRef>(null)
  const latest = useRef(change)
  latest.current = change
  useKeys({ '/': () => input.current?.focus() })
  useEffect(() => setTyped(text), [text])
  useEffect(() => {
    if (typed.trim() === text) return
    const resting = setTimeout(() => latest.current(typed.trim()), REST_MS)
    return () => clearTimeout(resting)
  }, [typed, text])
  return (
    <Input.Search
      ref={input}
      value={typed}
      placeholder={words.searchHint}
      aria-label={words.searchHint}
      allowClear
      maxLength={50}
      className="pc-search"
      onChange={({ target }) => setTyped(target.value)}
      onSearch={value => change(value.trim())}
    />
  )
}

const Engineer = ({ id, change }: { id: string | null; change: (id: string | null) => void }) => {
  const mayList = mayCall(useSession()?.person.roles ?? [], peopleApi.list)
  const { data, loading } = useQuery(peopleApi.list, mayList ? { role: 'engineer' } : null)
  if (!mayList) return null
  return (
    <Select
      value={id}
      options={data?.items.map(({ id: value, name }) => ({ value, label: name }))}
      loading={loading}
      placeholder={words.anyEngineer}
      aria-label={words.anyEngineer}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      className="pc-filter"
      onChange={value => change(value ?? null)}
    />
  )
}

/** The quick choices by status with their counts. */
export const Views = ({ filter, change }: FiltersProps) => {
  const { data } = useQuery(ticketsApi.counts, { isMine: filter.isMine }, { everyMs: 20_000 })
  const counted = (status: readonly string[]): number =>
    status.reduce((total, one) => total + (data?.counts[one] ?? 0), 0)
  return (
    <div className="pc-views" role="tablist">
      {viewsWith(filter.status).map(({ name, status }) => (
        <button
          key={name}
          type="button"
          role="tab"
          aria-selected={status.join() === filter.status.join()}
          onClick={() => change({ status: [...status] })}
        >
          {name}
          {data && status.length > 0 && <span className="pc-views-count">{countWords(counted(status))}</span>}
        </button>
      ))}
    </div>
  )
}
