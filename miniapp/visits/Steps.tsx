import { type RefObject, useState } from 'react'
import { checkinsApi, type VisitView } from '../../shared/checkins'
import { ticketsApi } from '../../shared/tickets/api'
import type { Move } from '../../shared/tickets/life'
import type { TicketView } from '../../shared/tickets/views'
import { go } from '../lib/go'
import { useCommand } from '../lib/useCommand'
import { Button } from '../ui/Button'
import { Arrive } from './Arrive'
import { isOpen, openPause } from './clock'
import { Finish } from './Finish'
import type { FinishFormHandle } from './FinishForm'
import type { UsedPart } from './Parts'
import { Pause } from './Pause'
import type { useVisit } from './useVisit'
import { words } from './words'

type Props = {
  ticket: TicketView
  visit: VisitView | null
  parts: readonly UsedPart[]
  photoIds: readonly string[]
  form: RefObject<FinishFormHandle>
  held: Pick<ReturnType<typeof useVisit>, 'change' | 'reload'>
}

/** While a paused visit is open the next step is to go on; otherwise the engineer comes (again) and checks in. */
const stepOf = (ticket: TicketView, visit: VisitView | null): Move | null => {
  const order: Move[] =
    visit && isOpen(visit) && openPause(visit)
      ? ['accept', 'depart', 'resume', 'finish']
      : ['accept', 'depart', 'arrive', 'finish']
  return order.find(move => ticket.allowedMoves.includes(move)) ?? null
}

/** The next step of the visit as one button. */
export const Steps = ({ ticket, visit, parts, photoIds, form, held }: Props) => {
  const [open, setOpen] = useState<'arrive' | 'pause' | 'finish' | null>(null)
  const options = { onRefused: held.reload }
  const accept = useCommand(ticketsApi.accept, options)
  const depart = useCommand(ticketsApi.depart, options)
  const resume = useCommand(checkinsApi.resume, options)
  const step = stepOf(ticket, visit)
  const { id, version } = ticket

  const done = (after: { ticket: TicketView; visit?: VisitView } | null) => {
    if (!after) return
    held.change(after)
    setOpen(null)
  }
  const moved = (after: TicketView | null) => after && held.change({ ticket: after })

  return (
    <>
      {ticket.allowedMoves.includes('pause') && (
        <Button id="do-pause" kind="plain" small onTap={() => setOpen('pause')}>
          {words.pause}
        </Button>
      )}
      {step === 'accept' && (
        <Button id="do-accept" busy={accept.busy} onTap={async () => moved(await accept.run({ id, version }))}>
          {words.accept}
        </Button>
      )}
      {step === 'depart' && (
        <Button
          id="do-depart"
          icon="send"
          busy={depart.busy}
          onTap={async () => moved(await depart.run({ id, version }))}
        >
          {words.depart}
        </Button>
      )}
      {step === 'arrive' && (
        <Button id="do-arrive" icon="scan" onTap={() => setOpen('arrive')}>
          {words.arriveTitle}
        </Button>
      )}
      {step === 'resume' && (
        <Button id="do-resume" busy={resume.busy} onTap={async () => done(await resume.run({ ticketId: id, version }))}>
          {words.resume}
        </Button>
      )}
      {step === 'finish' && (
        <Button id="do-finish" icon="check" onTap={() => form.current?.isReady() !== false && setOpen('finish')}>
          {words.finish}
        </Button>
      )}
      {!step && (
        <Button id="open-ticket" kind="second" onTap={() => go('ticket', { id })}>
          {words.openTicket}
        </Button>
      )}
      {open === 'arrive' && <Arrive ticket={ticket} onDone={done} onClose={() => setOpen(null)} reload={held.reload} />}
      {open === 'pause' && <Pause ticket={ticket} onDone={done} onClose={() => setOpen(null)} reload={held.reload} />}
      {open === 'finish' && (
        <Finish
          ticket={ticket}
          visit={visit}
          parts={parts}
          photoIds={photoIds}
          form={form}
          onDone={done}
          onClose={() => setOpen(null)}
          reload={held.reload}
        />
      )}
    </>
  )
}
