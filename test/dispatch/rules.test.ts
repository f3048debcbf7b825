import { type Engineer, rank, type WantedTicket } from '../../server/dispatch/ranking/rules'
import { defaultWeights, type Weights } from '../../shared/dispatch'
import { distanceKm } from '../../shared/kernel/geo'
import * as fc from '../support/random'

/** Hangzhou, West Lake district. */
const site = { lat: 30.26, lng: 120.13 }
const ticket: WantedTicket = { businessType: 'repair.aircon', regionCode: '330106', place: site, providerId: null }
const engineer = (change: Partial<Engineer> = {}): Engineer => ({
  id: 'li',
  name: '李工',
  skills: ['repair.aircon'],
  ...site,
  rating: 5,
  capacity: 8,
  ticketsToday: 0,
  onDuty: true,
  regionCodes: ['3301'],
  providerId: null,
  hasLeft: false,
  hasDeclined: false,
  ...change,
})
const ranked = (engineers: Engineer[], weights: Weights = defaultWeights) => rank(ticket, engineers, weights)

describe('ranking engineers for a ticket', () => {
  test('gives the full score to an unoccupied specialist at the door', () => {
    expect(ranked([engineer()])).toEqual({
      candidates: [
        {
          engineerId: 'li',
          name: '李工',
          score: 100,
          factors: { travel: 1, load: 1, rating: 1, skill: 1 },
          distanceKm: 0,
          ticketsToday: 0,
          because: '距离 0.0 公里，今天 0 单，评分 5.0',
        },
      ],
      refused: [],
    })
  })

  test('adds weight times factor', () => {
    // 0.1 degrees of latitude are 11.12 km.
    const [candidate] = ranked([
      engineer({ lat: site.lat + 0.1, ticketsToday: 2, rating: 4.8, skills: ['repair'] }),
    ]).candidates
    expect(candidate).toMatchObject({
      factors: { travel: 0.4735, load: 0.75, rating: 0.96, skill: 0.5 },
      score: 64.39,
      distanceKm: 11.1,
      because: '距离 11.1 公里，今天 2 单，评分 4.8',
    })
  })

  test('earns nothing for a distance that nobody knows', () => {
    expect(ranked([engineer({ lat: null })]).candidates[0]).toMatchObject({
      factors: { travel: 0 },
      distanceKm: null,
      because: '距离未知，今天 0 单，评分 5.0',
    })
  })

  test.each<[string, Partial<Engineer>, string]>([
    ['has left', { hasLeft: true, onDuty: false }, 'left'],
    ['is off duty', { onDuty: false }, 'off_duty'],
    ['has declined this ticket', { hasDeclined: true }, 'declined'],
    ['lacks the skill', { skills: ['repair.tv', 'install'] }, 'skill'],
    ['knows only a namesake', { skills: ['repair.air'] }, 'skill'],
    ['knows only a special case', { skills: ['repair.aircon.central'] }, 'skill'],
    ['serves another city', { regionCodes: ['3302', '3303'] }, 'region'],
    ['is full today', { ticketsToday: 8 }, 'capacity'],
    ['is full and elsewhere', { ticketsToday: 9, regionCodes: ['11'] }, 'region'],
  ])('refuses who %s', (_, change, reason) => {
    expect(ranked([engineer(change)])).toEqual({
      candidates: [],
      refused: [{ engineerId: 'li', name: '李工', reason }],
    })
  })

  test("keeps a provider's ticket with that provider", () => {
    const theirs = { ...ticket, providerId: 'north' }
    const engineers = [engineer({ id: 'ours' }), engineer({ id: 'theirs', providerId: 'north' })]
    const { candidates, refused } = rank(theirs, engineers, defaultWeights)
    expect(candidates.map(({ engineerId }) => engineerId)).toEqual(['theirs'])
    expect(refused).toMatchObject([{ engineerId: 'ours', reason: 'other_provider' }])
  })

  test('takes somebody without a region anywhere, and a ticket without a region by anybody', () => {
    expect(ranked([engineer({ regionCodes: [] })]).refused).toEqual([])
    expect(rank({ ...ticket, regionCode: null }, [engineer({ regionCodes: ['11'] })], defaultWeights).refused).toEqual(
      [],
    )
  })

  test('breaks ties by fewer tickets today, then by id', () => {
    const weights: Weights = { travel: 0, load: 0, rating: 100, skill: 0 }
    const engineers = [
      engineer({ id: 'b', ticketsToday: 1 }),
      engineer({ id: 'c' }),
      engineer({ id: 'a', ticketsToday: 1 }),
      engineer({ id: 'd', rating: 4.9 }),
    ]
    expect(ranked(engineers, weights).candidates.map(({ engineerId }) => engineerId)).toEqual(['c', 'a', 'b', 'd'])
  })

  test.each([99, 101])('refuses weights that sum to %i', sum => {
    expect(() => ranked([], { ...defaultWeights, travel: defaultWeights.travel + sum - 100 })).toThrow(
      expect.objectContaining({ code: 'dispatch.weights_invalid', details: { sum } }),
    )
  })

  test('agrees with picking the best one after the other, whatever the order they come in', () => {
    fc.assert(
      fc.property(engineers, weights, (given, weights) => {
        const { candidates, refused } = ranked(given, weights)
        expect(candidates.map(({ engineerId }) => engineerId)).toEqual(slowly(given, weights))
        expect([...candidates, ...refused].map(({ engineerId }) => engineerId).sort()).toEqual(
          given.map(({ id }) => id).sort(),
        )
        for (const { score, factors } of candidates) {
          expect(score).toBeGreaterThanOrEqual(0)
          expect(score).toBeLessThanOrEqual(100)
          for (const factor of Object.values(factors)) expect(factor >= 0 && factor <= 1).toBe(true)
        }
        expect(ranked([...given].reverse(), weights).candidates).toEqual(candidates)
      }),
    )
  })
})

