import { Button, Input, Segmented, Timeline } from 'antd'
import { useState } from 'react'
import { ticketsApi } from '../../../../shared/tickets/api'
import type { TicketView, TimelineItem } from '../../../../shared/tickets/views'
import { timeWords } from '../../../../shared/words'
import { useCommand } from '../lib/use-command'
import { useKeptText } from '../lib/use-kept-text'
import { Files } from '../ui/Files'
import { words } from './words'

/** The ticket's timeline, newest first, and a line to add to it. */
export const Progress = ({ ticket }: { ticket: TicketView }) => {
  const newestFirst = [...ticket.timeline].sort((a, b) =>
    a.at === b.at ? b.version - a.version : a.at < b.at ? 1 : -1,
  )
  return (
    <>
      <Comment key={ticket.id} ticketId={ticket.id} />
      <Timeline
        className="pc-timeline"
        items={newestFirst.map((item, index) => ({
          key: item.id,
          color: index === 0 ? 'blue' : 'gray',
          content: <Entry item={item} />,
        }))}
      />
    </>
  )
}

const Entry = ({ item }: { item: TimelineItem }) => (
  <>
    <div>{item.says}</div>
    {item.reason && !item.says.includes(item.reason) && <div className="pc-second">{item.reason}</div>}
    {item.files.length > 0 && <Files files={item.files} />}
    <div className="pc-weak pc-small">
      {timeWords(new Date(item.at), new Date())}
      {item.says.includes(item.actorName) ? '' : ` · ${item.actorName}`}
      {item.audience === 'customer' && ` · ${words.customerReads}`}
    </div>
  </>
)

const audiences = Object.entries(words.audiences).map(([value, label]) => ({ value, label }))

const Comment = ({ ticketId }: { ticketId: string }) => {
  const [body, setBody] = useKeptText(`comment:${ticketId}`)
  const [audience, setAudience] = useState<keyof typeof words.audiences>('internal')
  const comment = useCommand(ticketsApi.comment)
  const send = async () => {
    if (await comment.run({ id: ticketId, body: body.trim(), audience })) setBody('')
  }
  return (
    <div className="pc-comment">
      <Input.TextArea
        value={body}
        placeholder={words.commentHint}
        aria-label={words.commentHint}
        maxLength={2000}
        autoSize={{ minRows: 1, maxRows: 6 }}
        onChange={({ target }) => setBody(target.value)}
      />
      {body.trim() !== '' && (
        <div className="pc-comment-send">
          <Segmented options={audiences} value={audience} onChange={value => setAudience(value as typeof audience)} />
          <Button type="primary" loading={comment.busy} onClick={send}>
            {words.send}
          </Button>
        </div>
      )}
    </div>
  )
}
