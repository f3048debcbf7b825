import { callAs } from '../../server/call'
import type { Context } from '../../server/context'
import { acts, type Subscriber, within } from '../../server/queue/subscribers'
import { workOnce } from '../../server/queue/worker'
import { refuse } from '../../shared/kernel/refusal'
import { systemActor } from '../../shared/kernel/roles'
import { only } from '../support/countsWork'
import { everyDatabase } from '../support/world'

const somebody = systemActor('test')

everyDatabase('whoever takes part in a transaction', world => {
  const contextWith = (...subscribers: Subscriber[]): Context => ({ ...world().context, ...only(subscribers) })
  const timerIds = async (prefix: string): Promise<string[]> => {
    const rows = await world().context.db.reader.query(`SELECT id FROM timers WHERE id LIKE '${prefix}%' ORDER BY id`)
    return (rows as { id: string }[]).map(row => row.id)
  }
  const sets = (key: string, on: 'person.left' | 'person.joined') =>
    within(key, [on], (call, { personId }) =>
      call.timers.set({ key: `${key}:${personId}`, job: 'none', at: new Date(call.now.getTime() + 1e9), payload: {} }),
    )

  test('has done its part when the action has, and hears what others emit in doing theirs', async () => {
    const context = contextWith(
      sets('left', 'person.left'),
      within('chain', ['person.left'], async (call, { personId }) => call.emit({ type: 'person.joined', personId })),
      sets('joined', 'person.joined'),
    )
    await callAs(context, somebody, async call => {
      call.emit({ type: 'person.left', personId: 'w1' })
      await call.follow()
      call.emit({ type: 'person.left', personId: 'w2' })
    })
    expect(await timerIds('left:w')).toEqual(['left:w1', 'left:w2'])
    expect(await timerIds('joined:w')).toEqual(['joined:w1', 'joined:w2'])
    expect(await workOnce(context)).toBe(0)
  })

  test('undoes the whole action when it refuses', async () => {
    const heard: string[] = []
    const context = contextWith(
      sets('never', 'person.left'),
      within('veto', ['person.left'], async () => refuse('ticket.reason_required')),
      acts('later', ['person.left'], async (_, { personId }) => void heard.push(personId)),
    )
    const refused = callAs(context, somebody, async call => call.emit({ type: 'person.left', personId: 'w3' }))
    await expect(refused).rejects.toMatchObject({ code: 'ticket.reason_required' })
    while ((await workOnce(context)) > 0);
    expect(await timerIds('never:')).toEqual([])
    expect(heard).toEqual([])
  })
})
