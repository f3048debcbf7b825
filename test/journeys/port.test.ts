import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { server } from '../../config/compile'
import { startProduct } from '../support/product'
import { root } from '../support/sources'

test('a port that is taken ends the start with a sentence, and whoever has it goes on', async () => {
  const first = await startProduct()
  const dataDir = mkdtempSync(join(tmpdir(), 'paidan-port-'))
  const second = spawn(process.execPath, [server.main], {
    cwd: root,
    env: { PATH: process.env.PATH, HOST: '127.0.0.1', PORT: new URL(first.url).port, DATA_DIR: dataDir },
  })
  let said = ''
  second.stderr.on('data', chunk => {
    said += chunk
  })
  expect(await once(second, 'exit')).toEqual([1, null])
  expect(said).toContain(`PORT: ${new URL(first.url).port} is in use`)
  expect(said).not.toContain(' at ')
  expect((await fetch(`${first.url}/readyz`)).status).toBe(200)
  await first.stop()
  rmSync(dataDir, { recursive: true, force: true })
}, 120_000)
