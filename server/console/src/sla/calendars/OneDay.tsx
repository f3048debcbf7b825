import { Button, Input, Popover, Segmented } from 'antd'
import { type ReactElement, useState } from 'react'
import { slaApi } from '../../../../../shared/sla/api'
import { type DayView, type OwnDayKind, ownDayKinds } from '../../../../../shared/sla/views'
import { useCommand } from '../../lib/use-command'
import { Windows } from './Week'
import { words } from './words'

type Props = { code: string; day: DayView; version: number; children: ReactElement }

const kindOf = ({ kind }: DayView): OwnDayKind =>
  kind === 'work' || kind === 'makeup' ? 'makeup' : kind === 'windows' ? kind : 'holiday'

/** What this day is, changed beside it. */
export const OneDay = ({ code, day, version, children }: Props) => {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <Popover
      open={isOpen}
      onOpenChange={setIsOpen}
      trigger="click"
      title={words.setDay(day.day)}
      destroyOnHidden
      content={<Setting code={code} day={day} version={version} onDone={() => setIsOpen(false)} />}
    >
      {children}
    </Popover>
  )
}

const Setting = ({ code, day, version, onDone }: Omit<Props, 'children'> & { onDone: () => void }) => {
  const [kind, setKind] = useState<OwnDayKind>(kindOf(day))
  const [name, setName] = useState(day.name ?? '')
  const [windows, setWindows] = useState(day.windows)
  const save = useCommand(slaApi.saveDay, words.dayDone)
  const run = async (chosen: OwnDayKind | 'default') => {
    const own = chosen === 'windows' ? windows : []
    if (await save.run({ code, day: day.day, kind: chosen, name, windows: own, version })) onDone()
  }
  return (
    <div className="pc-sla-oneday">
      <Segmented
        options={ownDayKinds.map(value => ({ value, label: words.kinds[value] }))}
        value={kind}
        onChange={setKind}
      />
      {kind === 'windows' && <Windows windows={windows} mayEdit onChange={setWindows} />}
      <Input value={name} maxLength={40} placeholder={words.dayName} onChange={({ target }) => setName(target.value)} />
      <div className="pc-sla-actions">
        {day.isOwn && (
          <Button size="small" loading={save.busy} onClick={() => run('default')}>
            {words.byDefault}
          </Button>
        )}
        <Button size="small" type="primary" loading={save.busy} onClick={() => run(kind)}>
          {words.save}
        </Button>
      </div>
    </div>
  )
}
