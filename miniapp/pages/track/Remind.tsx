import { View } from '@tarojs/components'
import type { TrackedTicket } from '../../../shared/tickets/views'
import { Button } from '../../ui/Button'
import { Card } from '../../ui/Card'
import type { Standing } from './reminders'
import { type Reminder, useReminder } from './useReminder'
import { words } from './words'

const { steps, ...said } = words.remind

/** `says` is what matters, `more` explains; who has said no sees only the quiet line. */
type Face = { says?: string; more?: string; act?: { id: string; name: string; kind: 'second' | 'plain' } }

const faces: Record<Standing, (reminder: Reminder) => Face> = {
  offer: ({ ahead }) => ({
    says: said.offer(ahead.map(step => steps[step]).join('、')),
    more: said.offerSays,
    act: { id: 'remind-me', name: said.act, kind: 'second' },
  }),
  partly: ({ ahead, remaining }) => ({
    says: said.partly(remaining),
    more: said.partlySays(ahead.length - remaining),
    act: { id: 'remind-me', name: said.more, kind: 'second' },
  }),
  covered: () => ({ says: said.covered }),
  declined: () => ({ more: said.declined, act: { id: 'remind-me', name: said.reconsider, kind: 'plain' } }),
  off: () => ({ more: said.off, act: { id: 'remind-settings', name: said.toSettings, kind: 'plain' } }),
}

/** News of this ticket by WeChat: the customer agrees at a tap, one message each time. */
export const Remind = ({ ticket }: { ticket: TrackedTicket }) => {
  const reminder = useReminder(ticket)
  if (!reminder) return null
  const { standing, busy, ask, openSettings } = reminder
  const { says, more, act } = faces[standing](reminder)
  return (
    <Card id="remind">
      <View className="pd-row">
        <View className="pd-grow">
          {says ? <View>{says}</View> : null}
          {more ? <View className="pd-weak">{more}</View> : null}
        </View>
        {act && (
          <Button id={act.id} kind={act.kind} small busy={busy} onTap={standing === 'off' ? openSettings : ask}>
            {act.name}
          </Button>
        )}
      </View>
    </Card>
  )
}
