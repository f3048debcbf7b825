import { templatesApi } from '../../shared/templates/api'
import { ruleOf } from '../../shared/templates/rules'
import { everyDatabase } from '../support/world'

const template = {
  fields: [
    { key: 'symptom', kind: 'choice', options: ['不制冷', '漏水'] },
    { key: 'depth', kind: 'number', label: '水深' },
    { key: 'total', kind: 'computed', label: '合计', formula: { '*': [{ var: 'depth' }, 2] } },
  ],
  rules: [
    ruleOf({ '!=': [{ var: 'symptom' }, '漏水'] }, [{ action: 'hide', targets: ['depth'] }]),
    ruleOf({ '==': [{ var: 'symptom' }, '漏水'] }, [
      { action: 'require', targets: ['depth'] },
      { action: 'redAlert', reason: '漏水' },
    ]),
  ],
}

everyDatabase('templates.try', world => {
  const tried = async (input: object) => (await world().as('admin1')).call(templatesApi.try, input as never)
  const refused = async (input: object) => (await world().as('admin1')).refused(templatesApi.try, input)

  test('shows the form that answers make, of a template given loosely', async () => {
    expect(await tried({ template, answers: { symptom: '漏水', depth: 3 }, context: {} })).toMatchObject({
      visible: ['symptom', 'depth', 'total'],
      required: ['depth'],
      values: { symptom: '漏水', depth: 3, total: 6 },
      actions: [{ action: 'redAlert', reason: '漏水' }],
      errors: [],
    })
    const { visible, values, errors } = await tried({ template, answers: { symptom: '不制冷', depth: 3 } })
    expect(visible).toEqual(['symptom', 'total'])
    expect(values).not.toHaveProperty('depth')
    expect(errors).toEqual([{ key: 'depth', code: 'template.answer_hidden', message: expect.stringContaining('水深') }])
  })

  test('names what is missing', async () => {
    const { errors } = await tried({ template, answers: { symptom: '漏水' } })
    expect(errors).toEqual([{ key: 'depth', code: 'template.answer_missing', message: '请填写「水深」' }])
  })

  test('knows region, instant, customer and device from the context', async () => {
    const seen = (path: string) => ruleOf({ '!!': [{ var: path }] }, [{ action: 'addTag', tag: path }])
    const paths = ['customer.level', 'device.model', 'ticket.priority', 'regionCode']
    const { actions } = await tried({
      template: { fields: template.fields.slice(0, 1), rules: paths.map(seen) },
      answers: {},
      context: {
        regionCode: '330106',
        at: '2026-11-23T09:00:00+08:00',
        customer: { level: 'gold' },
        device: { model: 'KFR-35' },
        ticket: { priority: 'high' },
      },
    })
    expect(actions.map(({ tag }) => tag)).toEqual(paths)
  })

  test('takes a whole template as it is exported', async () => {
    const admin = await world().as('admin1')
    const whole = await admin.call(templatesApi.get, { id: 'waterheater-repair' })
    const { actions } = await tried({ template: whole, answers: { symptom: '闻到燃气味', gasOff: '未关闭' } })
    expect(actions.map(({ action }) => action)).toEqual(['setPriority', 'redAlert'])
  })

  test('refuses an unsound template and answers of no shape, and stores nothing', async () => {
    const cycle = [ruleOf(true, [{ action: 'compute', target: 'depth', value: { '+': [{ var: 'depth' }, 1] } }])]
    for (const bad of [{}, { fields: 7 }, { fields: [{}] }, { ...template, rules: cycle }]) {
      expect(await refused({ template: bad, answers: {} })).toMatchObject({ status: 422, code: 'template.unsound' })
    }
    expect(await refused({ template, answers: { depth: [[[1]]] } })).toMatchObject({ code: 'request.malformed' })
    expect((await refused({ answers: {} })).code).toBe('request.invalid')
    expect((await (await world().as('sales1')).refused(templatesApi.try, { template })).code).toBe('role.not_allowed')
  })
})
