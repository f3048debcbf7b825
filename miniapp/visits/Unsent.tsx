import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { timeWords } from '../../shared/words'
import { host } from '../lib/host'
import { dropFile } from '../lib/outbox/files'
import { flush } from '../lib/outbox/outbox'
import { changeUnsent, removeUnsent, type Unsent } from '../lib/outbox/store'
import { useUnsent } from '../lib/outbox/useUnsent'
import { say } from '../lib/useCommand'
import { Button } from '../ui/Button'
import { Card } from '../ui/Card'
import { Icon } from '../ui/Icon'
import { Confirm } from '../ui/Sheet'
import { saidIn, words } from './words'

/** What the server has not heard of: what waits for the network, and below, ticket by ticket, what it refused. */
export const UnsentSteps = ({ ticketId }: { ticketId?: string }) => {
  const unsent = useUnsent(ticketId)
  const waiting = unsent.filter(({ refused }) => refused === null)
  const refused = unsent.filter(one => one.refused !== null)
  const tickets = [...new Set(refused.map(({ ticket }) => ticket.id))]
  return (
    <>
      {waiting.length > 0 && (
        <View id="unsent" className="pd-offline">
          <Icon name="cloud" size="small" />
          <Text className="pd-grow">{words.unsent(waiting.length)}</Text>
          <View id="send-now" className="pd-link" role="button" onClick={flush}>
            {words.sendNow}
          </View>
        </View>
      )}
      {tickets.map(id => (
        <RefusedSteps key={id} steps={refused.filter(({ ticket }) => ticket.id === id)} />
      ))}
    </>
  )
}

const lineOf = (step: Unsent): string =>
  [timeWords(new Date(step.deviceAt), new Date(), { plainToday: true }), words.stepNames[step.kind], saidIn(step)]
    .filter(Boolean)
    .join(' ')

/** The world has moved on without this phone: nothing is thrown away before the person says so. */
const RefusedSteps = ({ steps }: { steps: readonly Unsent[] }) => {
  const [isLeaving, setIsLeaving] = useState(false)
  const [first] = steps
  if (!first) return null
  const { id, number } = first.ticket
  const lines = steps.map(lineOf)

  const copy = async () => {
    await host.copy([words.conflictTitle(number), ...lines].join('\n'))
    say(words.copied)
  }
  const again = () => {
    changeUnsent(one => (one.ticket.id === id ? { ...one, refused: null } : one))
    flush()
  }
  const leave = () => {
    for (const { kind, key } of steps) if (kind === 'file') dropFile(key)
    removeUnsent(steps.map(({ key }) => key))
  }
  return (
    <Card id={`conflict-${number}`}>
      <View className="pd-strong">{words.conflictTitle(number)}</View>
      <View className="ink-overdue">{first.refused}</View>
      <View className="pd-second">{words.conflictSays}</View>
      {steps.map(({ key }, index) => (
        <View key={key} className="pd-weak">
          {lines[index]}
        </View>
      ))}
      <View className="pd-row pd-under">
        <Button id="conflict-leave" kind="plain" small onTap={() => setIsLeaving(true)}>
          {words.leave}
        </Button>
        <Button id="conflict-copy" kind="second" small onTap={copy}>
          {words.copy}
        </Button>
        <Button id="conflict-again" kind="second" small onTap={again}>
          {words.sendAgain}
        </Button>
      </View>
      {isLeaving && (
        <Confirm
          id="leave-steps"
          danger
          title={words.leave}
          says={words.leaveSays(steps.length)}
          act={words.leave}
          onConfirm={leave}
          onClose={() => setIsLeaving(false)}
        />
      )}
    </Card>
  )
}
