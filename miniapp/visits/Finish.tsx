import { View } from '@tarojs/components'
import { type RefObject, useState } from 'react'
import { checkinsApi, type VisitView } from '../../shared/checkins'
import { ticketsApi } from '../../shared/tickets/api'
import { spanWords } from '../../shared/words'
import { useCommand } from '../lib/useCommand'
import { FormField } from '../ui/FormField'
import { Confirm } from '../ui/Sheet'
import { workedSeconds } from './clock'
import type { FinishFormHandle } from './FinishForm'
import type { UsedPart } from './Parts'
import type { StepProps } from './types'
import { words } from './words'

type Props = StepProps & {
  visit: VisitView | null
  parts: readonly UsedPart[]
  photoIds: readonly string[]
  form: RefObject<FinishFormHandle>
}

export const Finish = ({ ticket, visit, parts, photoIds, form, onDone, onClose, reload }: Props) => {
  const [summary, setSummary] = useState('')
  // Photos and form go first, once: a finish that is refused afterwards does not send them again.
  const [attached, setAttached] = useState<{ ids: string; version: number } | null>(null)
  const [filled, setFilled] = useState<{ words: string; version: number } | null>(null)
  const attach = useCommand(ticketsApi.attach)
  const fill = useCommand(ticketsApi.fill)
  const finish = useCommand(checkinsApi.finish, { onRefused: reload })

  const versionWithPhotos = async (): Promise<number | null> => {
    const ids = photoIds.join()
    if (ids === '') return ticket.version
    if (attached?.ids === ids) return Math.max(attached.version, ticket.version)
    const after = await attach.run({ id: ticket.id, fileIds: [...photoIds], audience: 'customer' })
    if (after) setAttached({ ids, version: after.version })
    return after?.version ?? null
  }

  const versionWithForm = async (version: number): Promise<number | null> => {
    const answers = form.current?.answers() ?? {}
    const words = JSON.stringify(answers)
    if (words === '{}') return version
    if (filled?.words === words) return Math.max(filled.version, version)
    const after = await fill.run({ id: ticket.id, version, answers })
    if (after) setFilled({ words, version: after.version })
    return after?.version ?? null
  }

  const end = async () => {
    const withPhotos = await versionWithPhotos()
    const version = withPhotos === null ? null : await versionWithForm(withPhotos)
    if (version === null) return
    const used = parts.map(({ sku, quantity }) => ({ sku, quantity }))
    const after = await finish.run({ ticketId: ticket.id, version, summary: summary.trim(), parts: used })
    if (after) form.current?.done()
    onDone(after)
  }

  return (
    <Confirm
      id="finish"
      title={words.finishTitle}
      says={words.finishSays}
      act={words.finish}
      busy={attach.busy || fill.busy || finish.busy}
      onConfirm={end}
      onClose={onClose}
    >
      {visit && (
        <View className="pd-second">
          {words.workedMinutes(spanWords(Math.floor(workedSeconds(visit, new Date()) / 60)))}
        </View>
      )}
      {parts.length > 0 && (
        <View className="pd-second">{parts.map(part => `${part.name} × ${part.quantity}`).join('，')}</View>
      )}
      <FormField
        id="summary"
        first
        field={{ kind: 'longText', label: words.summary, hint: words.summaryHint }}
        value={summary}
        context={{ devices: [] }}
        onChange={value => setSummary(String(value ?? ''))}
      />
    </Confirm>
  )
}
