import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

const folderWith = (name: string, from: string): string =>
  existsSync(join(from, name)) || dirname(from) === from ? from : folderWith(name, dirname(from))

/** The project's top folder: where it is found from the sources and from what they were compiled to. */
export const root = folderWith('package.json', __dirname)
