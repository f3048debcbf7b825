import { Alert, Button } from 'antd'
import { useState } from 'react'
import { chinaDay } from '../../../../../shared/kernel/time'
import { slaApi } from '../../../../../shared/sla/api'
import type { CalendarView, DayView, YearView } from '../../../../../shared/sla/views'
import { useQuery } from '../../lib/use-query'
import { Card } from '../../ui/Page'
import { Loaded } from '../../ui/States'
import { OneDay } from './OneDay'
import { WholeYear } from './WholeYear'
import { words } from './words'

type Props = { calendar: CalendarView; mayEdit: boolean }

/** Every day of a year, coloured and named by what it is; a click changes one. */
export const Year = ({ calendar, mayEdit }: Props) => {
  const [year, setYear] = useState(Number(chinaDay(new Date()).slice(0, 4)))
  const query = useQuery(slaApi.calendarYear, { code: calendar.code, year })
  return (
    <Card
      title={words.year}
      extra={
        <span className="pc-sla-years">
          <Button size="small" onClick={() => setYear(year - 1)}>
            {year - 1}
          </Button>
          <b>{year}</b>
          <Button size="small" onClick={() => setYear(year + 1)}>
            {year + 1}
          </Button>
          {query.data && <span className="pc-weak">{words.workingDays(query.data.workingDays)}</span>}
          {mayEdit && query.data && <WholeYear calendar={calendar} year={query.data} />}
        </span>
      }
    >
      <Loaded query={query} rows={12}>
        {data => (
          <>
            {!data.isKnown && <Alert type="warning" showIcon title={words.yearUnknown(year)} />}
            <Months calendar={calendar} view={data} mayEdit={mayEdit} />
          </>
        )}
      </Loaded>
    </Card>
  )
}

const Months = ({ calendar, view, mayEdit }: Props & { view: YearView }) => {
  const months = Array.from({ length: 12 }, (_, at) => `${view.year}-${String(at + 1).padStart(2, '0')}`)
  return (
    <div className="pc-sla-months">
      {months.map(month => (
        <section key={month} className="pc-sla-month">
          <h3>{Number(month.slice(5))} 月</h3>
          <div className="pc-sla-days">
            {words.weekdayHeads.map(head => (
              <span key={head} className="pc-weak pc-small">
                {head}
              </span>
            ))}
            {view.days
              .filter(({ day }) => day.startsWith(month))
              .map(day => (
                <Day key={day.day} calendar={calendar} day={day} version={view.version} mayEdit={mayEdit} />
              ))}
          </div>
        </section>
      ))}
    </div>
  )
}

/** 1 Monday … 7 Sunday: the column of the month's grid. */
const columnOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7

const Day = ({ calendar, day, version, mayEdit }: Props & { day: DayView; version: number }) => {
  const says = [day.name, words.kinds[day.kind], ...day.windows.map(window => window.join('–')), day.isOwn && words.own]
  const cell = (
    <button
      type="button"
      className={`pc-sla-day ${day.kind} ${day.isOwn ? 'own' : ''}`}
      style={{ gridColumn: columnOf(day.day) }}
      title={says.filter(Boolean).join(' · ')}
    >
      {Number(day.day.slice(8))}
    </button>
  )
  return mayEdit ? (
    <OneDay code={calendar.code} day={day} version={version}>
      {cell}
    </OneDay>
  ) : (
    cell
  )
}
