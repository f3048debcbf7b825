import { flowsApi } from '../../shared/flows/api'
import { problemsOfFlow } from '../../shared/flows/problems'
import { standardFlow } from '../../shared/flows/standard'
import * as fc from '../support/random'
import { everyDatabase } from '../support/world'
import { publishFlow, row } from './desk'
import { touchedFlow } from './randomFlows'

everyDatabase('the library of flows', world => {
  test('has the standard flow, what is published and what is drafted', async () => {
    const admin = await world().as('admin1')
    await admin.call(flowsApi.beginDraft, { code: 'drafted', name: '画到一半' })
    const { items } = await admin.call(flowsApi.library, {})
    expect(items).toMatchObject([
      { code: 'standard', isStandard: true, published: { id: 'standard' } },
      { code: 'quote-approval', name: '报价审批流程', published: { versionNo: 1 }, draft: null },
      { code: 'drafted', name: '画到一半', published: null, draft: { editorName: '朱晨', isMine: true } },
    ])
    expect((await (await world().as('manager1')).refused(flowsApi.library, {})).status).toBe(403)
  })

  test('shows the others when the content of one is broken', async () => {
    const admin = await world().as('admin1')
    const flow = await publishFlow(world(), standardFlow, 'broken')
    const again = await publishFlow(world(), standardFlow, 'broken')
    await world().context.db.write(tx => tx.query('UPDATE flows SET body = ? WHERE id = ?', ['{"no', again.id]))
    expect((await admin.call(flowsApi.library, {})).items.map(({ code }) => code)).toContain('broken')
    expect((await admin.call(flowsApi.get, { id: flow.id })).body).toEqual(standardFlow)
  })

  test('lets one at a time draw, and tells who it is; whoever takes over goes on from there', async () => {
    const admin = await world().as('admin1')
    const draft = await admin.call(flowsApi.beginDraft, { name: '两个人', fromId: 'standard' })
    const { code } = draft
    expect(draft.problems).toEqual([])
    const saved = await admin.call(flowsApi.saveDraft, { code, version: 1, name: '两个人', body: row(['accept']) })
    expect(saved.problems.map(problem => problem.code)).toEqual(['stage.no_handle'])
    const stale = { code, version: 1, name: '旧的', body: standardFlow }
    expect((await admin.refused(flowsApi.saveDraft, stale)).code).toBe('flow.changed_meanwhile')
    await world().context.db.write(tx =>
      tx.query('UPDATE flow_drafts SET editor_id = ?, editor_name = ? WHERE id = ?', ['manager1', '沈明远', code]),
    )
    const current = { code, version: saved.version, name: '抢', body: standardFlow }
    expect(await admin.refused(flowsApi.saveDraft, current)).toMatchObject({
      code: 'flow.being_edited',
      message: '沈明远正在编辑这个流程，请稍后再来，或接手编辑',
    })
    expect((await admin.refused(flowsApi.beginDraft, { code })).code).toBe('flow.being_edited')
    const taken = await admin.call(flowsApi.beginDraft, { code, isTaking: true })
    expect(taken).toMatchObject({ isMine: true, body: row(['accept']) })
    await admin.call(flowsApi.discardDraft, { code, version: taken.version })
    expect((await admin.refused(flowsApi.draft, { code })).code).toBe('flow.draft_not_found')
  })

  test('publishes a sound draft as the next version, and refuses any other with its problems', async () => {
    const admin = await world().as('admin1')
    const { code } = await admin.call(flowsApi.beginDraft, { name: '不全' })
    await admin.call(flowsApi.saveDraft, { code, version: 1, name: '不全', body: row(['accept']) })
    expect(await admin.refused(flowsApi.publish, { code, version: 2 })).toMatchObject({
      status: 422,
      code: 'flow.unsound',
      message: '流程还不能发布：流程里没有「处理」环节',
      details: { problems: [{ code: 'stage.no_handle' }] },
    })
    await admin.call(flowsApi.saveDraft, { code, version: 2, name: '全了', body: standardFlow })
    expect(await admin.call(flowsApi.publish, { code, version: 3 })).toMatchObject({ versionNo: 1, name: '全了' })
    expect((await publishFlow(world(), standardFlow, code)).versionNo).toBe(2)
  })

  test('takes no broken flow, whatever is sent', async () => {
    const admin = await world().as('admin1')
    await fc.assert(
      fc.asyncProperty(touchedFlow, async body => {
        const { problems } = await admin.call(flowsApi.check, { body })
        expect(problems).toEqual(JSON.parse(JSON.stringify(problemsOfFlow(body))))
      }),
      { numRuns: 20 },
    )
    const refused = await admin.refused(flowsApi.check, {
      body: { nodes: [{ key: '1', kind: 'odd' }], transitions: [] },
    })
    expect(refused.code).toBe('request.invalid')
  })
})
