import { readFileSync } from 'node:fs'
import { dark, light, type Palette, variableOf } from '../../shared/look'

/** Relative luminance of `#RRGGBB` (WCAG 2.2). */
const luminance = (hex: string): number => {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map(from => {
    const channel = Number.parseInt(hex.slice(from, from + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

const contrast = (a: string, b: string): number => {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (high + 0.05) / (low + 0.05)
}

const css = readFileSync('miniapp/app.css', 'utf8').toLowerCase()
const [lightCss = '', darkCss = ''] = css.split('@media (prefers-color-scheme: dark)')

describe('the look', () => {
  it.each([
    ['light', light, lightCss],
    ['dark', dark, darkCss],
  ])('has every %s colour in the style sheet as it stands in the tokens', (_, palette, sheet) => {
    const missing = Object.entries(palette).filter(
      ([name, colour]) => !sheet.includes(`${variableOf(name)}: ${colour.toLowerCase()};`),
    )
    expect(missing).toEqual([])
  })

  it.each([
    ['light', light],
    ['dark', dark],
  ])('can be read in %s: words keep a contrast of 4.5 on what they stand on', (_, palette: Palette) => {
    const pairs: [keyof Palette, keyof Palette][] = [
      ['text', 'card'],
      ['text', 'page'],
      ['textSecond', 'card'],
      ['textWeak', 'card'],
      ['textWeak', 'page'],
      ['accentInk', 'accentWash'],
      ['accentInk', 'page'],
      ['waitingInk', 'waitingWash'],
      ['movingInk', 'movingWash'],
      ['attentionInk', 'attentionWash'],
      ['overdueInk', 'overdueWash'],
      ['overdueInk', 'card'],
      ['doneInk', 'doneWash'],
    ]
    const weak = pairs.filter(([ink, ground]) => contrast(palette[ink], palette[ground]) < 4.5)
    expect(weak).toEqual([])
    expect(contrast('#ffffff', palette.accentFill)).toBeGreaterThanOrEqual(4.5)
    expect(contrast('#ffffff', palette.overdueFill)).toBeGreaterThanOrEqual(4.5)
  })
})
