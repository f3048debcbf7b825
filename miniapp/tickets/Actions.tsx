import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { type Move, transitionOf } from '../../shared/tickets/life'
import type { TicketView } from '../../shared/tickets/views'
import { consequences } from '../../shared/tickets/words'
import { go } from '../lib/go'
import { Button } from '../ui/Button'
import { FormField } from '../ui/FormField'
import { Icon } from '../ui/Icon'
import { Confirm, Sheet } from '../ui/Sheet'
import { type AskedMove, isAsked, isDirect, nameOf, nextStepOf } from './moves'
import { useMove } from './useMove'
import { words } from './words'

type Props = { ticket: TicketView; onChange: (ticket: TicketView) => void; reload: () => void }

/** The next allowed step as the one button, the rest in a sheet; what cannot be taken back is asked first. */
export const Actions = (props: Props) => {
  const { ticket } = props
  const { make, going } = useMove(props)
  const [asked, setAsked] = useState<AskedMove | null>(null)
  const [isMoreOpen, setIsMoreOpen] = useState(false)
  const { main, others } = nextStepOf(ticket.status, ticket.allowedMoves)

  const start = (move: Move) => {
    setIsMoreOpen(false)
    if (move === 'assign') go('assign', { id: ticket.id })
    else if (isAsked(move)) setAsked(move)
    else if (isDirect(move)) make(move, '')
    else go('visit', { id: ticket.id })
  }

  if (!main && others.length === 0) return null
  return (
    <>
      {others.length > 0 && (
        <Button id="more-actions" kind="plain" small={main !== null} onTap={() => setIsMoreOpen(true)}>
          {words.moreActions}
        </Button>
      )}
      {main && (
        <Button id={`do-${main}`} busy={going === main} onTap={() => start(main)}>
          {nameOf(main, ticket.status)}
        </Button>
      )}
      {isMoreOpen && (
        <Sheet id="actions" title={words.moreActions} onClose={() => setIsMoreOpen(false)}>
          {others.map((move, index) => (
            <View
              key={move}
              id={`do-${move}`}
              className={`pd-option pd-tap ${index ? '' : 'first'}`}
              role="button"
              onClick={() => start(move)}
            >
              <Text className={`pd-grow ${move === 'cancel' ? 'ink-overdue' : ''}`}>{nameOf(move, ticket.status)}</Text>
              <Icon name="next" size="small" />
            </View>
          ))}
        </Sheet>
      )}
      {asked && (
        <Ask
          move={asked}
          busy={going === asked}
          onClose={() => setAsked(null)}
          onConfirm={async reason => {
            if (await make(asked, reason)) setAsked(null)
          }}
        />
      )}
    </>
  )
}

type AskProps = { move: AskedMove; busy: boolean; onClose: () => void; onConfirm: (reason: string) => void }

const Ask = ({ move, busy, onClose, onConfirm }: AskProps) => {
  const [reason, setReason] = useState('')
  const { needsReason } = transitionOf(move)
  const name = words.askNames[move]
  return (
    <Confirm
      id={`ask-${move}`}
      title={name}
      says={consequences[move]}
      act={name}
      danger={move === 'cancel'}
      busy={busy}
      off={needsReason && reason.trim() === ''}
      onClose={onClose}
      onConfirm={() => onConfirm(reason.trim())}
    >
      {needsReason && (
        <FormField
          id="reason"
          first
          field={{ kind: 'longText', label: words.reason, hint: words.reasonHint, required: true }}
          value={reason}
          context={{ devices: [] }}
          onChange={value => setReason(String(value ?? ''))}
        />
      )}
    </Confirm>
  )
}
