import { kits } from '../../config/seed/kits/kits'
import { people } from '../../config/seed/people'
import { alarmsApi } from '../../shared/alarms'
import { flowsApi } from '../../shared/flows/api'
import { HOUR } from '../../shared/kernel/time'
import { kitsApi } from '../../shared/kits'
import { slaApi } from '../../shared/sla/api'
import type { TemplateAction } from '../../shared/templates/actions'
import { type TemplateProblem, templatesApi } from '../../shared/templates/api'
import { ruleOf } from '../../shared/templates/rules'
import { publishFlow, row } from '../flows/desk'
import type { Client } from '../support/client'
import { everyDatabase, type World } from '../support/world'
import { bodyOf, publishBody, saveBody } from './samples'

type Parts = Parameters<typeof bodyOf>[0]

const doing = (...actions: TemplateAction[]): Parts => ({ rules: [ruleOf(true, actions, { name: '安排' })] })
const places = { partId: 'rules.0.then.0.partId', skill: 'rules.0.then.0.skill', to: 'rules.0.then.0.to' }
const followUp = (templateId: string): Parts =>
  doing({ action: 'followUp', templateId, afterDays: 3, says: '回访使用情况' })

/** A setting that names nothing, and what is said about it. */
const strangers: [Parts, TemplateProblem][] = [
  [
    { flowCode: 'no-flow' },
    {
      path: 'flowCode',
      code: 'unknown_flow',
      says: '没有已发布的流程「no-flow」，请另选一个，或先发布这个流程',
    },
  ],
  [
    { slaPolicyCode: 'no-policy' },
    {
      path: 'slaPolicyCode',
      code: 'unknown_policy',
      says: '没有时效策略「no-policy」，请另选一个，或清空后用公司统一的',
    },
  ],
  [
    { ruleSetCode: 'no-prices' },
    {
      path: 'ruleSetCode',
      code: 'unknown_rule_set',
      says: '没有结算规则「no-prices」，请清空，工单按公司统一的规则结算',
    },
  ],
  [
    doing({ action: 'assignTeam', teamId: 'no-team' }),
    {
      path: 'rules.0.then.0.teamId',
      code: 'unknown_team',
      says: '规则 1「安排」：没有班组「no-team」，请另选一个',
    },
  ],
  [
    doing({ action: 'notify', to: 'nobody', says: '看一下' }),
    { path: places.to, code: 'unknown_member', says: '规则 1「安排」：要通知的「nobody」不在职，请另选一位' },
  ],
  [
    doing({ action: 'requirePart', partId: 'NO-PART', quantity: 1 }),
    { path: places.partId, code: 'unknown_part', says: '规则 1「安排」：配件目录里没有「NO-PART」，请另选一个' },
  ],
  [
    followUp('no-template'),
    {
      path: 'rules.0.then.0.templateId',
      code: 'unknown_template',
      says: '规则 1「安排」：没有已发布的模板「no-template」，请另选一个，或先发布这个模板',
    },
  ],
]

const problemsOf = async (admin: Client, parts: Parts): Promise<TemplateProblem[]> =>
  (await admin.call(templatesApi.check, { body: bodyOf(parts) })).problems

const savePolicy = async (world: World, code: string, businessType: string) => {
  const admin = await world.as('admin1')
  const { items } = await admin.call(slaApi.policies, {})
  const [standard] = items.filter(one => one.code === 'standard')
  if (!standard) throw new Error('there is always a standard policy')
  const { calendarName: _, isBuiltIn: __, coversSays: ___, ...body } = standard
  const covers = { ...body.covers, businessType }
  return admin.call(slaApi.savePolicy, { ...body, code, covers, name: '充电桩专用', version: 0 })
}

