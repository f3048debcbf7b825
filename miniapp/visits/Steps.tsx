import { type RefObject, useState } from 'react'
import type { VisitView } from '../../shared/checkins'
import type { Move } from '../../shared/tickets/life'
import type { TicketView } from '../../shared/tickets/views'
import { go } from '../lib/go'
import { useStep } from '../lib/outbox/useStep'
import { Button } from '../ui/Button'
import { Arrive } from './Arrive'
import { isOpen, openPause } from './clock'
import { Finish } from './Finish'
import type { FinishFormHandle } from './FinishForm'
import { Pause } from './Pause'
import type { StepProps } from './types'
import type { useOnSite } from './useOnSite'
import type { useVisit } from './useVisit'
import { words } from './words'

type Props = {
  ticket: TicketView
  visit: VisitView | null
  onSite: ReturnType<typeof useOnSite>
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
export const Steps = ({ ticket, visit, onSite, form, held }: Props) => {
  const [open, setOpen] = useState<'arrive' | 'pause' | 'finish' | null>(null)
  const options = { onRefused: held.reload }
  const accept = useStep('accept', ticket, options)
  const depart = useStep('depart', ticket, options)
  const resume = useStep('resume', ticket, options)
  const step = stepOf(ticket, visit)
  const { id, version } = ticket

  const done: StepProps['onDone'] = after => {
    if (!after) return
    if (after !== 'kept') held.change(after)
    setOpen(null)
  }
  const moved = (after: TicketView | 'kept' | null) => after && after !== 'kept' && held.change({ ticket: after })

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
          onSite={onSite}
          form={form}
          onDone={done}
          onClose={() => setOpen(null)}
          reload={held.reload}
        />
      )}
    </>
  )
}
