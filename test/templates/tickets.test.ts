import { selectRows } from '../../server/db/rows'
import { events } from '../../server/queue/store'
import { checkinsApi } from '../../shared/checkins'
import { dispatchApi } from '../../shared/dispatch'
import type { EventOf } from '../../shared/events'
import type { TemplateView } from '../../shared/templates/api'
import { ruleOf } from '../../shared/templates/rules'
import { ticketsApi } from '../../shared/tickets/api'
import type { Client } from '../support/client'
import { everyDatabase, type World } from '../support/world'
import { bodyOf, publishBody } from './samples'

const is = (key: string, value: unknown) => ({ '==': [{ var: key }, value] })

/** A charging pile: a code only when one is shown, danger by smell, a sum, and a checklist for the end. */
const body = bodyOf({
  businessType: 'repair.aircon',
  priority: 'normal',
  fields: [
    {
      key: 'symptom',
      label: '故障现象',
      kind: 'choice',
      required: true,
      options: ['不充电', '显示代码', '有焦味', '外壳破损'],
    },
    { key: 'faultCode', label: '故障代码', kind: 'text' },
    { key: 'guns', label: '枪数', kind: 'number' },
    { key: 'badGuns', label: '坏枪数', kind: 'number' },
    { key: 'goodGuns', label: '好枪数', kind: 'computed', formula: { '-': [{ var: 'guns' }, { var: 'badGuns' }] } },
    { key: 'inWords', label: '概述', kind: 'text' },
    { key: 'owner', label: '业主', kind: 'text', prefill: 'customer.name' },
    { key: 'reading', label: '电表读数', kind: 'number', required: true, stage: 'finish' },
    {
      key: 'check',
      label: '收尾检查',
      kind: 'checklist',
      required: true,
      stage: 'finish',
      steps: [
        { key: 'power', label: '已断电' },
        { key: 'clean', label: '已清理' },
      ],
    },
  ],
  rules: [
    ruleOf(is('symptom', '显示代码'), [
      { action: 'show', targets: ['faultCode'] },
      { action: 'require', targets: ['faultCode'] },
    ]),
    ruleOf(is('symptom', '显示代码'), [
      { action: 'set', target: 'inWords', value: { cat: ['代码 ', { var: 'faultCode' }] } },
    ]),
    ruleOf(is('symptom', '外壳破损'), [{ action: 'show', targets: ['owner'] }]),
    ruleOf(is('symptom', '有焦味'), [
      { action: 'setPriority', priority: 'critical' },
      { action: 'redAlert', reason: '充电桩有焦味' },
      { action: 'addTag', tag: '危险' },
      { action: 'assignTeam', teamId: 'team-west' },
    ]),
    ruleOf(is('symptom', '外壳破损'), [
      { action: 'setPriority', priority: 'high' },
      { action: 'notify', to: 'manager1', says: '外壳破损，请评估更换' },
      { action: 'requirePart', partId: 'AC-BRACKET', quantity: 1 },
    ]),
    ruleOf({ '>': [{ var: 'badGuns' }, { var: 'guns' }] }, [
      { action: 'block', target: 'badGuns', says: '坏枪数不能多于枪数' },
    ]),
  ],
})

