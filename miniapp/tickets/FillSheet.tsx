import { useMemo, useState } from 'react'
import { customersApi } from '../../shared/customers'
import type { TemplateView } from '../../shared/templates/api'
import { formContext } from '../../shared/templates/context'
import { ticketsApi } from '../../shared/tickets/api'
import type { TicketView } from '../../shared/tickets/views'
import { useCommand } from '../lib/useCommand'
import { useQuery } from '../lib/useQuery'
import { Button } from '../ui/Button'
import { FormBody } from '../ui/form/FormBody'
import { openDraft, useForm } from '../ui/form/useForm'
import { Sheet } from '../ui/Sheet'
import { isAskedNow } from './formFacts'
import { originWords } from './prefill'
import { usePictures } from './usePictures'
import { words } from './words'

type Props = { ticket: TicketView; template: TemplateView; onChange: (ticket: TicketView) => void; onClose: () => void }

/** Every answer at hand counts as known, so that only what is changed here is sent: what is shown may be masked. */
const knownOf = ({ answers, origins }: TicketView) => ({
  answers,
  origins: { ...Object.fromEntries(Object.keys(answers).map(key => [key, 'ticket'])), ...origins },
})

/** The template's questions over what a ticket already says, as for a draft that was made from a voice message. */
export const FillSheet = ({ ticket, template, onChange, onClose }: Props) => {
  const of = `fill ${ticket.id}`
  const [draft] = useState(() => openDraft(of))
  const [known] = useState(() => knownOf(ticket))
  const context = useMemo(
    () => formContext({ ticket, customer: ticket.customer, device: ticket.device }, ticket.createdAt),
    [ticket],
  )
  const pictures = usePictures(template)
  const hasDevices = template.body.fields.some(({ kind }) => kind === 'device')
  const { data: owner } = useQuery(customersApi.get, hasDevices && ticket.customer ? { id: ticket.customer.id } : null)
  const shown = useMemo(() => ({ devices: owner?.devices ?? [], pictures }), [owner, pictures])
  const { store, isReady, done } = useForm(
    { body: template.body, known, typed: draft?.answers ?? {}, asks: isAskedNow, stage: 'open', context },
    { of, extras: {} },
  )
  const fill = useCommand(ticketsApi.fill)
  const save = async () => {
    if (!isReady()) return
    const after = await fill.run({ id: ticket.id, version: ticket.version, answers: store.toSend() })
    if (!after) return
    done()
    onChange(after)
    onClose()
  }
  return (
    <Sheet
      id="fill"
      title={words.fill}
      onClose={onClose}
      foot={
        <Button id="fill-yes" busy={fill.busy} onTap={save}>
          {words.save}
        </Button>
      }
    >
      <FormBody store={store} context={shown} originWords={originWords} />
    </Sheet>
  )
}
