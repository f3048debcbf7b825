import { decidePlace, type PlaceDecision } from '../../shared/settlement/place'

describe('the place of a service', () => {
  test.each<[string, (string | null)[], PlaceDecision]>([
    ['two equal districts decide', ['330106', '330106', '330108'], { kind: 'decided', regionCode: '330106' }],
    ['whichever two they are', ['110105', '330106', '330106'], { kind: 'decided', regionCode: '330106' }],
    ['also without the third', ['330106', null, '330106'], { kind: 'decided', regionCode: '330106' }],
    [
      'two equal cities wait for a review',
      ['330106', '330182', '440305'],
      { kind: 'review', level: 'city', regionCode: '330100' },
    ],
    [
      'a city counts before a province',
      ['330203', '330106', '330108'],
      { kind: 'review', level: 'city', regionCode: '330100' },
    ],
    [
      'two equal provinces wait for a review',
      ['330106', '330203', null],
      { kind: 'review', level: 'province', regionCode: '330000' },
    ],
    ['three different provinces are held', ['330106', '440305', '110105'], { kind: 'held' }],
    ['one source alone is held', ['330106', null, null], { kind: 'held' }],
    ['no source is held', [null, null, null], { kind: 'held' }],
  ])('%s', (_, [gps = null, customer = null, outlet = null], expected) => {
    expect(decidePlace({ gps, customer, outlet })).toEqual(expected)
  })
})
