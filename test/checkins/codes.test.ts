import { checkCode, labelExpiry, readCode, visitCodeExpiry, writeCode } from '../../server/checkins/codes/rules'
import { signerOf } from '../../server/signer'
import * as fc from '../support/random'

const signer = signerOf('a secret that only the server knows')
const now = new Date('2026-11-23T10:00:30.500+08:00')
const ticket = { id: 't1', deviceId: 'd1', customerId: 'c1' }
const invalid = expect.objectContaining({ code: 'checkin.code_invalid' })

describe('a check-in code', () => {
  test('says what was signed into it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('device', 'place', 'visit'),
        fc.string({ minLength: 1, maxLength: 64 }),
        (kind, id) => {
          fc.pre(id.trim() === id && !/[\n\r\u2028\u2029]/.test(id))
          const code = { kind, id, expiresAt: new Date(1_800_000_000_000) } as const
          expect(readCode(signer, writeCode(signer, code))).toEqual(code)
        },
      ),
    )
  })

  test('has the form kind.id.expiry.mac', () => {
    const code = writeCode(signer, { kind: 'device', id: 'd1', expiresAt: new Date(1_800_000_000_000) })
    expect(code).toMatch(/^device\.d1\.1800000000\.[\w-]{22}$/)
  })

  test('cannot be made, changed or signed by anybody else', () => {
    const code = writeCode(signer, { kind: 'visit', id: 't1', expiresAt: visitCodeExpiry(now) })
    const [kind, id, expiry, mac = ''] = code.split('.')
    const foreign = signerOf('another secret').sign('code', `${kind}.${id}.${expiry}`)
    const otherPurpose = signer.sign('file', `${kind}.${id}.${expiry}`)
    const forgeries = [
      '',
      'https://example.com',
      `${kind}.t2.${expiry}.${mac}`,
      `place.${id}.${expiry}.${mac}`,
      `${kind}.${id}.${Number(expiry) + 60}.${mac}`,
      `${kind}.${id}.${expiry}.${foreign}`,
      `${kind}.${id}.${expiry}.${otherPurpose}`,
      `${kind}.${id}.${expiry}.${mac.slice(1)}`,
      `${kind}.${id}.${expiry}`,
    ]
    for (const forged of forgeries) expect(() => readCode(signer, forged)).toThrow(invalid)
  })

  test('belongs to the device, the customer or the ticket', () => {
    const expiresAt = labelExpiry(now)
    const check = (kind: 'device' | 'place' | 'visit', id: string) => () =>
      checkCode({ kind, id, expiresAt }, ticket, now)
    expect(check('device', 'd1')).not.toThrow()
    expect(check('place', 'c1')).not.toThrow()
    expect(check('visit', 't1')).not.toThrow()
    for (const other of [check('device', 'd2'), check('place', 'd1'), check('visit', 'c1')]) {
      expect(other).toThrow(expect.objectContaining({ code: 'checkin.other_place' }))
    }
  })

  test('of a visit is the same within a minute and good until the end of the next', () => {
    const expiry = new Date('2026-11-23T10:02:00+08:00')
    expect(visitCodeExpiry(new Date('2026-11-23T10:00:00+08:00'))).toEqual(expiry)
    expect(visitCodeExpiry(new Date('2026-11-23T10:00:59.999+08:00'))).toEqual(expiry)
    const check = (at: Date) => () => checkCode({ kind: 'visit', id: 't1', expiresAt: expiry }, ticket, at)
    expect(check(new Date(expiry.getTime() - 1))).not.toThrow()
    expect(check(expiry)).toThrow(expect.objectContaining({ code: 'checkin.code_expired' }))
  })

  test('on a label is good for ten years', () => {
    expect(labelExpiry(now).toISOString()).toBe('2036-11-22T02:00:30.000Z')
  })
})
