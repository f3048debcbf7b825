import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { type RedAlertView, redAlertsApi } from '../../shared/redAlerts'
import { timeWords } from '../../shared/words'
import { useCommand } from '../lib/useCommand'
import { useNow } from '../lib/useNow'
import { useQuery } from '../lib/useQuery'
import { Button } from '../ui/Button'
import { Icon } from '../ui/Icon'
import { ReportSheet } from './ReportSheet'
import './redAlerts.css'
import { standingOf } from './standing'
import { words } from './words'

type Props = {
  ticketId: string
  /** Something was done that shows elsewhere on the page. */
  onChange: () => void
}

/** The emergency of a ticket: how it stands, and what this person can do about it now. */
export const AlertCard = ({ ticketId, onChange }: Props) => {
  const query = useQuery(redAlertsApi.get, { ticketId })
  const acknowledge = useCommand(redAlertsApi.acknowledge)
  const [isReporting, setIsReporting] = useState(false)
  const alert = query.data?.alert
  if (!alert) return null

  const changed = () => {
    setIsReporting(false)
    query.reload()
    onChange()
  }
  return (
    <View id="alert" className="pd-red-card">
      <View className="pd-row">
        <Icon name="warn" />
        <Text className="pd-strong pd-grow">{words.name}</Text>
      </View>
      <Facts alert={alert} />
      {(alert.canAcknowledge || alert.canReport) && (
        <View className="pd-row pd-red-acts">
          {alert.canReport && (
            <Button id="write-report" kind="second" small onTap={() => setIsReporting(true)}>
              {words.writeReport}
            </Button>
          )}
          {alert.canAcknowledge && (
            <Button
              id="acknowledge"
              kind="danger"
              small
              busy={acknowledge.busy}
              onTap={async () => {
                if (await acknowledge.run({ ticketId })) changed()
              }}
            >
              {words.acknowledge}
            </Button>
          )}
        </View>
      )}
      {isReporting && <ReportSheet ticketId={ticketId} onDone={changed} onClose={() => setIsReporting(false)} />}
    </View>
  )
}

const Facts = ({ alert }: { alert: RedAlertView }) => {
  const now = useNow()
  const { raised, reason, parts, reported } = alert
  const at = timeWords(new Date(raised.at), now, { plainToday: true })
  return (
    <>
      <View id="alert-reason" className="pd-red-reason">
        {reason}
      </View>
      <View className="pd-weak">{`${raised.name} ${at} ${words.raisedBy}`}</View>
      {standingOf(alert, now).map(({ says, tone }) => (
        <View key={says} className={`pd-red-standing ink-${tone}`}>
          <View className={`pd-dot dot-${tone}`} />
          <Text>{says}</Text>
        </View>
      ))}
      {parts.length > 0 && (
        <View className="pd-second">
          {`${words.parts}：${parts.map(({ name, quantity }) => `${name} ×${quantity}`).join('、')}`}
        </View>
      )}
      {reported &&
        (['happened', 'cause', 'prevention'] as const).map(key => (
          <View key={key} className="pd-red-report">
            <Text className="pd-second">{`${words[key]}：`}</Text>
            <Text>{reported.body[key]}</Text>
          </View>
        ))}
    </>
  )
}
