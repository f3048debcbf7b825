import { View } from '@tarojs/components'
import { useState } from 'react'
import { ticketsApi } from '../../shared/tickets/api'
import type { TicketView } from '../../shared/tickets/views'
import { timeWords } from '../../shared/words'
import { useCommand } from '../lib/useCommand'
import { nowHolds } from '../lib/usePerson'
import { Button } from '../ui/Button'
import { Card, Section } from '../ui/Card'
import { FormField } from '../ui/FormField'
import { Sheet } from '../ui/Sheet'
import { Segmented } from '../ui/Tabs'
import { words } from './words'

type Props = { ticket: TicketView; onChange: (ticket: TicketView) => void }
type Audience = 'internal' | 'customer'

/** The conversation about a ticket; every remark says who can read it. */
export const Comments = ({ ticket, onChange }: Props) => {
  const [isWriting, setIsWriting] = useState(false)
  const [body, setBody] = useState('')
  const remarks = ticket.timeline.filter(item => item.kind === 'comment')
  return (
    <Section
      title={words.comments}
      link={{ id: 'write-comment', words: words.writeComment, onTap: () => setIsWriting(true) }}
    >
      {remarks.length > 0 && (
        <Card flush>
          {remarks.map((remark, index) => (
            <View key={remark.id} className={`pd-line ${index ? '' : 'first'}`}>
              <View className="pd-grow">
                <View className="pd-row">
                  <View className="pd-strong">{remark.actorName}</View>
                  <View className="pd-weak">{timeWords(new Date(remark.at), new Date())}</View>
                  <View className="pd-grow" />
                  <View className="pd-weak">{words.commentTo[remark.audience]}</View>
                </View>
                <View>{remark.says}</View>
              </View>
            </View>
          ))}
        </Card>
      )}
      {isWriting && (
        <Writer
          ticket={ticket}
          body={body}
          onType={setBody}
          onClose={() => setIsWriting(false)}
          onChange={after => {
            setBody('')
            onChange(after)
          }}
        />
      )}
    </Section>
  )
}

type WriterProps = Props & { body: string; onType: (body: string) => void; onClose: () => void }

/** What was typed stays when the sheet is closed unsent. */
const Writer = ({ ticket, body, onType, onChange, onClose }: WriterProps) => {
  const isCustomer = nowHolds('customer')
  const [audience, setAudience] = useState<Audience>(isCustomer ? 'customer' : 'internal')
  const comment = useCommand(ticketsApi.comment)
  const send = async () => {
    const after = await comment.run({ id: ticket.id, body: body.trim(), audience })
    if (!after) return
    onChange(after)
    onClose()
  }
  return (
    <Sheet
      id="comment"
      title={words.writeComment}
      onClose={onClose}
      foot={
        <Button id="send-comment" busy={comment.busy} off={body.trim() === ''} onTap={send}>
          {words.send}
        </Button>
      }
    >
      {!isCustomer && (
        <Segmented
          id="audience"
          chosen={audience}
          onChoose={setAudience}
          choices={[
            { key: 'internal', name: words.commentTo.internal },
            { key: 'customer', name: words.commentTo.customer },
          ]}
        />
      )}
      <FormField
        id="comment-body"
        first
        field={{ kind: 'longText', label: words.comments, hint: words.commentHint }}
        value={body}
        context={{ devices: [] }}
        onChange={value => onType(String(value ?? ''))}
      />
    </Sheet>
  )
}
