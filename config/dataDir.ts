import { randomBytes } from 'node:crypto'
import { accessSync, constants, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { ConfigError } from './mistakes'

/** Makes the data directory where there is none. Refuses with a sentence when this process may not write there. */
export const prepareDataDir = (dataDir: string): void => {
  try {
    mkdirSync(dataDir, { recursive: true })
    accessSync(dataDir, constants.W_OK)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new ConfigError([`DATA_DIR: ${dataDir} cannot be written (${code}); name a folder that this user may write`])
  }
}

type DemoSecrets = { appSecret: string; wecomSecret: string; wecomToken: string; wecomAesKey: string }

/** Made once and kept in the data directory, so that sessions and codes outlive a restart. */
export const demoSecrets = (dataDir: string): DemoSecrets => {
  prepareDataDir(dataDir)
  const file = resolve(dataDir, 'demo-secrets.json')
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as DemoSecrets
  const made: DemoSecrets = {
    appSecret: randomBytes(32).toString('base64url'),
    wecomSecret: randomBytes(32).toString('base64url'),
    wecomToken: randomBytes(16).toString('hex'),
    wecomAesKey: randomBytes(32).toString('base64').slice(0, 43),
  }
  writeFileSync(file, JSON.stringify(made), { mode: 0o600 })
  return made
}
