import { createHmac } from 'node:crypto'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { openContext } from '../../server/context'
import { workOnce } from '../../server/queue/worker'
import { automationApi } from '../../shared/automation'
import { deadLettersApi } from '../../shared/deadLetters'
import type { FlowNode } from '../../shared/flows/flow'
import { DAY, MINUTE } from '../../shared/kernel/time'
import { ticketsApi } from '../../shared/tickets/api'
import { newTicket, row, setUp } from '../flows/desk'
import { testedKinds } from '../support/databases'
import { everyDatabase, openWorld } from '../support/world'
import { consultationWith, followUpsOf, opened, runsOf, saveRule, seen, switchOff, tag } from './desk'

type Told = { headers: IncomingHttpHeaders; body: string }

const open: Server[] = []
afterAll(() => {
  for (const server of open) {
    server.closeAllConnections()
    server.close()
  }
})

/** Answers with the statuses in turn, 200 once they are used up. */
const receiver = async (statuses: number[] = []) => {
  const told: Told[] = []
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', chunk => chunks.push(chunk))
    request.on('end', () => {
      told.push({ headers: request.headers, body: Buffer.concat(chunks).toString() })
      const status = statuses.shift() ?? 200
      response.writeHead(status, status === 302 ? { location: '/elsewhere' } : {}).end('ok')
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`
  open.push(server)
  return { url, told }
}

const webhook = (url: string) => ({ action: 'webhook' as const, url })

everyDatabase('an outside system', world => {
  beforeEach(() => switchOff(world()))

  test('is told with a signature that it can check, tried again under the same number', async () => {
    const erp = await receiver([500, 302])
    await saveRule(world(), { trigger: { on: 'created' }, does: [webhook(erp.url)] })
    const ticket = await opened(world())
    await world().pass(MINUTE)
    await world().pass(MINUTE)
    expect(erp.told).toHaveLength(3)
    const { secret } = await (await world().as('admin1')).call(automationApi.webhookSecret, {})
    for (const { headers, body } of erp.told) {
      const timestamp = String(headers['x-paidan-timestamp'])
      const expected = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')
      expect(headers['x-paidan-signature']).toBe(`sha256=${expected}`)
    }
    expect(new Set(erp.told.map(({ headers }) => headers['x-paidan-delivery'])).size).toBe(1)
    const said = JSON.parse(erp.told[0]?.body ?? '')
    expect(said).toMatchObject({
      event: 'automation',
      rule: '测试规则',
      ticket: { id: ticket.id, number: ticket.number },
    })
    expect(erp.told[0]?.body).not.toContain(ticket.customer?.name)
  })

  test('that never answers well ends among the failed tasks, where it can be tried again', async () => {
    const erp = await receiver(Array(8).fill(503))
    await saveRule(world(), { trigger: { on: 'created' }, does: [webhook(erp.url)] })
    await opened(world())
    for (let tries = 0; tries < 10; tries++) await world().pass(5 * MINUTE)
    expect(erp.told).toHaveLength(8)
    const admin = await world().as('admin1')
    const { items } = await admin.call(deadLettersApi.list, {})
    const [dead] = items.filter(({ subscriber }) => subscriber === 'automation.webhook')
    expect(JSON.stringify(dead)).toContain('503')
    await admin.call(deadLettersApi.replay, { id: dead?.id ?? '' })
    await world().drain()
    expect(erp.told).toHaveLength(9)
  })
})

const rulesThatAsk = [
  {
    when: { '==': [{ var: 'topic' }, '保养'] },
    // biome-ignore lint/suspicious/noThenProperty: the word of the rules' format
    then: [
      { action: 'notify', to: 'dispatcher', says: '有人问保养' },
      { action: 'followUp', templateId: 'consultation', afterDays: 7, says: '问问保养做了没有' },
      { action: 'requireSkill', skill: '保养' },
    ],
  },
]

everyDatabase('what templates and flows ask for', world => {
  beforeEach(() => switchOff(world()))

  test('is done once when the answers call for it, and logged', async () => {
    const { id: templateId } = await consultationWith(world(), { rules: rulesThatAsk })
    const sales = await world().as('sales1')
    const ticket = await sales.call(ticketsApi.create, {
      templateId,
      customerId: 'customer01',
      answers: { topic: '保养' },
    })
    await world().drain()
    expect(await runsOf(world(), ticket.id)).toMatchObject([
      { outcome: 'done', ruleCode: null, ruleName: '模板和流程的规则', effects: [{}, {}, {}] },
    ])
    expect((await seen(world(), ticket.id)).tags).toEqual(['需技能:保养'])
    expect(await followUpsOf(world(), ticket.id)).toMatchObject([{ state: 'waiting', says: '问问保养做了没有' }])
    const { id, version } = await seen(world(), ticket.id)
    await (await world().as('dispatcher1')).call(ticketsApi.edit, { id, version, description: '再说一句' })
    await world().drain()
    expect(await runsOf(world(), ticket.id)).toHaveLength(1)
  })

  test('comes of an automatic node too, and a rule hears when a node is left', async () => {
    const automatic: FlowNode = {
      key: 'tellDesk',
      kind: 'automatic',
      name: '告诉调度',
      actions: [{ action: 'notify', to: 'dispatcher1', says: '到这一步了' }],
    }
    const desk = await setUp(world(), row(['accept', automatic, 'triage', 'handle', 'feedback', 'revisit']))
    await saveRule(world(), { trigger: { on: 'flowLeft', nodeKey: 'accept' }, does: [tag('受理完')] })
    const ticket = await newTicket(await world().as('sales1'), desk)
    await world().drain()
    expect((await seen(world(), ticket.id)).tags).toEqual(['受理完'])
    const runs = await runsOf(world(), ticket.id)
    expect(runs.map(({ ruleCode }) => ruleCode === null).sort()).toEqual([false, true])
    expect(runs.flatMap(({ effects }) => effects.map(({ says }) => says))).toContain('通知赵柳：到这一步了')
  })
})

// A server database is what several processes share; the embedded one belongs to one.
const shared = testedKinds().filter(kind => kind === 'mysql')
const title = 'two servers make one ticket of each follow-up'
if (shared.length === 0) test.todo(`${title}: needs MySQL or MariaDB`)
else
  test.each(shared)(`${title} [%s]`, async kind => {
    const world = await openWorld(kind)
    await switchOff(world)
    const other = await openContext(world.context.config, world.context.clock)
    const followUp = { action: 'followUp' as const, templateId: 'consultation', afterDays: 1, says: '' }
    await saveRule(world, { trigger: { on: 'created' }, templateCodes: ['aircon-repair'], does: [followUp, followUp] })
    const ticket = await opened(world)
    await world.pass(DAY - 1)
    const due = (await followUpsOf(world, ticket.id)).map(({ id }) => ({
      type: 'automation.followUpDue' as const,
      followUpId: id,
    }))
    const makers = [world.context, other].flatMap(context => {
      const maker = context.subscribersByName.get('automation.makeFollowUp')
      return maker && 'reach' in maker ? due.map((one, n) => () => maker.reach(context, one, `d${n}`)) : []
    })
    expect(makers).toHaveLength(4)
    await Promise.allSettled(makers.map(make => make()))
    for (let round = 0; round < 10; round++) await Promise.all([workOnce(world.context), workOnce(other)])
    await world.pass(MINUTE)
    const made = await followUpsOf(world, ticket.id)
    expect(made.map(({ state }) => state)).toEqual(['made', 'made'])
    const { items } = await (await world.as('admin1')).call(ticketsApi.list, { filter: { customerId: 'customer01' } })
    expect(items.filter(({ title: said }) => said.includes('咨询'))).toHaveLength(2)
    await other.close()
    await world.close()
  })