const engineers = fc.uniqueArray(
  fc
    .record({
      id: fc.string({ unit: fc.constantFrom('a', 'b', 'c', '1'), minLength: 1, maxLength: 4 }),
      skills: fc.subarray(['repair', 'repair.aircon', 'repair.tv', 'install']),
      lat: fc.constantFrom(null, 30.2, 30.26, 31),
      rating: fc.constantFrom(0, 3, 4.5, 4.8, 5, 7),
      capacity: fc.nat(3),
      ticketsToday: fc.nat(3),
      onDuty: fc.boolean(),
      regionCodes: fc.subarray(['33', '330106', '11']),
      hasDeclined: fc.boolean(),
    })
    .map(engineer),
  { selector: ({ id }) => id, maxLength: 12 },
)

const weights = fc
  .tuple(fc.nat(100), fc.nat(100), fc.nat(100))
  .map(cuts => [...cuts].sort((a, b) => a - b) as [number, number, number])
  .map(([a, b, c]): Weights => ({ travel: a, load: b - a, rating: c - b, skill: 100 - c }))

/** The rules once more, in the plainest words: everybody fit, the best of who is left taken again and again. */
const slowly = (given: readonly Engineer[], weights: Weights): string[] => {
  let left = given.filter(
    one =>
      one.onDuty &&
      !one.hasLeft &&
      !one.hasDeclined &&
      (one.skills.includes('repair') || one.skills.includes('repair.aircon')) &&
      (one.regionCodes.length === 0 || one.regionCodes.includes('33') || one.regionCodes.includes('330106')) &&
      one.ticketsToday < one.capacity,
  )
  const order: string[] = []
  while (left.length > 0) {
    const best = left.reduce((a, b) => (isBetter(b, a, weights) ? b : a))
    order.push(best.id)
    left = left.filter(one => one !== best)
  }
  return order
}

const isBetter = (a: Engineer, b: Engineer, weights: Weights): boolean => {
  const [scoreA, scoreB] = [tenThousandths(a, weights), tenThousandths(b, weights)]
  if (scoreA !== scoreB) return scoreA > scoreB
  return a.ticketsToday === b.ticketsToday ? a.id < b.id : a.ticketsToday < b.ticketsToday
}

/** The score in whole ten-thousandths. */
const tenThousandths = (one: Engineer, weights: Weights): number => {
  const whole = (factor: number) => Math.round(Math.min(1, Math.max(0, factor)) * 10_000)
  const near = one.lat === null ? 0 : 10 / (10 + distanceKm(site, { lat: one.lat, lng: site.lng }))
  const depth = one.skills.includes('repair.aircon') ? 1 : 0.5
  return (
    weights.travel * whole(near) +
    weights.load * whole((one.capacity - one.ticketsToday) / one.capacity) +
    weights.rating * whole(one.rating / 5) +
    weights.skill * whole(depth)
  )
}
