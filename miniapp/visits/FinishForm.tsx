import { type MutableRefObject, useEffect, useMemo } from 'react'
import { type TemplateView, templatesApi } from '../../shared/templates/api'
import { formContext } from '../../shared/templates/context'
import type { Answers, Field } from '../../shared/templates/fields'
import type { TicketView } from '../../shared/tickets/views'
import { useQuery } from '../lib/useQuery'
import { originWords } from '../tickets/prefill'
import { usePictures } from '../tickets/usePictures'
import { Section } from '../ui/Card'
import { FormBody } from '../ui/form/FormBody'
import { openDraft, useForm } from '../ui/form/useForm'
import { words } from './words'

/** The form of the end of the work, as the step that ends it needs it. */
export type FinishFormHandle = { isReady: () => boolean; answers: () => Answers; done: () => void }

type Props = { ticket: TicketView; handle: MutableRefObject<FinishFormHandle | null> }

const isAtTheEnd = (field: Field): boolean => field.stage === 'finish'

/** What the engineer answers before the work is finished; nothing where the template asks nothing then. */
export const FinishForm = ({ ticket, handle }: Props) => {
  const { data: template } = useQuery(templatesApi.get, { id: ticket.templateId })
  if (!template?.body.fields.some(isAtTheEnd)) return null
  return <Filling key={template.id} ticket={ticket} template={template} handle={handle} />
}

const Filling = ({ ticket, template, handle }: Props & { template: TemplateView }) => {
  const of = `finish ${ticket.id}`
  const draft = useMemo(() => openDraft(of), [of])
  const known = useMemo(() => ({ answers: ticket.answers, origins: {} }), [ticket.answers])
  const context = useMemo(
    () => formContext({ ticket, customer: ticket.customer, device: ticket.device }, ticket.createdAt),
    [ticket],
  )
  const pictures = usePictures(template)
  const shown = useMemo(() => ({ devices: [], pictures }), [pictures])
  const { store, isReady, done } = useForm(
    { body: template.body, known, typed: draft?.answers ?? {}, asks: isAtTheEnd, stage: 'finish', context },
    { of, extras: {} },
  )
  useEffect(() => {
    handle.current = { isReady, done, answers: () => store.toSend() }
    return () => {
      handle.current = null
    }
  })
  return (
    <Section title={words.finishForm}>
      <FormBody store={store} context={shown} originWords={originWords} />
    </Section>
  )
}
