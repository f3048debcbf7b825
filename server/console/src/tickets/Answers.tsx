import { peopleApi } from '../../../../shared/people'
import { regionWords } from '../../../../shared/regions'
import { type TemplateView, templatesApi } from '../../../../shared/templates/api'
import type { Field } from '../../../../shared/templates/fields'
import type { Names } from '../../../../shared/templates/kinds/record'
import { namedIn, type PrintedAnswer, printedAnswers } from '../../../../shared/templates/printed'
import type { TicketView } from '../../../../shared/tickets/views'
import { useQuery } from '../lib/use-query'
import { useRegions } from '../lib/use-regions'
import { Files } from '../ui/Files'
import { words } from './words'

/** The filled form in the template's order, groups and words. */
export const Answers = ({ ticket }: { ticket: TicketView }) => {
  const { data: template } = useQuery(templatesApi.get, { id: ticket.templateId })
  return template && <Filled ticket={ticket} template={template} />
}

/** What the ids and codes in the answers are called. */
const useNames = ({ answers, device, customer }: TicketView, fields: readonly Field[]): Names => {
  const codes = namedIn(fields, answers, 'region')
  const regions = useRegions(codes.length > 0)
  const staff = namedIn(fields, answers, 'staff')
  const { data: people } = useQuery(peopleApi.list, staff.length > 0 ? {} : null)
  const others = [...staff, ...namedIn(fields, answers, 'device'), ...namedIn(fields, answers, 'customer')]
  return {
    ...Object.fromEntries(others.map(id => [id, words.named])),
    ...(device && { [device.id]: device.name }),
    ...(customer && { [customer.id]: customer.name }),
    ...Object.fromEntries((people?.items ?? []).map(({ id, name }) => [id, name])),
    ...(regions && Object.fromEntries(codes.map(code => [code, regionWords(regions, code)]))),
  }
}

const Filled = ({ ticket, template: { body } }: { ticket: TicketView; template: TemplateView }) => {
  const names = useNames(ticket, body.fields)
  const context = { regionCode: ticket.regionCode, at: ticket.createdAt }
  return printedAnswers(body, { answers: ticket.answers, context, names }).map(group => (
    <section key={group.key} aria-label={group.label || words.answers}>
      {group.label && <h4 className="pc-facts-title">{group.label}</h4>}
      <dl className="pc-facts pc-answers">
        {group.answers.map(answer => (
          <div key={answer.field.key} className={answer.lines.length > 0 ? 'wide' : undefined}>
            <dt>{answer.field.label}</dt>
            <dd>
              <Printed answer={answer} ticket={ticket} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  ))
}

const Printed = ({ answer: { says, lines, fileIds }, ticket }: { answer: PrintedAnswer; ticket: TicketView }) => {
  const files = ticket.files.filter(file => fileIds.includes(file.id))
  return (
    <>
      {lines.length > 0 ? <ol className="pc-lines">{lines.map(lineOf)}</ol> : files.length === 0 && says}
      {files.length > 0 && <Files files={files} />}
    </>
  )
}

const lineOf = (line: string, at: number) => <li key={at}>{line}</li>
