import { Alert, Button, Modal } from 'antd'
import { useState } from 'react'
import type { InputOf } from '../../../../../shared/kernel/endpoint'
import { slaApi } from '../../../../../shared/sla/api'
import type { PreviewResult } from '../../../../../shared/sla/views'
import { timeWords } from '../../../../../shared/words'
import { useQuery } from '../../lib/use-query'
import { Loaded } from '../../ui/States'
import { words } from './words'

const dueWordsOf = (at: string | null): string => (at ? timeWords(new Date(at), new Date()) : words.noDue)

/** What saving would do to the open tickets, before it is done. Null: there is nothing to save. */
export const Preview = ({ input }: { input: InputOf<typeof slaApi.preview> | null }) => {
  const [isOpen, setIsOpen] = useState(false)
  const query = useQuery(slaApi.preview, isOpen ? input : null)
  return (
    <>
      <Button disabled={input === null} onClick={() => setIsOpen(true)}>
        {words.preview}
      </Button>
      <Modal open={isOpen} title={words.previewTitle} footer={null} onCancel={() => setIsOpen(false)}>
        <Loaded query={query}>{result => <Result result={result} />}</Loaded>
      </Modal>
    </>
  )
}

const Result = ({ result }: { result: PreviewResult }) => (
  <div className="pc-sla-preview">
    <Alert
      type={result.overdue > result.overdueNow ? 'warning' : 'info'}
      showIcon
      title={words.previewOverdue(result.overdueNow, result.overdue)}
      description={`${words.previewSoon(result.soonOverdue)}，${words.previewChanged(result.changed)}。${words.previewLooked(result.looked, result.isWhole)}。`}
    />
    {result.examples.length === 0 ? (
      <p className="pc-weak">{words.previewNone}</p>
    ) : (
      result.examples.map(({ card, oldDueAt, newDueAt }) => (
        <div key={card.id} className="pc-two">
          <span>{card.title}</span>
          <span className="pc-weak pc-small">
            {card.number} · {dueWordsOf(oldDueAt)} → {dueWordsOf(newDueAt)}
          </span>
        </div>
      ))
    )}
  </div>
)
