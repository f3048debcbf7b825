import { Text, View } from '@tarojs/components'
import { useRef, useState } from 'react'
import { type Candidate, dispatchApi, type Ranking, refusalReasonNames } from '../../shared/dispatch'
import type { TicketView } from '../../shared/tickets/views'
import { say, useCommand } from '../lib/useCommand'
import { useQuery } from '../lib/useQuery'
import { Badge } from '../ui/Badge'
import { Button } from '../ui/Button'
import { Card, Section } from '../ui/Card'
import { EmptyState, Loaded } from '../ui/States'
import { words } from './words'

type Props = { ticket: Pick<TicketView, 'id' | 'version'>; onAssigned: () => void; reload: () => void }

/** Who fits this ticket, best first, each with the reason; one tap assigns. */
export const AssignPanel = ({ ticket, onAssigned, reload }: Props) => {
  const ranking = useQuery(dispatchApi.suggest, { ticketId: ticket.id })
  const assign = useCommand(dispatchApi.assign, {
    onRefused: () => {
      reload()
      ranking.reload()
    },
  })
  const [going, setGoing] = useState<string | null>(null)
  // A second tap can come before the button is drawn as busy: the page is left once.
  const isGoing = useRef(false)

  const give = async ({ engineerId, name }: Candidate) => {
    if (isGoing.current) return
    isGoing.current = true
    setGoing(engineerId)
    const after = await assign.run({ ticketId: ticket.id, engineerId, version: ticket.version })
    setGoing(null)
    isGoing.current = false
    if (!after) return
    say(words.assigned(name))
    onAssigned()
  }

  return (
    <Loaded query={ranking}>
      {({ candidates, refused }) => (
        <>
          <Section title={words.suggestions}>
            {candidates.length === 0 && <EmptyState icon="users" title={words.nobody} says={words.nobodySays} />}
            {candidates.map((candidate, index) => (
              <Card key={candidate.engineerId} id={`candidate-${index}`}>
                <View className="pd-row">
                  <View className="pd-face">{candidate.name.slice(0, 1)}</View>
                  <View className="pd-grow">
                    <View className="pd-row">
                      <Text className="pd-strong">{candidate.name}</Text>
                      {index === 0 && <Badge tone="moving">{words.best}</Badge>}
                      <Text className="pd-weak">{words.score(candidate.score)}</Text>
                    </View>
                    <View className="pd-second">{candidate.because}</View>
                  </View>
                  <Button
                    id={`assign-${candidate.engineerId}`}
                    small
                    kind={index === 0 ? 'primary' : 'second'}
                    busy={going === candidate.engineerId}
                    off={going !== null && going !== candidate.engineerId}
                    onTap={() => give(candidate)}
                  >
                    {words.title}
                  </Button>
                </View>
              </Card>
            ))}
          </Section>
          <Refused refused={refused} />
        </>
      )}
    </Loaded>
  )
}

const Refused = ({ refused }: { refused: Ranking['refused'] }) => {
  const [isOpen, setIsOpen] = useState(false)
  if (refused.length === 0) return null
  return (
    <Section
      title={words.unfit(refused.length)}
      link={{ id: 'unfit', words: isOpen ? words.hide : words.show, onTap: () => setIsOpen(!isOpen) }}
    >
      {isOpen && (
        <Card flush>
          {refused.map((one, index) => (
            <View key={one.engineerId} className={`pd-line ${index ? '' : 'first'}`}>
              <View className="pd-grow">{one.name}</View>
              <View className="pd-weak">{refusalReasonNames[one.reason]}</View>
            </View>
          ))}
        </Card>
      )}
    </Section>
  )
}
