import { mkdtempSync, rmSync } from 'node:fs'
import type { Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readServerConfig } from '../../config/server'
import { newApp } from '../../server/app'
import { openDemo } from '../../server/demo/demo'
import { welcomeText } from '../../server/demo/pages/welcome'

const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

type Demo = Awaited<ReturnType<typeof openDemo>>

/** A demo on a data folder of its own, while `look` looks at it. */
const withDemo = async (environment: Record<string, string>, look: (demo: Demo) => Promise<void>): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'paidan-start-'))
  folders.push(folder)
  const demo = await openDemo(readServerConfig({ DATA_DIR: folder, LOG_LEVEL: 'silent', PORT: '4000', ...environment }))
  try {
    await look(demo)
  } finally {
    await demo.context.close()
    await demo.stop()
  }
}

const pageOf = async ({ context, mount }: Demo): Promise<string> => {
  const app = newApp(context)
  mount(app)
  const server: Server = await new Promise(resolve => {
    const listening = app.listen(0, '127.0.0.1', () => resolve(listening))
  })
  const { port } = server.address() as { port: number }
  const text = await (await fetch(`http://127.0.0.1:${port}/demo`)).text()
  server.closeAllConnections()
  server.close()
  return text
}

describe('the demo', () => {
  test('never reaches a real platform', async () => {
    await withDemo({}, async ({ context: { config } }) => {
      for (const { apiBase } of [config.wecom, config.wechat, config.asr])
        expect(apiBase).toMatch(/^http:\/\/127\.0\.0\.1:/)
      expect(config.asr.provider).toBe('tencent')
    })
  })

  test('leaves WeCom where it is played elsewhere, and the page says so', async () => {
    await withDemo({ WECOM_API_BASE: 'http://127.0.0.1:9' }, async demo => {
      expect(demo.context.config.wecom.apiBase).toBe('http://127.0.0.1:9')
      expect(demo.context.config.wechat.apiBase).not.toContain('weixin')
      expect(await pageOf(demo)).toContain('企业微信由 http://127.0.0.1:9 扮演')
    })
  })

  test('says where to click, and as whom', async () => {
    await withDemo({}, async ({ context }) => {
      const words = await welcomeText(context, 'http://127.0.0.1:4000')
      for (const path of ['/?as=sales1', '/?as=customer01', '/console/', '/demo']) {
        expect(words).toContain(`http://127.0.0.1:4000${path}`)
      }
    })
  })
})
