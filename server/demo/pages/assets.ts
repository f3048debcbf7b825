import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { dark, light, type Palette, variableOf } from '../../../shared/look'
import { root } from '../../root'

const own = (name: string): string => readFileSync(join(root, 'server/demo/pages', name), 'utf8')

const variables = (palette: Palette): string =>
  Object.entries(palette)
    .map(([name, colour]) => `${variableOf(name)}:${colour};`)
    .join('')

export const styleSheet = (): string =>
  `:root{${variables(light)}}@media (prefers-color-scheme:dark){:root{${variables(dark)}}}\n${own('look.css')}${own('phone.css')}`

export const script = (): string => own('demo.js')
