import { Button, TimePicker } from 'antd'
import dayjs from 'dayjs'
import { type Weekly, type Window, weekdayNames, weekdays } from '../../../../../shared/sla/calendar'
import { words } from './words'

type WindowsProps = { windows: readonly Window[]; mayEdit: boolean; onChange: (windows: Window[]) => void }

const timeOf = (time: string) => dayjs(`2026-01-01T${time === '24:00' ? '23:59' : time}`)

/** The working hours of one day. */
export const Windows = ({ windows, mayEdit, onChange }: WindowsProps) => (
  <span className="pc-sla-windows">
    {windows.map((window, at) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: a window has no other name than its place
      <span key={at} className="pc-sla-window">
        <TimePicker.RangePicker
          size="small"
          format="HH:mm"
          minuteStep={5}
          order={false}
          allowClear={false}
          disabled={!mayEdit}
          value={[timeOf(window[0]), timeOf(window[1])]}
          onChange={times => {
            const [from, to] = times ?? []
            if (from && to)
              onChange(windows.map((one, i) => (i === at ? [from.format('HH:mm'), to.format('HH:mm')] : one)))
          }}
        />
        {mayEdit && (
          <Button
            type="text"
            size="small"
            aria-label={`去掉 ${window.join('–')}`}
            onClick={() => onChange(windows.filter((_, i) => i !== at))}
          >
            ×
          </Button>
        )}
      </span>
    ))}
    {windows.length === 0 && <span className="pc-weak">{words.noWindow}</span>}
    {mayEdit && windows.length < 12 && (
      <Button type="link" size="small" onClick={() => onChange([...windows, afterThe(windows)])}>
        {words.addWindow}
      </Button>
    )}
  </span>
)

/** A window that does not overlap what is there: the morning first, then what follows. */
const afterThe = (windows: readonly Window[]): Window => {
  const last = windows.at(-1)?.[1]
  if (!last) return ['09:00', '18:00']
  const from = timeOf(last).add(1, 'hour')
  return [from.format('HH:mm'), from.add(2, 'hour').format('HH:mm')]
}

type Props = { weekly: Weekly; mayEdit: boolean; onChange: (weekly: Weekly) => void }

export const Week = ({ weekly, mayEdit, onChange }: Props) => (
  <div className="pc-sla-week">
    {weekdays.map(day => (
      <div key={day} className="pc-sla-weekday">
        <span className="pc-strong">{weekdayNames[day]}</span>
        <Windows
          windows={weekly[day]}
          mayEdit={mayEdit}
          onChange={windows => onChange({ ...weekly, [day]: windows })}
        />
      </div>
    ))}
    <div className="pc-sla-weekday">
      <span />
      <span className="pc-weak pc-small">
        {words.weekHint}
        {mayEdit && (
          <Button
            type="link"
            size="small"
            onClick={() => onChange({ ...weekly, tue: weekly.mon, wed: weekly.mon, thu: weekly.mon, fri: weekly.mon })}
          >
            {words.copyToWorkdays}
          </Button>
        )}
      </span>
    </div>
  </div>
)
