import * as fc from 'fast-check'

// One seed for a whole run: what one run drew, `npm test -- --seed=<the seed it printed>` draws again.
fc.configureGlobal({ seed: jest.getSeed() })

export * from 'fast-check'

/** What can arrive as JSON: fast-check's own `jsonValue` also draws -0, which JSON writes as 0. */
export const jsonValue = (limits?: fc.JsonSharedConstraints): fc.Arbitrary<fc.JsonValue> =>
  fc.jsonValue(limits).map(value => JSON.parse(JSON.stringify(value)) as fc.JsonValue)
