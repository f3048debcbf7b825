import { View } from '@tarojs/components'
import { type RefObject, useState } from 'react'
import type { VisitView } from '../../shared/checkins'
import { spanWords } from '../../shared/words'
import { useStep } from '../lib/outbox/useStep'
import { FormField } from '../ui/FormField'
import { Confirm } from '../ui/Sheet'
import { workedSeconds } from './clock'
import type { FinishFormHandle } from './FinishForm'
import type { StepProps } from './types'
import type { useOnSite } from './useOnSite'
import { words } from './words'

type Props = StepProps & {
  visit: VisitView | null
  onSite: ReturnType<typeof useOnSite>
  form: RefObject<FinishFormHandle>
}

export const Finish = ({ ticket, visit, onSite, form, onDone, onClose, reload }: Props) => {
  const { parts, photoIds, summary } = onSite
  // Photos and form go first, once: a finish that is refused afterwards does not send them again.
  const [attached, setAttached] = useState<{ ids: string; version: number } | null>(null)
  const [filled, setFilled] = useState<{ words: string; version: number } | null>(null)
  const attach = useStep('attach', ticket)
  const fill = useStep('fill', ticket)
  const finish = useStep('finish', ticket, { onRefused: reload })

  const versionWithPhotos = async (): Promise<number | null> => {
    const ids = photoIds.join()
    if (ids === '') return ticket.version
    if (attached?.ids === ids) return Math.max(attached.version, ticket.version)
    const after = await attach.run({ id: ticket.id, fileIds: [...photoIds], audience: 'customer' })
    if (after === 'kept') return ticket.version
    if (after) setAttached({ ids, version: after.version })
    return after?.version ?? null
  }

  const versionWithForm = async (version: number): Promise<number | null> => {
    const answers = form.current?.answers() ?? {}
    const words = JSON.stringify(answers)
    if (words === '{}') return version
    if (filled?.words === words) return Math.max(filled.version, version)
    const after = await fill.run({ id: ticket.id, version, answers })
    if (after === 'kept') return version
    if (after) setFilled({ words, version: after.version })
    return after?.version ?? null
  }

  const end = async () => {
    const withPhotos = await versionWithPhotos()
    const version = withPhotos === null ? null : await versionWithForm(withPhotos)
    if (version === null) return
    const used = parts.map(({ sku, quantity }) => ({ sku, quantity }))
    const after = await finish.run({ ticketId: ticket.id, version, summary: summary.trim(), parts: used })
    if (after) {
      form.current?.done()
      onSite.done()
    }
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
        onChange={value => onSite.change({ summary: String(value ?? '') })}
      />
    </Confirm>
  )
}
