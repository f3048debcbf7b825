import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ConfigError } from '../../config/mistakes'
import { readServerConfig } from '../../config/server'

const wecom = {
  WECOM_CORP_ID: 'ww1',
  WECOM_AGENT_ID: '1000002',
  WECOM_SECRET: 's',
  WECOM_TOKEN: 'token',
  WECOM_AES_KEY: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C',
}
const production = { ...wecom, APP_SECRET: 'x'.repeat(32), PUBLIC_URL: 'https://service.example.com' }

const mistakesOf = (given: Record<string, string>): readonly string[] => {
  try {
    readServerConfig(given)
  } catch (error) {
    if (error instanceof ConfigError) return error.mistakes
    throw error
  }
  return []
}

describe('the configuration', () => {
  const folder = mkdtempSync(join(tmpdir(), 'paidan-config-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  test('is a demo on loopback when nothing is given, with secrets that outlive a restart and are nobody else’s to read', () => {
    const first = readServerConfig({ DATA_DIR: folder })
    expect(first).toMatchObject({ mode: 'demo', host: '127.0.0.1', port: 3000, role: 'all' })
    expect(readServerConfig({ DATA_DIR: folder }).appSecret).toBe(first.appSecret)
    expect(readFileSync(join(folder, 'demo-secrets.json'), 'utf8')).toContain(first.appSecret)
  })

  test('is production as soon as a WeCom secret is given, and listens on every address', () => {
    expect(readServerConfig(production)).toMatchObject({ mode: 'production', host: '0.0.0.0' })
  })

  test('refuses a production start with anything missing, a sentence for each', () => {
    const mistakes = mistakesOf({ PAIDAN_MODE: 'production' })
    expect(mistakes).toHaveLength(7)
    expect(mistakes[0]).toContain('WECOM_CORP_ID is missing')
    expect(mistakesOf({ WECOM_SECRET: 's' })).not.toEqual([])
  })

  test('refuses demo identity wherever real people could meet it', () => {
    expect(mistakesOf({ NODE_ENV: 'production' })).toHaveLength(7)
    expect(mistakesOf({ NODE_ENV: 'production', PAIDAN_MODE: 'demo' })[0]).toContain(
      'demo identity must not be possible',
    )
    expect(mistakesOf({ ...wecom, PAIDAN_MODE: 'demo' })[0]).toContain('real WeCom')
    const elsewhere = { ...wecom, PAIDAN_MODE: 'demo', WECOM_API_BASE: 'http://127.0.0.1:9999', DATA_DIR: folder }
    expect(readServerConfig(elsewhere).mode).toBe('demo')
  })

  test.each([
    [{ PORT: 'many' }, 'PORT must be a port number'],
    [{ PORT: '70000' }, 'PORT'],
    [{ DATABASE_URL: 'postgres://x' }, 'DATABASE_URL must look like mysql://'],
    [{ PAIDAN_MODE: 'test' }, 'PAIDAN_MODE must be demo or production'],
    [{ PAIDAN_ROLE: 'cook' }, 'PAIDAN_ROLE must be all, web or worker'],
    [{ WECOM_AES_KEY: 'short' }, 'WECOM_AES_KEY must have 43 characters'],
    [{ WECOM_TOKEN: 'no spaces' }, 'WECOM_TOKEN must be 1 to 32 letters and digits'],
    [{ APP_SECRET: 'short' }, 'APP_SECRET must have at least 32 characters'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL must be fatal, error, warn, info, debug or silent'],
    [{ ASR_PROVIDER: 'own' }, 'ASR_PROVIDER must be none or tencent'],
    [{ WECOM_API_BASE: 'ftp://x' }, 'WECOM_API_BASE must be an http(s) address'],
    [{ PAIDAN_ENV_FILE: '/nowhere/paidan.env' }, 'does not exist'],
  ])('says what is wrong with %j', (given, sentence) => {
    expect(mistakesOf(given).join('\n')).toContain(sentence)
  })

  test('may come from a file, which the environment overrides', () => {
    const file = join(folder, 'paidan.env')
    writeFileSync(
      file,
      `${Object.entries(production)
        .map(([name, value]) => `${name}="${value}"`)
        .join('\n')}\nPORT=4000\n`,
    )
    expect(readServerConfig({ PAIDAN_ENV_FILE: file, PORT: '4001' })).toMatchObject({ mode: 'production', port: 4001 })
  })
})
