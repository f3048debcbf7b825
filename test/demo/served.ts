import type { AddressInfo } from 'node:net'
import { newApp } from '../../server/app'
import { introduceCompany } from '../../server/demo/company/contacts'
import { demoPages } from '../../server/demo/routes'
import { openWorld, type World } from '../support/world'

export type Served = { world: World; url: string; stop: () => void; close: () => Promise<void> }

/** The demo's pages and the product behind one address; `stop` takes the address away, `close` everything. */
export const serveDemo = async (): Promise<Served> => {
  const world = await openWorld()
  introduceCompany(world.platform)
  const app = newApp(world.context)
  app.middleware.unshift(demoPages(world.context, world.platform))
  const server = app.listen(0, '127.0.0.1')
  await new Promise(resolve => server.once('listening', resolve))
  const stop = (): void => {
    server.closeAllConnections()
    server.close()
  }
  const close = async (): Promise<void> => {
    stop()
    await world.close()
  }
  return { world, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop, close }
}
