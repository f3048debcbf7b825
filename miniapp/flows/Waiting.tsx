import { Text, View } from '@tarojs/components'
import { flowsApi } from '../../shared/flows/api'
import { agoWords } from '../../shared/words'
import { go } from '../lib/go'
import { useNow } from '../lib/useNow'
import { useQuery } from '../lib/useQuery'
import { Card, Section } from '../ui/Card'
import { Icon } from '../ui/Icon'
import { words } from './words'

const input = { limit: 20 }

/** The nodes that wait for whoever looks; nothing when none does. */
export const Waiting = () => {
  const { data } = useQuery(flowsApi.mine, input)
  const now = useNow()
  if (!data || data.items.length === 0) return null
  const { items, nextCursor } = data
  return (
    <Section title={`${words.mine} ${items.length}${nextCursor ? '+' : ''}`}>
      <Card flush id="waiting-for-me">
        {items.map((step, index) => (
          <View
            key={step.stepId}
            id={`waiting-${step.ticketNumber}`}
            className={`pd-line pd-tap ${index ? '' : 'first'}`}
            hoverClass="pressed"
            role="button"
            onClick={() => go('ticket', { id: step.ticketId })}
          >
            <View className="pd-grow">
              <View className="pd-row">
                <Text className="pd-strong">{step.nodeName}</Text>
                {step.urgedAt && <Text className="ink-attention">{words.urged}</Text>}
              </View>
              <View className="pd-second pd-cut">{step.ticketTitle}</View>
              <View className="pd-weak">
                {[step.ticketNumber, step.askedByName, agoWords(new Date(step.enteredAt), now)]
                  .filter(Boolean)
                  .join(' · ')}
              </View>
            </View>
            <Icon name="next" size="small" />
          </View>
        ))}
      </Card>
    </Section>
  )
}
