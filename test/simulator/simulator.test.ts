import { type Reading, readAs } from '../../server/call'
import { actorOf, findPerson } from '../../server/people/actions'
import { simulate } from '../../server/simulator/actions'
import { flowsApi } from '../../shared/flows/api'
import type { FlowBody, FlowNode } from '../../shared/flows/flow'
import { systemActor } from '../../shared/kernel/roles'
import { MINUTE } from '../../shared/kernel/time'
import { peopleApi } from '../../shared/people'
import { type Simulation, simulatorApi } from '../../shared/simulator'
import { templatesApi } from '../../shared/templates/api'
import { ruleOf } from '../../shared/templates/rules'
import { newTicket, publishFlow, row, stepAt } from '../flows/desk'
import type { Client } from '../support/client'
import { everyDatabase, type World } from '../support/world'
import { bodyOf, publishBody, saveBody } from '../templates/samples'

const approval = (more: Partial<FlowNode> = {}): FlowNode => ({
  key: 'approve',
  kind: 'approval',
  name: '主管审批',
  assignee: { by: 'person', personId: 'manager1' },
  ...more,
})

const before = (node: FlowNode): FlowBody => row(['accept', node, 'triage', 'handle', 'feedback', 'revisit'])

const fields = [
  { key: 'pile', label: '桩号', kind: 'text' as const, required: true },
  { key: 'amount', label: '金额', kind: 'number' as const },
]
const bodyWith = (more: Parameters<typeof bodyOf>[0] = {}) => bodyOf({ fields, businessType: 'repair.aircon', ...more })

const draftTemplate = async (admin: Client, code: string, body: unknown): Promise<void> => {
  const begun = await admin.call(templatesApi.beginDraft, { code })
  await saveBody(admin, begun, body)
}

const draftFlow = async (admin: Client, body: FlowBody, code?: string): Promise<string> => {
  const draft = await admin.call(flowsApi.beginDraft, { name: '试一试', ...(code && { code }) })
  await admin.call(flowsApi.saveDraft, { code: draft.code, version: draft.version, name: '试一试', body })
  return draft.code
}

const open = (client: Client, templateId: string, amount: number) =>
  newTicket(client, { templateId }, { answers: { pile: 'A-1', amount } })

/** Rows of every table, so that nothing written anywhere goes unseen. */
const allRows = async (world: World): Promise<Record<string, number>> => {
  const { db } = world.context
  const counts: Record<string, number> = {}
  for (const { tableName } of db.source.entityMetadatas) {
    const [{ n }] = (await db.reader.query(`SELECT COUNT(*) AS n FROM ${tableName}`)) as [{ n: number | string }]
    counts[tableName] = Number(n)
  }
  return counts
}

const saysOf = ({ differences }: Simulation): string[][] => differences.map(({ says }) => says)

