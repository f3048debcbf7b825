import type { OperatorRecord } from './additions/record'
import { additions } from './productOperators'
import { standardList } from './standardList'

/** Every operator of the product's logic, JsonLogic's own first. */
export const operatorList: readonly OperatorRecord[] = [
  ...standardList,
  ...additions.map(({ run: _, ...record }) => record),
]

export const operatorNamed: ReadonlyMap<string, OperatorRecord> = new Map(
  operatorList.map(record => [record.name, record]),
)
