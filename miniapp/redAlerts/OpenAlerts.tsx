import { Text, View } from '@tarojs/components'
import { type RedAlertView, redAlertsApi } from '../../shared/redAlerts'
import { go } from '../lib/go'
import { useNow } from '../lib/useNow'
import { useQuery } from '../lib/useQuery'
import { Section } from '../ui/Card'
import { Icon } from '../ui/Icon'
import './redAlerts.css'
import { standingOf } from './standing'
import { words } from './words'

const input = { which: 'open' as const, limit: 20 }

/** Alerts without a report, of the tickets this person sees. */
export const useOpenAlerts = (): RedAlertView[] => useQuery(redAlertsApi.list, input).data?.items ?? []

/** What burns, before everything else; nothing when nothing does. */
export const OpenAlerts = ({ items }: { items: readonly RedAlertView[] }) => {
  const now = useNow()
  if (items.length === 0) return null
  return (
    <Section title={words.open}>
      {items.map(alert => {
        const [first] = standingOf(alert, now)
        return (
          <View
            key={alert.id}
            id={`alert-${alert.number}`}
            className="pd-red-card pd-tap"
            hoverClass="pressed"
            role="button"
            onClick={() => go('ticket', { id: alert.ticketId })}
          >
            <View className="pd-row">
              <Icon name="warn" />
              <Text className="pd-strong pd-grow pd-cut">{alert.reason}</Text>
              <Icon name="next" size="small" />
            </View>
            <View className="pd-second pd-cut">
              {[alert.number, alert.customerName, alert.assigneeName].filter(Boolean).join(' · ')}
            </View>
            {first && (
              <View className={`pd-red-standing ink-${first.tone}`}>
                <View className={`pd-dot dot-${first.tone}`} />
                <Text>{first.says}</Text>
              </View>
            )}
          </View>
        )
      })}
    </Section>
  )
}
