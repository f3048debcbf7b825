import { problemsOfTiers, type Tiers, tieredFen } from '../../shared/settlement/tiers'

const bands: Tiers['bands'] = [
  { from: '0', to: '50', rate: '0' },
  { from: '50', to: '100', rate: '5' },
  { from: '100', to: null, rate: '8.5' },
]
const band = (from: string, to: string | null) => ({ from, to, rate: '1' })
const problems = (...given: Tiers['bands']) => problemsOfTiers({ mode: 'whole', bands: given })

describe('tiers of a period reward', () => {
  test.each([
    ['0', 0, 0],
    ['49', 0, 0],
    ['50', 0, 25_000],
    ['51', 500, 25_500],
    ['100', 25_000, 85_000],
    ['120.5', 42_425, 102_425],
  ])('%s units earn %d fen band by band and %d fen at the band reached', (quantity, progressive, whole) => {
    expect(tieredFen({ mode: 'progressive', bands }, quantity)).toBe(progressive)
    expect(tieredFen({ mode: 'whole', bands }, quantity)).toBe(whole)
  })

  test('may be written in any order', () => {
    expect(tieredFen({ mode: 'progressive', bands: [...bands].reverse() }, '120.5')).toBe(42_425)
  })

  test('have neither gap nor overlap', () => {
    expect(problems(...bands)).toEqual([])
    expect(problems(band('0', '10'), band('11', null))).toEqual(['10 到 11 之间没有档位'])
    expect(problems(band('0', '10'), band('9', null))).toEqual(['从 9 起的一档与前一档重叠'])
    expect(problems(band('0', null), band('9', null))).toEqual(['从 9 起的一档与前一档重叠'])
    expect(problems(band('1', null))).toEqual(['0 到 1 之间没有档位'])
    expect(problems(band('0', '10'))).toEqual(['10 以上没有档位'])
    expect(problems(band('0', '0'), band('0', null))).toEqual(['从 0 起的一档是空的'])
  })

  test('pay nothing while they are unsound', () => {
    expect(() => tieredFen({ mode: 'whole', bands: [band('1', null)] }, '5')).toThrow(
      expect.objectContaining({ code: 'settlement.tiers_invalid' }),
    )
  })
})
