import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useMemo, useState } from 'react'
import type { CustomerView, DeviceView } from '../../shared/customers'
import { sentenceFor } from '../../shared/kernel/refusal'
import { type Priority, priorities, priorityNames } from '../../shared/priorities'
import { type AnswerProblem, problemsOf } from '../../shared/templates/answers'
import type { TemplateView } from '../../shared/templates/api'
import type { Answer, Answers } from '../../shared/templates/fields'
import { ticketsApi } from '../../shared/tickets/api'
import type { Channel } from '../../shared/tickets/views'
import { replace } from '../lib/go'
import { say, useCommand } from '../lib/useCommand'
import { Button } from '../ui/Button'
import { Card, Section } from '../ui/Card'
import { FormField } from '../ui/FormField'
import { Segmented } from '../ui/Tabs'
import { originWords, prefilled, toSend } from './prefill'
import { words } from './words'

type Start = { deviceId: string | null; channel: Channel; description: string }
type Props = { template: TemplateView; customer: CustomerView | null; devices: readonly DeviceView[]; start: Start }

const hasDeviceField = (template: TemplateView): boolean => template.body.fields.some(field => field.kind === 'device')

/** The template's form; values known beforehand are filled in and say where they come from until they are changed. */
export const CreateForm = ({ template, customer, devices, start }: Props) => {
  const { fields } = template.body
  const [deviceId, setDeviceId] = useState(start.deviceId)
  const known = useMemo(
    () => prefilled(fields, { customer, device: devices.find(device => device.id === deviceId) ?? null }),
    [fields, customer, devices, deviceId],
  )
  const [typed, setTyped] = useState<Answers>({})
  const [description, setDescription] = useState(start.description)
  const [appointment, setAppointment] = useState<string | null>(null)
  const [priority, setPriority] = useState<Priority>(template.body.priority)
  const [problems, setProblems] = useState<AnswerProblem[]>([])
  const create = useCommand(ticketsApi.create)
  const answers: Answers = { ...known.answers, ...typed }
  const context = { devices }

  const answer = (key: string, value: Answer, isDevice: boolean) => {
    setTyped({ ...typed, [key]: value })
    setProblems(problems.filter(problem => problem.details.key !== key))
    if (isDevice) setDeviceId(typeof value === 'string' ? value : null)
  }
  const originOf = (key: string) => (key in typed ? undefined : known.origins[key])

  const submit = async () => {
    const found = problemsOf(fields, answers)
    setProblems(found)
    if (found[0]) {
      say(words.problemsLeft(found.length))
      return showField(found[0].details.key)
    }
    const ticket = await create.run({
      templateId: template.id,
      channel: start.channel,
      priority,
      ...toSend(fields, known, typed),
      deviceId,
      ...(customer ? { customerId: customer.id } : {}),
      ...(description.trim() ? { description: description.trim() } : {}),
      ...(appointment ? { appointmentFrom: appointment } : {}),
    })
    if (ticket) replace('ticket', { id: ticket.id })
  }

  return (
    <>
      <Section title={words.form}>
        <Card flush>
          <FormField
            id="description"
            first
            field={{ kind: 'longText', label: words.description }}
            value={description}
            context={context}
            onChange={value => setDescription(String(value ?? ''))}
          />
          {!hasDeviceField(template) && devices.length > 0 && (
            <FormField
              id="device"
              field={{ kind: 'device', label: words.device }}
              value={deviceId}
              context={context}
              onChange={value => setDeviceId(typeof value === 'string' ? value : null)}
            />
          )}
          {fields.map(field => (
            <FormField
              key={field.key}
              id={`field-${field.key}`}
              field={field}
              value={answers[field.key]}
              context={context}
              origin={originWords(originOf(field.key))}
              wrong={wrongOf(problems, field.key)}
              onChange={value => answer(field.key, value, field.kind === 'device')}
            />
          ))}
          <FormField
            id="appointment"
            field={{ kind: 'dateTime', label: words.appointment }}
            value={appointment}
            context={context}
            onChange={value => setAppointment(value ? String(value) : null)}
          />
        </Card>
      </Section>
      <Section title={words.priority}>
        <Segmented
          id="priority"
          chosen={priority}
          onChoose={setPriority}
          choices={priorities.map(key => ({ key, name: priorityNames[key] }))}
        />
      </Section>
      <View className="pd-below" />
      <View className="pd-bottom">
        <View className="pd-bottom-in">
          <Button id="submit" busy={create.busy} onTap={submit}>
            {words.submit}
          </Button>
        </View>
      </View>
    </>
  )
}

/** Leaves room for the bar above and the label. */
const showField = (key: string): void => {
  Taro.pageScrollTo({ selector: `#field-${key}`, offsetTop: -120 })
}

const wrongOf = (problems: readonly AnswerProblem[], key: string): string | null => {
  const problem = problems.find(one => one.details.key === key)
  return problem ? sentenceFor(problem.code, problem.details) : null
}
