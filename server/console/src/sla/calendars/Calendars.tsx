import { Alert, Button, Select } from 'antd'
import { useState } from 'react'
import { slaApi } from '../../../../../shared/sla/api'
import type { CalendarView } from '../../../../../shared/sla/views'
import { mayCall } from '../../lib/access'
import { useSession } from '../../lib/session'
import { useQuery } from '../../lib/use-query'
import { Card } from '../../ui/Page'
import { Loaded } from '../../ui/States'
import { CalendarForm } from './CalendarForm'
import { words } from './words'
import { Year } from './Year'

/** A calendar that is not saved yet, after the pattern of another. */
const copyOf = (calendar: CalendarView, count: number): CalendarView => ({
  ...calendar,
  code: `calendar-${count + 1}`,
  name: words.copyName(calendar.name),
  teamIds: [],
  regionPrefixes: [],
  isBuiltIn: false,
  version: 0,
})

/** The working hours by which clocks run: a week, and a year of days that differ from it. */
export const Calendars = () => {
  const query = useQuery(slaApi.calendars, {})
  return <Loaded query={query}>{({ items }) => <Chosen items={items} />}</Loaded>
}

const Chosen = ({ items }: { items: CalendarView[] }) => {
  const mayEdit = mayCall(useSession()?.person.roles ?? [], slaApi.saveCalendar)
  const [code, setCode] = useState(items[0]?.code)
  const [draft, setDraft] = useState<CalendarView | null>(null)
  const shown = items.find(one => one.code === code) ?? draft ?? items[0]
  if (!shown) return null
  const begin = (): void => {
    const copy = copyOf(shown, items.length)
    setDraft(copy)
    setCode(copy.code)
  }
  return (
    <>
      <div className="pc-sla-choice">
        <Select
          className="pc-filter"
          value={shown.code}
          options={[...items, ...(draft && !items.some(one => one.code === draft.code) ? [draft] : [])].map(one => ({
            value: one.code,
            label: one.name,
          }))}
          onChange={setCode}
        />
        <span className="pc-weak">{words.says}</span>
        {mayEdit && <Button onClick={begin}>{words.newOne}</Button>}
      </div>
      {shown.missingYear !== null && <Alert type="warning" showIcon title={words.yearMissing(shown.missingYear)} />}
      <div className="pc-sla-calendar">
        <Card title={words.week}>
          <CalendarForm key={`${shown.code}:${shown.version}`} calendar={shown} mayEdit={mayEdit} />
        </Card>
        {shown.version > 0 || shown.isBuiltIn ? <Year calendar={shown} mayEdit={mayEdit} /> : null}
      </div>
    </>
  )
}
