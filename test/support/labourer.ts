import { readServerConfig } from '../../config/server'
import { openContext } from '../../server/context'
import { startWorker } from '../../server/queue/worker'
import { countsWork } from './countsWork'

/** A worker process of a test: works on the database it is told of, as `countsWork` says, until it is told to stop. */
const main = async (): Promise<void> => {
  const context = countsWork(await openContext(readServerConfig()))
  const worker = startWorker(context)
  process.send?.('working')
  process.once(
    'message',
    () =>
      void worker
        .stop()
        .then(() => context.close())
        .then(() => process.exit(0)),
  )
}

void main()
