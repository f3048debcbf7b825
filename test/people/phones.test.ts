import { maskPhone } from '../../shared/kernel/privacy'
import * as fc from '../support/random'

describe('a masked phone number', () => {
  test.each([
    ['13800138000', '138****8000'],
    ['057188123456', '057****3456'],
    ['88123456', '881****56'],
    ['123456', '****56'],
    ['12345', '****'],
    ['', '****'],
  ])('%s is shown as %s', (phone, shown) => {
    expect(maskPhone(phone)).toBe(shown)
  })

  const numberOf = (minLength: number) =>
    fc.string({ unit: fc.constantFrom(...'0123456789'), minLength, maxLength: 20 })

  test('never shows more than seven digits, and hides at least three', () => {
    fc.assert(
      fc.property(numberOf(3), phone => {
        const shown = maskPhone(phone).replaceAll('*', '').length
        expect(shown).toBeLessThanOrEqual(7)
        expect(phone.length - shown).toBeGreaterThanOrEqual(3)
      }),
    )
  })

  test('is masked no further by a second time when it is a full number', () => {
    fc.assert(
      fc.property(numberOf(11), phone => {
        expect(maskPhone(maskPhone(phone))).toBe(maskPhone(phone))
      }),
    )
  })
})
