import { randomFillSync } from 'node:crypto'

const POOL_BYTES = 4096
const pool = Buffer.alloc(POOL_BYTES)
let used = POOL_BYTES

/**
 * Bytes of the system's generator, at most 4,096, never given twice. They are fetched a pool at a time: asked for one by
 * one, they are dearer than all that is made of them.
 */
export const randomBytesFromPool = (count: number): Buffer => {
  if (used + count > POOL_BYTES) {
    randomFillSync(pool)
    used = 0
  }
  const bytes = Buffer.from(pool.subarray(used, used + count))
  pool.fill(0, used, used + count)
  used += count
  return bytes
}

/** A number in [0, 1) with 32 bits of chance. */
export const randomFraction = (): number => randomBytesFromPool(4).readUInt32LE() / 2 ** 32
