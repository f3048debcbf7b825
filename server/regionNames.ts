import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Regions } from '../shared/regions'
import { root } from './root'

/** The table that the front ends load as `regionsFile`. */
const file = join(root, 'miniapp/assets/regions.json')

const read = (): Regions =>
  existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { names: Regions }).names : {}

let names: Regions | null = null

/** Names of all regions, read when the first is asked for; without the file codes stay codes. */
export const regionNames = (): Regions => {
  names ??= read()
  return names
}
