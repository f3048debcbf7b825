import { Button, DatePicker, InputNumber, Select } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import { chinaDay } from '../../../../../shared/kernel/time'
import { slaApi } from '../../../../../shared/sla/api'
import type { TryResult } from '../../../../../shared/sla/views'
import { spanWords, timeWords } from '../../../../../shared/words'
import { call } from '../../lib/api'
import { sentenceOf } from '../../lib/trouble'
import { useQuery } from '../../lib/use-query'
import { Card } from '../../ui/Page'
import { Loaded } from '../../ui/States'
import { Field } from '../Field'
import { words } from './words'

type Pause = [Dayjs, Dayjs | null]
const ALWAYS = 'always'

/** A calendar as the trial takes it: its week, and the days of the years around that differ from it. */
const calendarFor = async (code: string) => {
  const year = Number(chinaDay(new Date()).slice(0, 4))
  const { items } = await call(slaApi.calendars, {})
  const calendar = items.find(one => one.code === code)
  if (!calendar) return ALWAYS
  const years = await Promise.all([year - 1, year].map(one => call(slaApi.calendarYear, { code, year: one })))
  const days = years.flatMap(one => one.days)
  const of = (kind: 'holiday' | 'makeup') => days.filter(day => day.kind === kind).map(({ day }) => day)
  return {
    timeZone: calendar.timeZone,
    weekly: calendar.weekly,
    holidays: of('holiday'),
    makeupDays: of('makeup'),
    specialDays: Object.fromEntries(
      days.filter(({ kind }) => kind === 'windows').map(({ day, windows }) => [day, windows]),
    ),
  } as const
}

/** One clock worked out, nothing stored: to see what a calendar does before anybody depends on it. */
export const Try = () => {
  const calendars = useQuery(slaApi.calendars, {})
  return (
    <Card title={words.tryTitle} extra={<span className="pc-weak">{words.trySays}</span>}>
      <Loaded query={calendars}>
        {({ items }) => <Trial options={items.map(({ code, name }) => ({ value: code, label: name }))} />}
      </Loaded>
    </Card>
  )
}

const Trial = ({ options }: { options: { value: string; label: string }[] }) => {
  const [code, setCode] = useState(options[0]?.value ?? ALWAYS)
  const [startedAt, setStartedAt] = useState(dayjs().startOf('hour'))
  const [now, setNow] = useState(dayjs())
  const [targetMinutes, setTargetMinutes] = useState(480)
  const [pauses, setPauses] = useState<Pause[]>([])
  const [result, setResult] = useState<TryResult | string | null>(null)
  const run = async () => {
    try {
      const calendar = code === ALWAYS ? ALWAYS : await calendarFor(code)
      const given = pauses.map(([from, to]) => ({ from: from.toISOString(), to: to?.toISOString() ?? null }))
      const input = { startedAt: startedAt.toISOString(), now: now.toISOString(), targetMinutes, pauses: given }
      setResult(await call(slaApi.try, { ...input, calendar: calendar as never }))
    } catch (problem) {
      setResult(sentenceOf(problem))
    }
  }
  return (
    <div className="pc-sla-form">
      <Field label={words.calendar}>
        <Select value={code} options={[...options, { value: ALWAYS, label: words.tryAlways }]} onChange={setCode} />
      </Field>
      <Field label={words.tryStart}>
        <DatePicker showTime value={startedAt} allowClear={false} onChange={at => at && setStartedAt(at)} />
      </Field>
      <Field label={words.tryTarget}>
        <InputNumber min={0} max={5_256_000} value={targetMinutes} onChange={value => setTargetMinutes(value ?? 0)} />
      </Field>
      <Field label={words.tryPauses}>
        <span className="pc-sla-windows">
          {pauses.map((pause, at) => (
            <DatePicker.RangePicker
              // biome-ignore lint/suspicious/noArrayIndexKey: a pause has no other name than its place
              key={at}
              showTime
              allowEmpty={[false, true]}
              value={pause}
              onChange={range => {
                const next: Pause[] = range?.[0] ? [[range[0], range[1] ?? null]] : []
                setPauses(pauses.flatMap((one, i) => (i === at ? next : [one])))
              }}
            />
          ))}
          <Button
            size="small"
            onClick={() => setPauses([...pauses, [startedAt.add(1, 'hour'), startedAt.add(2, 'hour')]])}
          >
            {words.addPause}
          </Button>
        </span>
      </Field>
      <Field label={words.tryNow}>
        <DatePicker showTime value={now} allowClear={false} onChange={at => at && setNow(at)} />
      </Field>
      <div className="pc-sla-actions">
        <Button type="primary" onClick={run}>
          {words.tryRun}
        </Button>
      </div>
      {typeof result === 'string' && <p className="pc-due overdue">{result}</p>}
      {result && typeof result !== 'string' && <Outcome result={result} />}
    </div>
  )
}

const Outcome = ({ result }: { result: TryResult }) => {
  const { due, elapsed, remaining, breached, inTime, noDue } = words.tryResult
  return (
    <p>
      {due} <b>{result.dueAt ? timeWords(new Date(result.dueAt), new Date()) : noDue}</b> · {elapsed}{' '}
      {spanWords(result.elapsedMinutes)} · {remaining} {spanWords(Math.max(0, result.remainingMinutes))} ·{' '}
      <span className={`pc-due ${result.breached ? 'overdue' : 'done'}`}>{result.breached ? breached : inTime}</span>
    </p>
  )
}
