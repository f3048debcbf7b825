import { partsInScope, type Where, whereInScope } from '../../server/db/scope'
import { type Actor, roles } from '../../shared/kernel/roles'
import { isInScope, type Scoped, scopesOf } from '../../shared/kernel/scope'
import * as fc from '../support/random'
import { everyDatabase } from '../support/world'

const personId = fc.constantFrom('p1', 'p2', 'p3')
const regionCode = fc.constantFrom('330106', '330203', '310115', '110105')

const row: fc.Arbitrary<Scoped> = fc.record({
  id: fc.constantFrom('t1', 't2'),
  createdById: personId,
  ownerId: fc.option(personId),
  assigneeId: fc.option(personId),
  teamId: fc.option(fc.constantFrom('team1', 'team2')),
  regionCode: fc.option(regionCode),
  providerId: fc.option(fc.constantFrom('v1', 'v2')),
  customerId: fc.option(personId),
})

const actor: fc.Arbitrary<Actor> = fc.record({
  kind: fc.constantFrom('member' as const, 'customer' as const, 'guest' as const, 'system' as const),
  personId,
  name: fc.constant('某人'),
  roles: fc.uniqueArray(fc.constantFrom(...roles), { maxLength: 3 }),
  teamId: fc.option(fc.constantFrom('team1', 'team2')),
  regionCodes: fc.array(fc.constantFrom('33', '3301', '310115'), { maxLength: 2 }),
  providerId: fc.option(fc.constantFrom('v1', 'v2')),
  ticketId: fc.constantFrom('t1', 't2'),
})

everyDatabase('who sees which tickets', world => {
  test('is the same in a query, whole or in parts, as in a view, for any person and any ticket', async () => {
    const { reader } = world().context.db
    await fc.assert(
      fc.asyncProperty(actor, row, async (who, ticket) => {
        const scopes = scopesOf(who)
        const columns = `SELECT ? AS id, ? AS created_by_id, ? AS owner_id, ? AS assignee_id, ? AS team_id, ? AS region_code, ? AS provider_id, ? AS customer_id`
        const { id, createdById, ownerId, assigneeId, teamId, regionCode, providerId, customerId } = ticket
        const values = [id, createdById, ownerId, assigneeId, teamId, regionCode, providerId, customerId]
        const finds = async ({ sql, parameters }: Where): Promise<boolean> => {
          const asked = `SELECT 1 AS seen FROM (${columns}) t WHERE ${sql}`
          return ((await reader.query(asked, [...values, ...parameters])) as unknown[]).length === 1
        }
        const inParts = await Promise.all(partsInScope(scopes).map(finds))
        expect([await finds(whereInScope(scopes)), inParts.includes(true)]).toEqual(
          Array(2).fill(isInScope(scopes, ticket)),
        )
      }),
      { numRuns: 300 },
    )
  })
})
