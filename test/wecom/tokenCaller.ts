import { readServerConfig } from '../../config/server'
import { openContext } from '../../server/context'

/** A process of a test that makes so many calls at once whenever it is told a number, and reports what failed. */
const main = async (): Promise<void> => {
  const context = await openContext(readServerConfig())
  const call = () =>
    context.outside.wecom.externalContact('customer').then(
      () => null,
      error => (error as Error).message,
    )
  process.on('message', async times => {
    if (times === 0) {
      await context.close()
      process.exit(0)
    }
    const answers = await Promise.all(Array.from({ length: Number(times) }, call))
    process.send?.(answers.filter(Boolean))
  })
  process.send?.('ready')
}

void main()
