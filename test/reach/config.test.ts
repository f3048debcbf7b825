import { ConfigError } from '../../config/mistakes'
import { readServerConfig } from '../../config/server'

const sms = {
  SMS_SECRET_ID: 'id',
  SMS_SECRET_KEY: 'key',
  SMS_APP_ID: '1400000001',
  SMS_SIGN: '云栖家电',
  SMS_TEMPLATE_ESCALATION: '1001',
}
const production = {
  PAIDAN_MODE: 'production',
  WECOM_CORP_ID: 'ww1',
  WECOM_AGENT_ID: '1000002',
  WECOM_SECRET: 's',
  WECOM_TOKEN: 'token',
  WECOM_AES_KEY: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C',
  APP_SECRET: 'x'.repeat(32),
  PUBLIC_URL: 'https://service.example.com',
}

const mistakesOf = (given: Record<string, string>): readonly string[] => {
  try {
    readServerConfig({ ...production, ...given })
  } catch (error) {
    if (error instanceof ConfigError) return error.mistakes
    throw error
  }
  return []
}

describe('text messages and calls', () => {
  test('are off when nothing is given', () => {
    expect(readServerConfig(production)).toMatchObject({ sms: null, voiceCalls: null })
  })

  test('are each on by themselves, with the same key', () => {
    const voice = { VMS_APP_ID: '1400000002', VMS_TEMPLATE_ESCALATION: '2001' }
    expect(readServerConfig({ ...production, ...sms })).toMatchObject({
      sms: { appId: '1400000001', region: 'ap-guangzhou', apiBase: 'https://sms.tencentcloudapi.com' },
      voiceCalls: null,
    })
    const { SMS_SECRET_ID, SMS_SECRET_KEY } = sms
    expect(readServerConfig({ ...production, SMS_SECRET_ID, SMS_SECRET_KEY, ...voice })).toMatchObject({
      sms: null,
      voiceCalls: { secretId: 'id', appId: '1400000002', templateId: '2001' },
    })
  })

  test.each([
    [{ SMS_APP_ID: '1400000001' }, ['SMS_SECRET_ID', 'SMS_SECRET_KEY', 'SMS_SIGN', 'SMS_TEMPLATE_ESCALATION']],
    [{ VMS_APP_ID: '1400000002' }, ['SMS_SECRET_ID', 'SMS_SECRET_KEY', 'VMS_TEMPLATE_ESCALATION']],
    [{ SMS_SECRET_ID: 'id' }, ['SMS_SECRET_ID and SMS_SECRET_KEY']],
    [{ ...sms, SMS_APP_ID: 'mine' }, ['SMS_APP_ID must be a number']],
    [{ ...sms, SMS_API_BASE: 'sms' }, ['SMS_API_BASE']],
  ])('given in part are refused: %p', (given, names) => {
    const mistakes = mistakesOf(given)
    expect(mistakes).toHaveLength(names.length)
    for (const [at, name] of names.entries()) expect(mistakes[at]).toContain(name)
  })
})
