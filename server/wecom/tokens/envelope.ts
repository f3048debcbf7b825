import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'

const IV_BYTES = 12
const TAG_BYTES = 16

/** Tokens at rest: a copy of the database is no way into the company's WeCom. */
export type Sealer = {
  /** AES-256-GCM, bound to the key it is kept under; base64url of iv, tag and ciphertext. */
  seal: (key: string, value: string) => string
  /** Null when it was sealed under another secret or another key, or was altered. */
  open: (key: string, sealed: string) => string | null
  /** Tells whether two values are the same without holding either; 43 characters. */
  fingerprint: (value: string) => string
}

const derived = (secret: string, purpose: string): Buffer => Buffer.from(hkdfSync('sha256', secret, '', purpose, 32))

export const sealerOf = (secret: string): Sealer => {
  const sealing = derived(secret, 'paidan tokens at rest')
  const naming = derived(secret, 'paidan token fingerprints')
  return {
    seal: (key, value) => {
      const iv = randomBytes(IV_BYTES)
      const cipher = createCipheriv('aes-256-gcm', sealing, iv).setAAD(Buffer.from(key))
      const sealed = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()])
      return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url')
    },
    open: (key, sealed) => {
      const bytes = Buffer.from(sealed, 'base64url')
      if (bytes.length < IV_BYTES + TAG_BYTES) return null
      const decipher = createDecipheriv('aes-256-gcm', sealing, bytes.subarray(0, IV_BYTES), {
        authTagLength: TAG_BYTES,
      })
        .setAAD(Buffer.from(key))
        .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
      try {
        return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8')
      } catch {
        return null
      }
    },
    fingerprint: value => createHmac('sha256', naming).update(value).digest('base64url'),
  }
}
