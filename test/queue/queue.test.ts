import { callAs } from '../../server/call'
import type { Context } from '../../server/context'
import { acts, reaches, type Subscriber } from '../../server/queue/subscribers'
import { workOnce } from '../../server/queue/worker'
import { deadLettersApi } from '../../shared/deadLetters'
import { systemActor } from '../../shared/kernel/roles'
import { HOUR, MINUTE } from '../../shared/kernel/time'
import { only } from '../support/countsWork'
import { everyDatabase } from '../support/world'

const somebody = systemActor('test')

/** Works until nothing is due, moving the clock on by a minute so often. */
const workFor = async (context: Context, minutes: number, pass: (ms: number) => void): Promise<void> => {
  for (let minute = 0; minute <= minutes; minute++) {
    while ((await workOnce(context)) > 0);
    pass(MINUTE)
  }
}

everyDatabase('the queue', world => {
  /** The world's context with these subscribers and no others, and a clock of its own. */
  const contextWith = (...subscribers: Subscriber[]) => {
    let now = world().now()
    const context: Context = { ...world().context, ...only(subscribers), clock: { now: () => now } }
    const pass = (ms: number) => {
      now = new Date(now.getTime() + ms)
    }
    return { context, pass }
  }
  const leave = (context: Context, personId: string) =>
    callAs(context, somebody, async call => call.emit({ type: 'person.left', personId }))

  test('gives every subscriber its own delivery, once', async () => {
    const heard: string[] = []
    const { context } = contextWith(
      acts('one', ['person.left'], async (_, { personId }) => void heard.push(`one ${personId}`)),
      reaches('two', ['person.left'], async (_, { personId }) => void heard.push(`two ${personId}`)),
    )
    await leave(context, 'p1')
    while ((await workOnce(context)) > 0);
    expect(heard.sort()).toEqual(['one p1', 'two p1'])
  })

  test('says nothing of what was rolled back', async () => {
    const heard: string[] = []
    const { context } = contextWith(acts('one', ['person.left'], async (_, { personId }) => void heard.push(personId)))
    const failing = callAs(context, somebody, async call => {
      call.emit({ type: 'person.left', personId: 'p2' })
      throw new Error('changed my mind')
    })
    await expect(failing).rejects.toThrow('changed my mind')
    while ((await workOnce(context)) > 0);
    expect(heard).toEqual([])
  })

  test('tries again after a failure, later each time, and keeps nothing of the failed try', async () => {
    let tries = 0
    const { context, pass } = contextWith(
      acts('stumbles', ['person.left'], async call => {
        tries++
        call.audit(`try.${tries}`, 'p3')
        if (tries < 3) throw new Error('not yet')
      }),
    )
    await leave(context, 'p3')
    while ((await workOnce(context)) > 0);
    expect(tries).toBe(1)
    await workFor(context, 2, pass)
    expect(tries).toBe(3)
    const rows = (await context.db.reader.query("SELECT action FROM audit_rows WHERE subject_id = 'p3'")) as {
      action: string
    }[]
    expect(rows.map(row => row.action)).toEqual(['try.3'])
  })

  test('puts aside what fails every time, shows it to the administrator, and does it when it is sent again', async () => {
    let isBroken = true
    const done: string[] = []
    const { context, pass } = contextWith(
      reaches('broken', ['person.left'], async (_, { personId }) => {
        if (isBroken) throw new Error('the other side is down')
        done.push(personId)
      }),
    )
    await leave(context, 'p4')
    await workFor(context, 15, pass)
    const admin = await world().as('admin1')
    const { items } = await admin.call(deadLettersApi.list, {})
    const letter = items.find(item => item.subscriber === 'broken')
    expect(letter).toMatchObject({ event: 'person.left', attempts: 8, lastError: 'the other side is down' })
    isBroken = false
    await admin.call(deadLettersApi.replay, { id: letter?.id ?? '' })
    while ((await workOnce(context)) > 0);
    expect(done).toEqual(['p4'])
    expect(await admin.refused(deadLettersApi.replay, { id: letter?.id ?? '' })).toMatchObject({ status: 404 })
  })

  test('fires a timer once, at its time; a moved one at its new time, a cancelled one never', async () => {
    const fired: string[] = []
    const { context, pass } = contextWith()
    const withJob: Context = {
      ...context,
      timerJobs: new Map([['ring', { job: 'ring', act: async (_, { name = '' }) => void fired.push(name) }]]),
    }
    const set = (name: string, inMs: number) =>
      callAs(withJob, somebody, call =>
        call.timers.set({
          key: `ring:${name}`,
          job: 'ring',
          at: new Date(call.now.getTime() + inMs),
          payload: { name },
        }),
      )
    await set('kept', HOUR)
    await set('moved', HOUR)
    await set('moved', 3 * HOUR)
    await set('cancelled', HOUR)
    await callAs(withJob, somebody, call => call.timers.cancel('ring:cancelled'))
    await workFor(withJob, 59, pass)
    expect(fired).toEqual([])
    await workFor(withJob, 10, pass)
    expect(fired).toEqual(['kept'])
    await workFor(withJob, 180, pass)
    expect(fired).toEqual(['kept', 'moved'])
  })

  test('gives a job that its process never ended to another, after the lease', async () => {
    const heard: string[] = []
    const hangs = contextWith(reaches('slow', ['person.left'], () => new Promise(() => {})))
    await leave(hangs.context, 'p5')
    void workOnce(hangs.context)
    const other = contextWith(reaches('slow', ['person.left'], async (_, { personId }) => void heard.push(personId)))
    await new Promise(resolve => setTimeout(resolve, 100))
    while ((await workOnce(other.context)) > 0);
    expect(heard).toEqual([])
    other.pass(2 * MINUTE)
    while ((await workOnce(other.context)) > 0);
    expect(heard).toEqual(['p5'])
  })
})
