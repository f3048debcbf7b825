import { callAs } from '../../server/call'
import type { Context } from '../../server/context'
import { reaches } from '../../server/queue/subscribers'
import { startWorker, workOnce } from '../../server/queue/worker'
import { systemActor } from '../../shared/kernel/roles'
import { SECOND } from '../../shared/kernel/time'
import { only } from '../support/countsWork'
import { everyDatabase } from '../support/world'

const somebody = systemActor('test')

everyDatabase('timers', world => {
  /** A context of its own clock whose one timer job says when it was done. */
  const ringing = (context: Context = world().context) => {
    const fired: string[] = []
    let told = (_: string) => {}
    const first = new Promise<string>(resolve => {
      told = resolve
    })
    const ring = {
      job: 'ring',
      act: async (_: unknown, { name = '' }: Record<string, string>) => {
        fired.push(name)
        told(name)
      },
    }
    return { fired, first, context: { ...context, timerJobs: new Map([['ring', ring]]) } }
  }
  const set = (context: Context, name: string) =>
    callAs(context, somebody, call =>
      call.timers.set({ key: `ring:${name}`, job: 'ring', at: call.now, payload: { name } }),
    )

  test('of a process that died with them on hand fire elsewhere two seconds later, once', async () => {
    const { context, fired } = ringing()
    await set(context, 'orphan')
    let writes = 0
    const dying: Context = {
      ...context,
      db: { ...context.db, write: work => (writes++ === 0 ? context.db.write(work) : new Promise(() => {})) },
    }
    void workOnce(dying)
    const at = (ms: number): Context => ({ ...context, clock: { now: () => new Date(world().now().getTime() + ms) } })
    while (writes < 2) await new Promise(resolve => setImmediate(resolve))
    await workOnce(at(SECOND))
    expect(fired).toEqual([])
    await workOnce(at(2 * SECOND))
    expect(fired).toEqual(['orphan'])
    expect(await workOnce(at(5 * SECOND))).toBe(0)
  })

  test('are not held up by an outside world that does not answer', async () => {
    const letGo: (() => void)[] = []
    const hangs = reaches('hangs', ['person.left'], () => new Promise<void>(resolve => void letGo.push(resolve)))
    const { context, first } = ringing({ ...world().context, ...only([hangs]) })
    await callAs(context, somebody, async call => {
      for (let n = 0; n < 60; n++) call.emit({ type: 'person.left', personId: `p${n}` })
    })
    const worker = startWorker(context)
    while (letGo.length < 40) await new Promise(resolve => setTimeout(resolve, 5))
    await set(context, 'in time')
    expect(await first).toBe('in time')
    const releasing = setInterval(() => {
      for (const go of letGo.splice(0)) go()
    }, 5)
    await worker.stop()
    clearInterval(releasing)
  })
})
