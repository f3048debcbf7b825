import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { server } from '../../config/compile'
import { type Running, sharedProduct } from '../support/product'
import { root } from '../support/sources'

describe('a start that cannot succeed', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'paidan-port-'))
  const first = sharedProduct()
  const portOf = (url: string) => new URL(url).port
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

  const saidBy = async (wrong: Record<string, string>): Promise<string> => {
    const env = { PATH: process.env.PATH, HOST: '127.0.0.1', PORT: '0', DATA_DIR: dataDir, ...wrong }
    const start = spawn(process.execPath, [server.main], { cwd: root, env })
    let said = ''
    start.stderr.on('data', chunk => {
      said += chunk
    })
    expect(await once(start, 'exit')).toEqual([1, null])
    return said
  }

  test.each<[string, (product: Running) => Record<string, string>, string]>([
    ['whose port is taken', ({ url }) => ({ PORT: portOf(url) }), 'is in use'],
    ['whose folder cannot be written', () => ({ DATA_DIR: '/dev/null/data' }), 'DATA_DIR: /dev/null/data'],
    ['whose host is elsewhere', () => ({ HOST: '192.0.2.1' }), 'HOST: 192.0.2.1'],
    ['whose database is not there', () => ({ DATABASE_URL: 'mysql://me:hidden@127.0.0.1:1/none' }), 'DATABASE_URL: '],
  ])('%s ends with a sentence, and whoever runs goes on', async (_, wrong, sentence) => {
    const said = await saidBy(wrong(first()))
    expect(said).toContain(sentence)
    expect(said).not.toMatch(/ at |hidden/)
    expect((await fetch(`${first().url}/readyz`)).status).toBe(200)
  })
})
