import { type Job, Queue, Worker } from 'bullmq'
import { createPool } from 'mysql2/promise'
import { type Contender, type Due, INSERT, startChild } from './trial'

const QUEUE = 'bench-timers'
const connection = { host: '127.0.0.1', port: 6379, db: 9, maxRetriesPerRequest: null }
/** As many as a worker process of ours has on hand, over as many connections. */
const CONCURRENCY = 40
const CONNECTIONS = 20

const isDuplicate = (error: unknown): boolean => (error as { errno?: number }).errno === 1062

/** BullMQ's delayed jobs, each of which writes its row to the same database. */
export const bullmqOn = (databaseUrl: string): Contender => {
  const queue = new Queue<Due>(QUEUE, { connection })
  return {
    name: 'bullmq',
    load: async all => {
      await queue.obliterate({ force: true })
      for (let from = 0; from < all.length; from += 1000) {
        const some = all.slice(from, from + 1000)
        await queue.addBulk(
          some.map(due => ({
            name: 'fire',
            data: due,
            opts: {
              jobId: `${due.ticket}-${due.level}`,
              delay: Math.max(0, due.at - Date.now()),
              removeOnComplete: true,
            },
          })),
        )
      }
    },
    startWorker: () => startChild(__filename, { DATABASE_URL: databaseUrl }),
    countTwice: () => queue.getFailedCount(),
    stop: async () => {
      await queue.obliterate({ force: true })
      await queue.close()
    },
  }
}

const work = async (): Promise<void> => {
  const pool = createPool({ uri: process.env.DATABASE_URL ?? '', connectionLimit: CONNECTIONS })
  const fire = async ({ data: { ticket, level, at } }: Job<Due>) => {
    await pool.query(INSERT, [ticket, level, at, Date.now()]).catch(error => {
      throw isDuplicate(error) ? new Error('done before') : error
    })
  }
  const worker = new Worker<Due>(QUEUE, fire, { connection, concurrency: CONCURRENCY })
  await worker.waitUntilReady()
  process.send?.('working')
}

if (process.send && require.main === module) void work()
