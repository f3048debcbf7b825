import { createSaving } from '../../server/console/src/lib/saving'
import { ApiRefusal, NetworkTrouble } from '../../server/console/src/lib/trouble'
import { flowsApi } from '../../shared/flows/api'
import type { FlowBody } from '../../shared/flows/flow'
import { Refused } from '../support/client'
import { openWorld, type World } from '../support/world'

type Document = { name: string; body: FlowBody }

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world?.close())

/** A draft of a flow as a console window holds it; `loses` says of which requests the answer never comes. */
const openWindow = async (code?: string, loses: (request: number) => boolean = () => false) => {
  const admin = await world.as('admin1')
  const draft = await (code
    ? admin.call(flowsApi.draft, { code })
    : admin.call(flowsApi.beginDraft, { name: '检修流程' }))
  let requests = 0
  let underway = 0
  let mostAtOnce = 0
  const saving = createSaving<Document, (typeof draft.problems)[number]>({
    ...draft,
    subject: 'flow',
    send: async ({ document, version, key }) => {
      underway += 1
      mostAtOnce = Math.max(mostAtOnce, underway)
      requests += 1
      const isLost = loses(requests)
      try {
        const saved = await admin.call(flowsApi.saveDraft, { code: draft.code, version, ...document }, key)
        if (isLost) throw new NetworkTrouble()
        return saved
      } catch (problem) {
        if (problem instanceof Refused) throw new ApiRefusal(problem.status, problem.code, problem.message)
        throw problem
      } finally {
        underway -= 1
      }
    },
  })
  return {
    code: draft.code,
    saving,
    name: (name: string) => saving.changed({ name, body: draft.body }),
    kept: async () => (await admin.call(flowsApi.draft, { code: draft.code })).name,
    mostAtOnce: () => mostAtOnce,
  }
}

describe('saving a draft', () => {
  test('sends one request at a time and ends with the newest', async () => {
    const window = await openWindow()
    window.name('第一稿')
    const first = window.saving.flush()
    window.name('第二稿')
    window.name('第三稿')
    const [, version] = await Promise.all([first, window.saving.flush()])
    expect(version).toBe(window.saving.version())
    expect(window.saving.get().is).toBe('saved')
    expect(await window.kept()).toBe('第三稿')
    expect(window.mostAtOnce()).toBe(1)
  })

  test('is not in its own way when the answer to a save was lost', async () => {
    const window = await openWindow(undefined, request => request === 1)
    window.name('信号不好时改的')
    expect(await window.saving.flush()).toBeNull()
    expect(window.saving.get().is).toBe('offline')
    window.name('之后又改的')
    expect(await window.saving.flush()).not.toBeNull()
    expect(await window.kept()).toBe('之后又改的')
  })

  test('stops in the window that another one has overtaken, and says so', async () => {
    const slow = await openWindow()
    const fast = await openWindow(slow.code)
    fast.name('快的窗口')
    await fast.saving.flush()
    slow.name('慢的窗口')
    expect(await slow.saving.flush()).toBeNull()
    expect(slow.saving.get()).toMatchObject({ is: 'lost', says: expect.stringContaining('请刷新') })
    expect(await fast.kept()).toBe('快的窗口')
  })

  test('knows the version on the server while it holds something that is refused', async () => {
    const window = await openWindow()
    window.name('好的名称')
    const version = await window.saving.flush()
    window.name('')
    expect(await window.saving.flush()).toBeNull()
    expect(window.saving.get().is).toBe('refused')
    expect(window.saving.version()).toBe(version)
  })
})