everyDatabase('a ticket of a template with rules', world => {
  let template: TemplateView
  beforeAll(async () => {
    const admin = await world().as('admin1')
    template = await publishBody(admin, body)
  })

  const wish = (answers: object, more: object = {}) => ({
    templateId: template.id,
    customerId: 'customer01',
    answers,
    ...more,
  })
  const make = async (answers: object, more: object = {}) =>
    (await world().as('sales1')).call(ticketsApi.create, wish(answers, more) as never)
  const refused = async (answers: object, more: object = {}) =>
    (await world().as('sales1')).refused(ticketsApi.create, wish(answers, more))
  const dueOf = async (ticketId: string) =>
    (await selectRows(world().context.db.reader, events, "WHERE t.type = 'template.actionsDue' ORDER BY t.id"))
      .map(({ payload }) => payload as EventOf<'template.actionsDue'>)
      .filter(one => one.ticketId === ticketId)
      .map(({ actions }) => actions.map(({ action }) => action))

  test('stores what is worked out and leaves out what was not asked', async () => {
    const ticket = await make({ symptom: '显示代码', faultCode: 'E5', guns: 4, badGuns: 1 })
    expect(ticket.answers).toEqual({
      symptom: '显示代码',
      faultCode: 'E5',
      guns: 4,
      badGuns: 1,
      goodGuns: 3,
      inWords: '代码 E5',
    })
    expect(ticket).toMatchObject({ priority: 'normal', isRed: false, tags: [] })
  })

  test('leaves out what is known of a question that is not asked, and keeps it where it is', async () => {
    const [without, asked] = [await make({ symptom: '不充电' }), await make({ symptom: '外壳破损' })]
    expect([without.answers.owner, without.origins.owner]).toEqual([undefined, undefined])
    expect([asked.answers.owner, asked.origins.owner]).toEqual([asked.customer?.name, 'customer.name'])
  })

  test.each([
    ['a hidden answer', { symptom: '不充电', faultCode: 'E5' }, 'template.answer_hidden', '故障代码'],
    ['a missing answer that a rule demands', { symptom: '显示代码' }, 'template.answer_missing', '请填写「故障代码」'],
    ['a missing answer', { guns: 1 }, 'template.answer_missing', '请填写「故障现象」'],
    ['an answer that does not fit', { symptom: '不充电', guns: '四' }, 'template.answer_invalid', '枪数'],
    ['an answer to nothing', { symptom: '不充电', colour: '红' }, 'template.answer_unknown', 'colour'],
    ['what a rule blocks', { symptom: '不充电', guns: 1, badGuns: 2 }, 'template.blocked', '坏枪数不能多于枪数'],
  ])('is refused for %s, naming it', async (_, answers, code, words) => {
    const refusal = await refused(answers)
    expect(refusal).toMatchObject({ status: 422, code })
    expect(refusal.message).toContain(words)
  })

  test('may be a draft with anything, and is held to the form when it is submitted', async () => {
    const sales = await world().as('sales1')
    const draft = await make({ symptom: '不充电', faultCode: 'E5', badGuns: 2, guns: 1 }, { isDraft: true })
    expect(draft.answers).toMatchObject({ faultCode: 'E5', badGuns: 2 })
    const submit = { id: draft.id, version: draft.version }
    expect((await sales.refused(ticketsApi.submit, submit)).code).toBe('template.blocked')
    const edited = await sales.call(ticketsApi.edit, { ...submit, answers: { guns: 2 } })
    const open = await sales.call(ticketsApi.submit, { id: draft.id, version: edited.version })
    expect(open).toMatchObject({ status: 'open', answers: { symptom: '不充电', guns: 2, badGuns: 2, goodGuns: 0 } })
    expect(open.answers).not.toHaveProperty('faultCode')
  })

  test('goes on the emergency channel at once when a rule says so, and says why', async () => {
    const ticket = await make({ symptom: '有焦味' })
    expect(ticket).toMatchObject({ isRed: true, priority: 'critical', tags: ['危险'] })
    expect(ticket.timeline.map(({ says }) => says).join()).toContain('充电桩有焦味')
    const again = await (await world().as('sales1')).call(ticketsApi.get, { id: ticket.id })
    expect(again).toMatchObject({ version: ticket.version, isRed: true })
  })

  test('has the priority of its rules unless a person chose one', async () => {
    expect((await make({ symptom: '外壳破损' })).priority).toBe('high')
    expect((await make({ symptom: '外壳破损' }, { priority: 'critical' })).priority).toBe('critical')
    expect((await make({ symptom: '外壳破损' }, { priority: 'normal' })).priority).toBe('high')
  })

  test('has each effect carried out once: when it newly applies, not when something else is corrected', async () => {
    const sales = await world().as('sales1')
    let ticket = await make({ symptom: '外壳破损' })
    expect(await dueOf(ticket.id)).toEqual([['notify', 'requirePart']])
    const edit = async (answers: object) => {
      ticket = await sales.call(ticketsApi.edit, { id: ticket.id, version: ticket.version, answers } as never)
      return dueOf(ticket.id)
    }
    expect(await edit({ guns: 3 })).toHaveLength(1)
    expect(await edit({ symptom: '不充电' })).toHaveLength(1)
    expect(await edit({ symptom: '外壳破损' })).toEqual([
      ['notify', 'requirePart'],
      ['notify', 'requirePart'],
    ])
    expect(ticket.answers).toMatchObject({ guns: 3, symptom: '外壳破损' })
    await edit({ symptom: '有焦味' })
    expect(ticket).toMatchObject({ isRed: true, priority: 'critical', tags: ['危险'] })
  })

  test('keeps the other answers when one is corrected, and refuses a hidden one', async () => {
    const sales = await world().as('sales1')
    const ticket = await make({ symptom: '显示代码', faultCode: 'E5', guns: 4 })
    const base = { id: ticket.id, version: ticket.version }
    expect(
      (await sales.refused(ticketsApi.edit, { ...base, answers: { symptom: '不充电', faultCode: 'E6' } })).code,
    ).toBe('template.answer_hidden')
    const edited = await sales.call(ticketsApi.edit, { ...base, answers: { symptom: '不充电' } })
    expect(edited.answers).toMatchObject({ symptom: '不充电', guns: 4 })
    expect(edited.answers).not.toHaveProperty('faultCode')
  })

  test('is filled in by its engineer while at work, and not finished before the end is filled in', async () => {
    const [dispatcher, engineer] = [await world().as('dispatcher1'), await world().as('engineer1')]
    const made = await make({ symptom: '不充电' })
    let ticket = await dispatcher.call(dispatchApi.assign, {
      ticketId: made.id,
      engineerId: 'engineer1',
      version: made.version,
    })
    const fill = (client: Client, answers: object) =>
      client.call(ticketsApi.fill, { id: ticket.id, version: ticket.version, answers } as never)
    const refusedFill = (client: Client) =>
      client.refused(ticketsApi.fill, { id: ticket.id, version: ticket.version, answers: { reading: 1 } })
    expect((await refusedFill(engineer)).code).toBe('ticket.not_possible_now')
    expect((await refusedFill(await world().as('engineer2'))).code).toBe('ticket.not_found')
    ticket = await engineer.call(ticketsApi.accept, { id: ticket.id, version: ticket.version })
    ticket = await fill(engineer, { check: { power: { isDone: true, fileIds: [], note: '' } } })
    ticket = await engineer.call(ticketsApi.depart, { id: ticket.id, version: ticket.version })
    await arrive(world(), engineer, ticket.id, made.trackToken ?? '')
    const finish = async () => {
      ticket = await engineer.call(ticketsApi.get, { id: ticket.id })
      return engineer.refused(checkinsApi.finish, {
        ticketId: ticket.id,
        version: ticket.version,
        summary: '好了',
        parts: [],
      })
    }
    expect(await finish()).toMatchObject({ code: 'template.answer_missing', message: '请填写「电表读数」' })
    ticket = await fill(engineer, { reading: 1024 })
    expect(await finish()).toMatchObject({ code: 'template.answer_invalid', details: { key: 'check' } })
    const done = { isDone: true, fileIds: [], note: '' }
    ticket = await fill(engineer, { check: { power: done, clean: done } })
    const { ticket: finished } = await engineer.call(checkinsApi.finish, {
      ticketId: ticket.id,
      version: ticket.version,
      summary: '好了',
      parts: [],
    })
    expect(finished.status).toBe('awaiting_acceptance')
  })

  test('is not corrected any more once it is over', async () => {
    const sales = await world().as('sales1')
    const ticket = await make({ symptom: '不充电' })
    const gone = await sales.call(ticketsApi.cancel, { id: ticket.id, version: ticket.version, reason: '客户不修了' })
    const refusal = await sales.refused(ticketsApi.edit, { id: ticket.id, version: gone.version, answers: { guns: 1 } })
    expect(refusal).toMatchObject({ status: 409, code: 'ticket.not_possible_now' })
  })
})

/** By the code that the customer shows at the door. */
const arrive = async (world: World, engineer: Client, ticketId: string, trackToken: string): Promise<void> => {
  const { version } = await engineer.call(ticketsApi.get, { id: ticketId })
  const { code } = await world.anyone.call(checkinsApi.visitCode, { trackToken })
  await engineer.call(checkinsApi.arrive, { ticketId, version, code })
}