everyDatabase('the simulator', world => {
  const desk = async (flow?: FlowBody) => {
    const admin = await world().as('admin1')
    const published = flow && (await publishFlow(world(), flow))
    const template = await publishBody(admin, bodyWith({ ...(published && { flowCode: published.code }) }))
    return { admin, template, flow: published, sales: await world().as('sales1') }
  }

  test('finds every approval that a drafted flow asks besides, and writes nothing', async () => {
    const { admin, template, sales } = await desk()
    const tickets = [await open(sales, template.id, 1), await open(sales, template.id, 2)]
    const flowCode = await draftFlow(admin, before(approval({ clockMinutes: 90 })))
    await world().drain()
    const rows = await allRows(world())
    const result = await admin.call(simulatorApi.run, {
      templateCode: template.code,
      flowCode,
      flowFrom: 'draft',
      last: 50,
    })
    expect(await allRows(world())).toEqual(rows)
    expect(Object.keys(rows).length).toBeGreaterThan(50)
    expect(result).toMatchObject({
      tickets: 2,
      isWhole: true,
      approvals: { before: 0, after: 2, saved: -2 },
      owners: [{ kind: 'node', id: 'manager1', name: '沈明远', before: 0, after: 2 }],
      different: 2,
      refused: 0,
    })
    expect(saysOf(result)).toEqual([['多一道审批「主管审批」'], ['多一道审批「主管审批」']])
    expect(result.differences.map(one => one.number)).toEqual([tickets[1]?.number, tickets[0]?.number])
    expect(result.timeByNode.find(({ node }) => node === '主管审批')).toMatchObject({
      before: 0,
      after: 2,
      beforeMedianMinutes: null,
      afterMedianMinutes: 90,
      basis: 'clock',
    })
    expect(result.summary).toContain('审批从 0 次增到 2 次，多 2 次')
  })

  test('counts the approvals that a rule would have saved, and what the others took', async () => {
    const { admin, template, flow, sales } = await desk(before(approval()))
    const manager = await world().as('manager1')
    for (const amount of [100, 200, 900]) {
      const ticket = await open(sales, template.id, amount)
      await world().pass(30 * MINUTE)
      const step = stepAt(await manager.call(flowsApi.ofTicket, { ticketId: ticket.id }), 'approve')
      await manager.call(flowsApi.decide, { stepId: step.id, decision: 'approve' })
    }
    const code = flow?.code ?? ''
    const same = await admin.call(simulatorApi.run, { templateCode: template.code, flowFrom: flow?.id ?? '' })
    expect(same).toMatchObject({ different: 0, approvals: { before: 3, after: 3, saved: 0 } })
    expect(same.timeByNode.filter(one => one.beforeMedianMinutes !== one.afterMedianMinutes)).toEqual([])

    await draftFlow(admin, before(approval({ skipWhen: { '<': [{ var: 'amount' }, 500] } })), code)
    const result = await admin.call(simulatorApi.run, { templateCode: template.code, flowFrom: 'draft' })
    expect(result.approvals).toEqual({ before: 3, after: 1, saved: 2 })
    expect(saysOf(result)).toEqual([['跳过「主管审批」：符合免办条件'], ['跳过「主管审批」：符合免办条件']])
    expect(result.owners).toEqual([{ kind: 'node', id: 'manager1', name: '沈明远', before: 3, after: 1 }])
    const time = result.timeByNode.find(({ node }) => node === '主管审批')
    expect(time).toMatchObject({ before: 3, after: 1, beforeMedianMinutes: 30, afterMedianMinutes: 0 })

    const second: FlowNode = approval({ key: 'second', kind: 'countersign', name: '复核' })
    const both = row(['accept', approval(), second, 'triage', 'handle', 'feedback', 'revisit'])
    const draft = await admin.call(flowsApi.draft, { code })
    await admin.call(flowsApi.saveDraft, { code, version: draft.version, name: draft.name, body: both })
    const more = await admin.call(simulatorApi.run, { templateCode: template.code, flowFrom: 'draft', last: 1 })
    expect(more).toMatchObject({ tickets: 1, isWhole: false, approvals: { before: 1, after: 2 } })
    expect(saysOf(more)).toEqual([['多一道会签「复核」']])
    // The same person approved in 30 minutes before, so that is expected of them again.
    expect(more.timeByNode.find(({ node }) => node === '复核')).toMatchObject({
      afterMedianMinutes: 30,
      basis: 'owners',
    })

    const without = await admin.call(simulatorApi.run, { templateCode: template.code, flowFrom: 'standard' })
    expect(without.approvals).toEqual({ before: 3, after: 0, saved: 3 })
    expect(saysOf(without)[0]).toEqual(['少一道审批「主管审批」'])
  })

  test('names the tickets that a new form would refuse, and what its rules would do to others', async () => {
    const { admin, template, sales } = await desk()
    const small = await open(sales, template.id, 100)
    const large = await open(sales, template.id, 900)
    const demanding = bodyWith({
      fields: [
        ...fields,
        { key: 'faultCode', label: '故障代码', kind: 'text', required: true },
        { key: 'phone', label: '电话', kind: 'text', required: true, prefill: 'customer.phone' },
        { key: 'how', label: '方式', kind: 'text', required: true, initial: '上门' },
      ],
      rules: [
        ruleOf({ '>': [{ var: 'amount' }, 500] }, [
          { action: 'setPriority', priority: 'high' },
          { action: 'assignTeam', teamId: 'team-west' },
        ]),
        ruleOf({ '<': [{ var: 'amount' }, 200] }, [{ action: 'redAlert', reason: '漏电' }]),
      ],
    })
    const teams = (await admin.call(peopleApi.teams, {})).items
    const body = JSON.parse(JSON.stringify(demanding).replace('team-west', teams[0]?.id ?? ''))
    await draftTemplate(admin, template.code, body)
    const result = await admin.call(simulatorApi.run, { templateCode: template.code, templateFrom: 'draft' })
    expect(saysOf(result)).toEqual([
      ['优先级 普通→高', `派给${teams[0]?.name}`, '缺必填：故障代码'],
      ['优先级 普通→紧急', '会触发红色预警：漏电', '缺必填：故障代码'],
    ])
    expect(result.differences.map(({ ticketId }) => ticketId)).toEqual([large.id, small.id])
    expect(result.errors).toMatchObject([
      { ticketId: large.id, key: 'faultCode', field: '故障代码', reason: '必填，没有填写', stage: 'open' },
      { ticketId: small.id, key: 'faultCode' },
    ])
    expect(result).toMatchObject({
      refused: 2,
      summary: expect.arrayContaining(['2 张填的内容新表单不接受，最多的是「故障代码」']),
    })
    expect(result.owners.find(({ kind }) => kind === 'team')).toMatchObject({ before: 0, after: 1 })
    expect(result.owners.some(({ kind, before, after }) => kind === 'suggestion' && before === 2 && after === 2)).toBe(
      true,
    )
  })

  test('suggests others when the kind of work becomes another', async () => {
    const { admin, template, sales } = await desk()
    await open(sales, template.id, 1)
    await draftTemplate(admin, template.code, bodyWith({ businessType: 'nobody.can' }))
    const result = await admin.call(simulatorApi.run, { templateCode: template.code, templateFrom: 'draft' })
    expect(saysOf(result)).toEqual([[expect.stringMatching(/^推荐派给 .+→无人$/)]])
  })

  test('follows the flow that a drafted template names', async () => {
    const { admin, template, sales } = await desk()
    await open(sales, template.id, 1)
    const flow = await publishFlow(world(), before(approval()))
    await draftTemplate(admin, template.code, bodyWith({ flowCode: flow.code }))
    const result = await admin.call(simulatorApi.run, { templateCode: template.code, templateFrom: 'draft' })
    expect(result.approvals).toEqual({ before: 0, after: 1, saved: -1 })
    const itself = await admin.call(simulatorApi.run, { templateCode: template.code, templateFrom: template.id })
    expect(itself).toMatchObject({ tickets: 1, different: 0, errors: [] })
  })

  test('is for administrators, and refuses what could not be published or is not there', async () => {
    const { admin, template, sales } = await desk()
    const wish = { templateCode: template.code }
    for (const who of ['sales1', 'dispatcher1', 'manager1', 'engineer1']) {
      const refusal = await (await world().as(who)).refused(simulatorApi.run, { ...wish, flowFrom: 'standard' })
      expect([who, refusal.code]).toEqual([who, 'role.not_allowed'])
    }
    const refused = async (more: object) => (await admin.refused(simulatorApi.run, { ...wish, ...more })).code
    expect(await refused({})).toBe('simulator.nothing_chosen')
    expect(await refused({ templateFrom: 'draft' })).toBe('template.no_draft')
    expect(await refused({ templateFrom: 'complaint' })).toBe('template.not_found')
    expect(await refused({ templateCode: 'no-such', flowFrom: 'standard' })).toBe('template.not_found')
    expect(await refused({ flowFrom: 'no-such' })).toBe('flow.not_found')
    expect(await refused({ flowFrom: 'draft', flowCode: 'no-such' })).toBe('flow.draft_not_found')
    expect(await refused({ flowFrom: 'standard', last: 501 })).toBe('request.invalid')
    await draftTemplate(admin, template.code, { half: 'done' })
    expect(await refused({ templateFrom: 'draft' })).toBe('template.unsound')
    const flowCode = await draftFlow(admin, row(['accept']))
    const unsound = await admin.refused(simulatorApi.run, { ...wish, flowFrom: 'draft', flowCode })
    expect(unsound).toMatchObject({ code: 'flow.unsound', details: { problems: [{ code: 'stage.no_handle' }] } })
    expect(await admin.call(simulatorApi.run, { ...wish, flowFrom: 'standard' })).toMatchObject({
      tickets: 0,
      summary: ['这个模板还没有开过工单，没有可以对照的'],
    })
    await newTicket(sales, { templateId: template.id }, { isDraft: true })
    expect((await admin.call(simulatorApi.run, { ...wish, flowFrom: 'standard' })).tickets).toBe(0)
  })

  test('looks at the tickets that its caller may see, and no others', async () => {
    const { template, sales } = await desk()
    await open(sales, template.id, 1)
    const as = (id: string) => async (reading: Reading) =>
      simulate(
        { ...reading, actor: actorOf(await findPerson(reading, id)) },
        { templateCode: template.code, flowFrom: 'standard', last: 10 },
      )
    const lookAs = (id: string) => readAs(world().context, systemActor('test'), as(id))
    expect((await lookAs('sales1')).tickets).toBe(1)
    expect((await lookAs('sales2')).tickets).toBe(0)
  })

  test('asks the database no more for 200 tickets than for 100', async () => {
    const { admin, template, sales } = await desk(before(approval()))
    for (let at = 0; at < 200; at++) await open(sales, template.id, at)
    const flowCode = await draftFlow(
      admin,
      before(approval({ key: 'other', name: '另一位审批', assignee: { by: 'managerOf', whom: 'creator' } })),
    )
    const wish = { templateCode: template.code, templateFrom: template.id, flowCode, flowFrom: 'draft' }
    const few = await counted(world(), () => admin.call(simulatorApi.run, { ...wish, last: 100 }))
    const many = await counted(world(), () => admin.call(simulatorApi.run, { ...wish, last: 200 }))
    expect(many.result).toMatchObject({ tickets: 200, approvals: { before: 200, after: 200 } })
    expect(many.asked - few.asked).toBeLessThanOrEqual(8)
    expect(many.asked).toBeLessThan(60)
  })
})

/** How many statements the reader was given, whichever driver answers. */
const counted = async <T>(world: World, act: () => Promise<T>): Promise<{ result: T; asked: number }> => {
  const { reader, kind } = world.context.db
  const { pool } = reader.connection.driver as unknown as { pool: { query: unknown } }
  const spy = kind === 'mysql' ? jest.spyOn(pool as { query: () => void }, 'query') : jest.spyOn(reader, 'query')
  const result = await act()
  const asked = spy.mock.calls.length
  spy.mockRestore()
  return { result, asked }
}
