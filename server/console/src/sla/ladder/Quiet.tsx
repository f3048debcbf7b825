import { Button, TimePicker } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { escalationApi, type QuietHours } from '../../../../../shared/escalation'
import { useCommand } from '../../lib/use-command'
import { useQuery } from '../../lib/use-query'
import { Card } from '../../ui/Page'
import { Loaded } from '../../ui/States'
import { Field } from '../Field'
import { words } from './words'

/** When nobody is told anything but what cannot wait. */
export const Quiet = () => {
  const query = useQuery(escalationApi.settings, {})
  return (
    <Card title={words.quietTitle} extra={<span className="pc-weak pc-small">{words.quietSays}</span>}>
      <Loaded query={query}>{settings => <Hours key={settings.version} settings={settings} />}</Loaded>
    </Card>
  )
}

const Hours = ({ settings }: { settings: QuietHours & { version: number } }) => {
  const [hours, setHours] = useState<QuietHours>(settings)
  const save = useCommand(escalationApi.saveSettings, words.savedQuiet)
  const picker = (name: keyof QuietHours) => (
    <TimePicker
      format="HH:mm"
      allowClear={false}
      value={dayjs(`2026-01-01T${hours[name]}`)}
      onChange={time => time && setHours({ ...hours, [name]: time.format('HH:mm') })}
    />
  )
  return (
    <div className="pc-sla-form">
      <Field label={words.quietFrom}>{picker('quietFrom')}</Field>
      <Field label={words.quietTo}>{picker('quietTo')}</Field>
      <div className="pc-sla-actions">
        <Button
          type="primary"
          loading={save.busy}
          onClick={() => save.run({ quietFrom: hours.quietFrom, quietTo: hours.quietTo, version: settings.version })}
        >
          {words.saveQuiet}
        </Button>
      </div>
    </div>
  )
}
