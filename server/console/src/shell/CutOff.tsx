import { Button } from 'antd'
import { timeWords } from '../../../../shared/words'
import { tryConnection, useCutOffAt } from '../lib/connection'
import { useEvery } from '../lib/use-query'
import { words } from './words'

const RETRY_MS = 5_000

/** Over every page while nobody answers: how old the page is, and that it renews itself. */
export const CutOff = () => {
  const at = useCutOffAt()
  useEvery(at ? RETRY_MS : undefined, tryConnection)
  if (!at) return null
  return (
    <div role="status" className="pc-strip attention">
      {words.cutOff(timeWords(at, new Date(), { plainToday: true }))}
      <Button size="small" onClick={tryConnection}>
        {words.again}
      </Button>
    </div>
  )
}
