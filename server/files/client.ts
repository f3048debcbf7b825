import { createHash } from 'node:crypto'
import type { ReadStream } from 'node:fs'
import { mkdir, open, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { ByteRange } from '../http/range'

/** Where the bytes of files lie, by their own hash: the same picture twice is one file, and nothing is ever overwritten. */
export type FileStore = {
  /** Returns the SHA-256 in hex once the bytes are on disk whole. */
  put: (bytes: Buffer) => Promise<string>
  open: (sha256: string, range: ByteRange | null) => Promise<ReadStream>
}

export const fileStoreIn = (root: string): FileStore => {
  const pathOf = (sha256: string) => join(root, sha256.slice(0, 2), sha256)
  return {
    put: async bytes => {
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      const path = pathOf(sha256)
      await mkdir(dirname(path), { recursive: true })
      const half = `${path}.${process.pid}.${performance.now()}`
      await writeFile(half, bytes)
      await rename(half, path)
      return sha256
    },
    open: async (sha256, range) => (await open(pathOf(sha256))).createReadStream(range ?? {}),
  }
}
