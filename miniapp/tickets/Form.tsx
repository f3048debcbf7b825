import { Text, View } from '@tarojs/components'
import { useMemo, useState } from 'react'
import { type TemplateView, templatesApi } from '../../shared/templates/api'
import { type PrintedAnswer, printedAnswers } from '../../shared/templates/printed'
import { readableFields } from '../../shared/templates/readable'
import { openStatuses } from '../../shared/tickets/life'
import type { TicketView } from '../../shared/tickets/views'
import { nowHolds } from '../lib/usePerson'
import { useQuery } from '../lib/useQuery'
import { Button } from '../ui/Button'
import { Card, Line, Section } from '../ui/Card'
import { Files } from './Files'
import { FillSheet } from './FillSheet'
import { originWords } from './prefill'
import { useNames } from './useNames'
import { words } from './words'

type Props = { ticket: TicketView; onChange: (ticket: TicketView) => void }

/** The filled form in the template's order and words, and a way to complete it for who made it or works at the desk. */
export const Form = ({ ticket, onChange }: Props) => {
  const { data: template } = useQuery(templatesApi.get, { id: ticket.templateId })
  const [isFilling, setIsFilling] = useState(false)
  if (!template) return null
  const mayFill = openStatuses.includes(ticket.status) && nowHolds('sales', 'dispatcher', 'manager', 'admin')
  return (
    <>
      <Filled ticket={ticket} template={template} />
      {mayFill && (
        <View className="pd-row" style={{ marginBottom: '12px' }}>
          <Button id="fill-in" kind="second" small onTap={() => setIsFilling(true)}>
            {words.fill}
          </Button>
        </View>
      )}
      {isFilling && (
        <FillSheet ticket={ticket} template={template} onChange={onChange} onClose={() => setIsFilling(false)} />
      )}
    </>
  )
}

const Filled = ({ ticket, template }: { ticket: TicketView; template: TemplateView }) => {
  const body = useMemo(
    () => ({ ...template.body, fields: [...readableFields(template.body.fields, nowHolds('customer'))] }),
    [template],
  )
  const names = useNames(ticket, body.fields)
  const context = { regionCode: ticket.regionCode, at: ticket.createdAt }
  return (
    <View id="answers">
      {printedAnswers(body, { answers: ticket.answers, context, names }).map(group => (
        <Section key={group.key} title={group.label || words.form}>
          <Card flush>
            {group.answers.map((answer, index) => (
              <Line key={answer.field.key} name={answer.field.label} first={index === 0}>
                <Printed answer={answer} ticket={ticket} />
              </Line>
            ))}
          </Card>
        </Section>
      ))}
    </View>
  )
}

const Printed = ({
  answer: { field, says, lines, fileIds },
  ticket,
}: {
  answer: PrintedAnswer
  ticket: TicketView
}) => {
  const origin = originWords(ticket.origins[field.key])
  const files = ticket.files.filter(file => fileIds.includes(file.id))
  return (
    <>
      {lines.length > 0
        ? [...lines.entries()].map(([at, line]) => <View key={at}>{line}</View>)
        : files.length === 0 && <Text>{says}</Text>}
      {origin ? <Text className="pd-weak">{`  ${origin}`}</Text> : null}
      {files.length > 0 && <Files files={files} />}
    </>
  )
}
