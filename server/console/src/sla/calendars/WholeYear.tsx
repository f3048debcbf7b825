import { Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { slaApi } from '../../../../../shared/sla/api'
import type { CalendarView, YearView } from '../../../../../shared/sla/views'
import { useCommand } from '../../lib/use-command'
import { words } from './words'

const kinds = { 放假: 'holiday', 上班: 'makeup' } as const
type Named = { day: string; kind: 'holiday' | 'makeup'; name: string }

/** A line `2027-01-01 放假 元旦`; null when it is none. */
const readLine = (line: string): Named | null => {
  const [, day, kind, name = ''] = /^(\d{4}-\d{2}-\d{2})\s+(放假|上班)\s*(.*)$/.exec(line.trim()) ?? []
  return day && kind ? { day, kind: kinds[kind as keyof typeof kinds], name: name.trim() } : null
}

const asText = (year: YearView): string =>
  year.days
    .filter(({ kind }) => kind === 'holiday' || kind === 'makeup')
    .map(({ day, kind, name }) => [day, kind === 'holiday' ? '放假' : '上班', name].filter(Boolean).join(' '))
    .join('\n')

/** The holidays of a year as they are announced, in one go; saying so makes the year complete. */
export const WholeYear = ({ calendar, year }: { calendar: CalendarView; year: YearView }) => {
  const [text, setText] = useState<string | null>(null)
  const save = useCommand(slaApi.saveYear, words.enterYearDone)
  const lines = (text ?? '').split('\n').filter(line => line.trim() !== '')
  const bad = lines.findIndex(line => readLine(line) === null)
  const run = async () => {
    const days = lines.flatMap(line => readLine(line) ?? [])
    if (await save.run({ code: calendar.code, year: year.year, days, version: year.version })) setText(null)
  }
  return (
    <>
      <Button size="small" onClick={() => setText(asText(year))}>
        {words.enterYear}
      </Button>
      <Modal
        open={text !== null}
        title={`${year.year} · ${words.enterYear}`}
        okText={words.save}
        cancelText="取消"
        okButtonProps={{ disabled: bad >= 0, loading: save.busy }}
        onOk={run}
        onCancel={() => setText(null)}
      >
        <p className="pc-weak">{words.enterYearSays}</p>
        <Input.TextArea rows={14} value={text ?? ''} onChange={({ target }) => setText(target.value)} />
        {bad >= 0 && <p className="pc-due overdue">{words.badLine(bad + 1)}</p>}
      </Modal>
    </>
  )
}
