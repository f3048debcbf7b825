import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { ticketsApi } from '../../../shared/tickets/api'
import type { TrackedTicket } from '../../../shared/tickets/views'
import { useCommand } from '../../lib/useCommand'
import { Button } from '../../ui/Button'
import { FormField } from '../../ui/FormField'
import { Icon } from '../../ui/Icon'
import { Confirm } from '../../ui/Sheet'
import { words } from './words'

type Props = { ticket: TrackedTicket; onDone: () => void }

/** Stays when a sheet is closed unsent. */
type Said = { rating: number; comment: string; reason: string }

/** The customer's word at the end: done, or not yet. */
export const Accept = ({ ticket, onDone }: Props) => {
  const [open, setOpen] = useState<'confirm' | 'again' | null>(null)
  const [said, setSaid] = useState<Said>({ rating: 0, comment: '', reason: '' })
  const sheet = {
    ticket,
    said,
    onSay: (change: Partial<Said>) => setSaid({ ...said, ...change }),
    onClose: () => setOpen(null),
  }
  const done = () => {
    setOpen(null)
    onDone()
  }
  return (
    <>
      <Button id="still-trouble" kind="plain" small onTap={() => setOpen('again')}>
        {words.again}
      </Button>
      <Button id="do-confirm" icon="check" onTap={() => setOpen('confirm')}>
        {words.confirm}
      </Button>
      {open === 'confirm' && <ConfirmSheet {...sheet} onDone={done} />}
      {open === 'again' && <AgainSheet {...sheet} onDone={done} />}
    </>
  )
}

type SheetProps = Props & { said: Said; onSay: (change: Partial<Said>) => void; onClose: () => void }

const ConfirmSheet = ({ ticket, said: { rating, comment }, onSay, onDone, onClose }: SheetProps) => {
  const confirm = useCommand(ticketsApi.confirm, { onRefused: onDone })
  const agree = async () => {
    const remark = comment.trim()
    const { id, version } = ticket
    const after = await confirm.run({
      id,
      version,
      ...(rating ? { rating } : {}),
      ...(remark ? { comment: remark } : {}),
    })
    if (after) onDone()
  }
  return (
    <Confirm
      id="confirm"
      title={words.confirmTitle}
      says={words.confirmSays}
      act={words.confirm}
      busy={confirm.busy}
      onConfirm={agree}
      onClose={onClose}
    >
      <View className="pd-field-head">
        {words.rate}
        <Text id="rated">{words.stars[rating - 1] ?? ''}</Text>
      </View>
      <View className="pd-row">
        {words.stars.map((name, index) => (
          <View
            key={name}
            id={`star-${index + 1}`}
            className={`pd-star pd-tap ${index < rating ? 'on' : ''}`}
            role="button"
            aria-label={name}
            onClick={() => onSay({ rating: index + 1 })}
          >
            <Icon name="star" size="big" />
          </View>
        ))}
      </View>
      <FormField
        id="confirm-comment"
        first
        field={{ kind: 'longText', label: words.comment, hint: words.commentHint }}
        value={comment}
        context={{ devices: [] }}
        onChange={value => onSay({ comment: String(value ?? '') })}
      />
    </Confirm>
  )
}

const AgainSheet = ({ ticket, said: { reason }, onSay, onDone, onClose }: SheetProps) => {
  const reopen = useCommand(ticketsApi.reopen, { onRefused: onDone })
  const send = async () => {
    if (await reopen.run({ id: ticket.id, version: ticket.version, reason: reason.trim() })) onDone()
  }
  return (
    <Confirm
      id="again"
      title={words.againTitle}
      says={words.againSays}
      act={words.send}
      busy={reopen.busy}
      off={reason.trim() === ''}
      onConfirm={send}
      onClose={onClose}
    >
      <FormField
        id="again-reason"
        first
        field={{ kind: 'longText', label: words.reason, hint: words.reasonHint, required: true }}
        value={reason}
        context={{ devices: [] }}
        onChange={value => onSay({ reason: String(value ?? '') })}
      />
    </Confirm>
  )
}