everyDatabase('what a template names elsewhere', world => {
  test.each(strangers)('must be there when it is published: %j', async (parts, problem) => {
    const admin = await world().as('admin1')
    const begun = await admin.call(templatesApi.beginDraft, { name: '充电桩维修' })
    const saved = await saveBody(admin, begun, bodyOf(parts))
    expect(saved.problems).toEqual([problem])
    expect(await admin.refused(templatesApi.publish, { code: begun.code, version: saved.version })).toMatchObject({
      status: 422,
      code: 'template.unsound',
      message: `模板还有 1 处问题要解决：${problem.says}`,
      details: { count: 1, problems: [problem] },
    })
    expect(await admin.call(templatesApi.draft, { code: begun.code })).toMatchObject({ version: saved.version })
  })

  test('is complained of all at once, each at its place', async () => {
    const admin = await world().as('admin1')
    const problems = await problemsOf(admin, {
      flowCode: 'no-flow',
      slaPolicyCode: 'standard',
      rules: [
        ruleOf(true, [
          { action: 'addTag', tag: '高空' },
          { action: 'assignTeam', teamId: 'no-team' },
        ]),
        ruleOf(true, [
          { action: 'assignTeam', teamId: 'team-west' },
          { action: 'requirePart', partId: 'AC-BRACKET', quantity: 1 },
          { action: 'assignTeam', teamId: 'no-team' },
        ]),
      ],
    })
    expect(problems.map(({ path, code }) => [path, code])).toEqual([
      ['flowCode', 'unknown_flow'],
      ['rules.0.then.1.teamId', 'unknown_team'],
      ['rules.1.then.2.teamId', 'unknown_team'],
    ])
  })

  test('is published when it is there, under the very code', async () => {
    const admin = await world().as('admin1')
    const flow = await publishFlow(world(), row(['accept', 'triage', 'handle', 'feedback', 'revisit']))
    await savePolicy(world(), 'pile-policy', 'repair.pile')
    const parts: Parts = {
      flowCode: flow.code,
      slaPolicyCode: 'pile-policy',
      rules: [
        ruleOf(true, [
          { action: 'assignTeam', teamId: 'team-west' },
          { action: 'requirePart', partId: 'AC-BRACKET', quantity: 1 },
          { action: 'notify', to: 'engineer1', says: '有一张新工单' },
          { action: 'notify', to: 'owner', says: '有一张新工单' },
          { action: 'notify', to: 'finance', says: '有一张新工单' },
          { action: 'followUp', templateId: 'consultation', afterDays: 3, says: '' },
        ]),
      ],
    }
    expect(await publishBody(admin, bodyOf(parts))).toMatchObject({ versionNo: 1, body: parts })
    expect(await problemsOf(admin, { flowCode: 'standard', slaPolicyCode: 'standard' })).toEqual([])
    expect(await problemsOf(admin, { flowCode: flow.code.toUpperCase() })).toMatchObject([{ code: 'unknown_flow' }])
    expect(await problemsOf(admin, doing({ action: 'requirePart', partId: 'ac-bracket', quantity: 1 }))).toMatchObject([
      { code: 'unknown_part' },
    ])
  })

  test('must be published: a draft of a flow or a template is not enough', async () => {
    const admin = await world().as('admin1')
    const { code } = await publishFlow(world(), row(['accept', 'triage', 'handle', 'feedback', 'revisit']), 'pile-flow')
    await admin.call(flowsApi.beginDraft, { name: '充电桩流程', code: 'pile-sketch' })
    await admin.call(templatesApi.beginDraft, { name: '充电桩回访', code: 'pile-sketch' })
    expect(await problemsOf(admin, { flowCode: 'pile-sketch' })).toMatchObject([{ code: 'unknown_flow' }])
    expect(await problemsOf(admin, followUp('pile-sketch'))).toMatchObject([{ code: 'unknown_template' }])
    expect(await problemsOf(admin, { flowCode: code })).toEqual([])
  })

  test('may be a skill that nobody has yet, with a warning; a broad skill covers the narrow', async () => {
    const admin = await world().as('admin1')
    const needing = (skill: string) => doing({ action: 'requireSkill', skill })
    const problem = {
      path: places.skill,
      code: 'unknown_skill',
      says: '规则 1「安排」：还没有工程师会「height」，请先安排好会的人，或另选一项',
      isWarning: true,
    }
    expect(await problemsOf(admin, needing('height'))).toEqual([problem])
    expect(await publishBody(admin, bodyOf(needing('height')))).toMatchObject({ versionNo: 1 })
    const skills = people.flatMap(({ engineer }) => engineer?.skills ?? [])
    expect(skills).toContain('install')
    expect(await problemsOf(admin, needing('install.curtain'))).toEqual([])
    expect(await problemsOf(admin, needing('installation'))).toMatchObject([{ code: 'unknown_skill' }])
  })

  test('keeps its policy from being removed while a current version names it', async () => {
    const admin = await world().as('admin1')
    const { version } = await savePolicy(world(), 'guarded', 'repair.guarded')
    const { code } = await publishBody(admin, bodyOf({ slaPolicyCode: 'guarded' }), { name: '专用时效' })
    const remove = { code: 'guarded', version }
    expect(await admin.refused(slaApi.removePolicy, remove)).toMatchObject({
      status: 409,
      code: 'sla.policy_in_use',
      message: '模板「专用时效」指定了这条策略，请先在模板里换掉并发布，再来删除',
    })
    const { items: before } = await admin.call(slaApi.policies, {})
    expect(before.map(one => one.code)).toContain('guarded')
    await publishBody(admin, bodyOf(), { code, name: '专用时效' })
    const { items } = await admin.call(slaApi.removePolicy, remove)
    expect(items.map(one => one.code)).not.toContain('guarded')
    const { items: versions } = await admin.call(templatesApi.versions, { code })
    const first = await admin.call(templatesApi.beginDraft, { code, fromVersionNo: 1 })
    expect(versions).toHaveLength(2)
    expect(await admin.refused(templatesApi.publish, { code: first.code, version: first.version })).toMatchObject({
      details: { problems: [{ path: 'slaPolicyCode', code: 'unknown_policy' }] },
    })
  })

  test('is missed within the hour when it goes away all the same', async () => {
    const admin = await world().as('admin1')
    await publishBody(admin, bodyOf(doing({ action: 'assignTeam', teamId: 'team-west' })), { name: '西区专用' })
    const told = async () =>
      (await (await world().as('admin1')).call(alarmsApi.list, {})).items.filter(
        ({ kind }) => kind === 'template.dangling',
      )
    await world().pass(HOUR)
    expect(await told()).toEqual([])
    await world().context.db.write(tx => tx.query("UPDATE teams SET id = 'team-gone' WHERE id = 'team-west'"))
    await world().pass(HOUR)
    const says = (await told()).map(one => one.says)
    expect(says).toContain(
      '模板「西区专用」用到的内容已经没有了，工单暂按没有指定处理：规则 1「安排」：没有班组「team-west」，请另选一个',
    )
  })
})

everyDatabase('an industry kit', world => {
  test.each(kits.map(({ code }) => code))('%s names nothing that is not there once it is installed', async code => {
    const admin = await world().as('admin1')
    const kit = kits.find(one => one.code === code)
    const { published } = await admin.call(kitsApi.install, { code, withSamples: false })
    expect(published.filter(({ kind }) => kind === 'template')).toHaveLength(kit?.templates.length ?? 0)
    for (const { body } of kit?.templates ?? []) {
      const { problems } = await admin.call(templatesApi.check, { body })
      expect(problems.filter(({ isWarning }) => !isWarning)).toEqual([])
    }
  })
})
