import { Text } from '@tarojs/components'
import { templatesApi } from '../../shared/templates/api'
import type { Answer, Field } from '../../shared/templates/fields'
import type { TicketView } from '../../shared/tickets/views'
import { dayWords, timeWords } from '../../shared/words'
import { useQuery } from '../lib/useQuery'
import { Card, Line, Section } from '../ui/Card'
import { originWords } from './prefill'
import { words } from './words'

const answerWords = (field: Field, answer: Answer, ticket: TicketView): string => {
  const now = new Date()
  if (Array.isArray(answer)) return field.kind === 'photo' ? `${answer.length} 张照片` : answer.join('、')
  if (field.kind === 'dateTime') return timeWords(new Date(String(answer)), now)
  if (field.kind === 'date') return dayWords(new Date(`${answer}T12:00:00+08:00`), now)
  if (field.kind === 'device') return ticket.device?.id === answer ? ticket.device.name : String(answer)
  return String(answer)
}

/** The filled form in the template's order and words. */
export const Form = ({ ticket }: { ticket: TicketView }) => {
  const { data: template } = useQuery(templatesApi.get, { id: ticket.templateId })
  const filled = (template?.body.fields ?? []).filter(({ key }) => {
    const answer = ticket.answers[key]
    return answer !== undefined && answer !== null && answer !== ''
  })
  if (filled.length === 0) return null
  return (
    <Section title={words.form}>
      <Card flush>
        {filled.map((field, index) => (
          <Line key={field.key} name={field.label} first={index === 0}>
            <Text>{answerWords(field, ticket.answers[field.key] ?? null, ticket)}</Text>
            <Text className="pd-weak">
              {originWords(ticket.origins[field.key]) ? `  ${originWords(ticket.origins[field.key])}` : ''}
            </Text>
          </Line>
        ))}
      </Card>
    </Section>
  )
}
