import { dates } from './additions/dates'
import { lists } from './additions/lists'
import { numbers } from './additions/numbers'
import { places } from './additions/places'
import { presence } from './additions/presence'
import type { Addition } from './additions/record'
import { rows } from './additions/rows'
import { texts } from './additions/texts'
import { type Operators, standardOperators } from './operators'

/** What the product adds to JsonLogic. */
export const additions: readonly Addition[] = [
  ...presence,
  ...texts,
  ...numbers,
  ...lists,
  ...rows,
  ...dates,
  ...places,
]

export const productOperators: Operators = {
  ...standardOperators,
  ...Object.fromEntries(additions.map(({ name, run }) => [name, run])),
}
