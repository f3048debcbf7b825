import * as z from 'zod'
import { capabilities } from '../../server/capabilities'
import { fieldNames, fieldWords, keysAt } from '../../shared/kernel/fieldNames'

type Schema = {
  properties?: Record<string, Schema>
  items?: Schema
  additionalProperties?: Schema | false
  anyOf?: Schema[]
  oneOf?: Schema[]
}

/** Paths of all that one may send, with 0 for every place of a list: `parts.0.quantity`. */
const pathsIn = (schema: Schema, above: readonly string[] = []): string[][] => {
  const parts: (readonly [string, Schema])[] = Object.entries(schema.properties ?? {})
  if (schema.items) parts.push(['0', schema.items])
  if (schema.additionalProperties) parts.push(['any', schema.additionalProperties])
  const ways = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]
  return [
    ...parts.flatMap(([step, part]) => [[...above, step], ...pathsIn(part, [...above, step])]),
    ...ways.flatMap(way => pathsIn(way, above)),
  ]
}

const endpoints = capabilities.flatMap(({ contract }) => Object.values(contract ?? {}))

describe('the name of a field', () => {
  test.each([
    ['phone', '电话'],
    ['customer.contactPhone', '联系电话'],
    ['parts.1.quantity', '配件第 2 项的数量'],
    ['fileIds.0', '附件第 1 项'],
    ['body.nodes.3.name', '节点第 4 项的名称'],
    ['targets.arrival.normal.minutes', '分钟数'],
    ['weekly.mon.0.1', '周一工作时段第 1 项第 2 项'],
    ['lines.0.name', '第 1 项的名称'],
    ['steps.2.to', '催办阶梯第 3 项的催办对象'],
    ['then.0.to', '动作第 1 项的通知对象'],
    ['place.lat', '位置'],
    ['ruleSet.matrix.0.region', '价格表第 1 项'],
    ['answers.fault', '表单'],
  ])('of %s is %s', (path, words) => {
    expect(fieldWords(path)).toBe(words)
  })

  test.each(['version', 'lines.0.amountFen', 'flow.to', 'constructor', '内容', ''])(
    'of what only programs send is its path: %s',
    path => {
      expect(fieldWords(path)).toBe(path)
    },
  )

  test('stands in the table only if some endpoint takes such a field', () => {
    const paths = endpoints.flatMap(({ input }) => pathsIn(z.toJSONSchema(input, { io: 'input' }) as Schema))
    const taken = new Set(paths.flatMap(path => path.flatMap((_, at) => keysAt(path, at))))
    expect(Object.keys(fieldNames).filter(key => !taken.has(key))).toEqual([])
  })
})
