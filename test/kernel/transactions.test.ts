import { auditRows } from '../../server/audit/store'
import { callAs } from '../../server/call'
import type { Database } from '../../server/db/database'
import { gathered } from '../../server/db/gather'
import { appendRow, insertRow, isDuplicate, selectRows } from '../../server/db/rows'
import { systemActor } from '../../shared/kernel/roles'
import { everyDatabase } from '../support/world'

const actor = systemActor('test')
const auditRow = (id: string) => ({
  id,
  at: new Date('2026-11-23T09:00:00+08:00'),
  actorId: 'x',
  actorName: '一句话里有问号?和引号\'"; DROP TABLE people; --',
  requestId: 'r',
  action: 'test.append',
  subjectId: null,
  details: {},
})

everyDatabase('a transaction', world => {
  const idsOf = async (prefix: string): Promise<string[]> =>
    (await selectRows(world().context.db.reader, auditRows, 'WHERE t.id LIKE ? ORDER BY t.id', [`${prefix}%`])).map(
      row => row.id,
    )

  test('keeps what it appends, in order with what it reads and what the ORM says by itself', async () => {
    await world().context.db.write(async tx => {
      await appendRow(tx, auditRows, auditRow('order-1'))
      expect(await selectRows(tx, auditRows, 'WHERE t.id = ?', ['order-1'])).toHaveLength(1)
      await appendRow(tx, auditRows, auditRow('order-2'))
      expect(await tx.query("SELECT id FROM audit_rows WHERE id = 'order-2'")).toHaveLength(1)
      await appendRow(tx, auditRows, auditRow('order-3'))
    })
    expect(await idsOf('order-')).toEqual(['order-1', 'order-2', 'order-3'])
    const [row] = await selectRows(world().context.db.reader, auditRows, "WHERE t.id = 'order-3'")
    expect(row?.actorName).toBe(auditRow('order-3').actorName)
  })

  test('keeps nothing when what was appended does not fit, and says why', async () => {
    await world().context.db.write(tx => insertRow(tx, auditRows, auditRow('twice-1')))
    const failed = await world()
      .context.db.write(async tx => {
        await appendRow(tx, auditRows, auditRow('twice-0'))
        await appendRow(tx, auditRows, auditRow('twice-1'))
      })
      .then(
        () => null,
        error => error,
      )
    expect(isDuplicate(failed)).toBe(true)
    expect(await idsOf('twice-')).toEqual(['twice-1'])
  })

  test('keeps nothing of a call that fails after it appended and emitted', async () => {
    const failing = callAs(world().context, actor, async call => {
      await appendRow(call.tx, auditRows, auditRow('gone-1'))
      call.audit('test.gone', 'gone')
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    expect(await idsOf('gone-')).toEqual([])
  })

  test('leaves the connection as it found it', async () => {
    const { db } = world().context
    const failing = Array.from({ length: 30 }, () =>
      db
        .write(async tx => {
          await appendRow(tx, auditRows, auditRow('never-1'))
          await tx.query('SELECT 1')
          throw new Error('no')
        })
        .catch(() => null),
    )
    await Promise.all(failing)
    await db.write(tx => appendRow(tx, auditRows, auditRow('after-1')))
    expect(await idsOf('never-')).toEqual([])
    expect(await idsOf('after-')).toEqual(['after-1'])
  })
})

describe('what is asked together', () => {
  const db = { reader: {} } as Database

  test('is loaded together, each key once; one that is not there is null', async () => {
    const loads: (readonly string[])[] = []
    const look = gathered(async (_tx, keys) => {
      loads.push(keys)
      return new Map(keys.filter(key => key !== 'nobody').map(key => [key, `${key}!`]))
    })
    expect(await Promise.all(['a', 'b', 'a', 'nobody'].map(key => look(db, key)))).toEqual(['a!', 'b!', 'a!', null])
    expect(await look(db, 'a')).toBe('a!')
    expect(loads).toEqual([['a', 'b', 'nobody'], ['a']])
  })

  test('fails together, and only then', async () => {
    let fails = true
    const look = gathered(async (_tx, keys) => {
      if (fails) throw new Error('gone')
      return new Map(keys.map(key => [key, key]))
    })
    const answers = await Promise.allSettled([look(db, 'a'), look(db, 'b')])
    expect(answers.map(answer => answer.status)).toEqual(['rejected', 'rejected'])
    fails = false
    expect(await look(db, 'a')).toBe('a')
  })
})
