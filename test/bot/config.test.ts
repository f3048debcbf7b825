import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ConfigError } from '../../config/mistakes'
import { readServerConfig } from '../../config/server'
import { AES_KEY } from './desk'

describe('the configuration of the bot', () => {
  const DATA_DIR = mkdtempSync(join(tmpdir(), 'paidan-config-'))
  afterAll(() => rmSync(DATA_DIR, { recursive: true }))
  const read = (given: Record<string, string>) => readServerConfig({ DATA_DIR, ...given }).bot
  const mistakes = (given: Record<string, string>): readonly string[] => {
    try {
      read(given)
    } catch (error) {
      if (error instanceof ConfigError) return error.mistakes
      throw error
    }
    return []
  }
  const callback = { WECOM_BOT_TOKEN: 'QDG6eK', WECOM_BOT_AES_KEY: AES_KEY }
  const socket = { WECOM_BOT_ID: 'AIBOT1', WECOM_BOT_SECRET: 's', WECOM_BOT_WS_BASE: 'ws://127.0.0.1:9' }

  test('is off when nothing is given, and one of two modes otherwise', () => {
    expect(read({})).toEqual({ mode: 'off' })
    expect(read(callback)).toEqual({ mode: 'callback', token: 'QDG6eK', aesKey: AES_KEY })
    expect(read(socket)).toMatchObject({ mode: 'socket', botId: 'AIBOT1', wsBase: 'ws://127.0.0.1:9' })
  })

  test('refuses both modes at once, half of one, and the real bot in a demo', () => {
    expect(mistakes({ ...callback, ...socket })).toEqual([expect.stringContaining('exclude each other')])
    expect(mistakes({ WECOM_BOT_TOKEN: 'QDG6eK' })).toEqual([expect.stringContaining('belong together')])
    expect(mistakes({ WECOM_BOT_ID: 'AIBOT1' })).toEqual([expect.stringContaining('belong together')])
    expect(mistakes({ WECOM_BOT_ID: 'AIBOT1', WECOM_BOT_SECRET: 's' })).toEqual([expect.stringContaining('real bot')])
    expect(mistakes({ ...socket, WECOM_BOT_WS_BASE: 'http://127.0.0.1' })).toEqual([
      expect.stringContaining('ws(s) address'),
    ])
  })
})
