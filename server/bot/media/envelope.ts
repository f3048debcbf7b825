import { createDecipheriv } from 'node:crypto'

/** Undoes what the platform does to the pictures people send to a bot (protocol section 9.1); null for anything else. */
export const openPicture = (sealed: Buffer, aesKey: string): Buffer | null => {
  const key = Buffer.from(aesKey, 'base64')
  if (key.length !== 32 || sealed.length === 0 || sealed.length % 16 !== 0) return null
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  const padded = Buffer.concat([decipher.update(sealed), decipher.final()])
  const pad = padded.at(-1) ?? 0
  // PKCS#7 to 32 bytes, where OpenSSL knows only 16; a wrong key shows in a wrong pad.
  const isRight = pad >= 1 && pad <= 32 && pad <= padded.length && padded.subarray(-pad).every(byte => byte === pad)
  return isRight ? padded.subarray(0, padded.length - pad) : null
}

const marks: [string, (bytes: Buffer) => boolean][] = [
  ['image/jpeg', bytes => bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))],
  ['image/png', bytes => bytes.subarray(1, 4).toString('latin1') === 'PNG'],
  ['image/webp', bytes => bytes.subarray(8, 12).toString('latin1') === 'WEBP'],
  ['image/heic', bytes => /^ftyp(heic|heix|mif1)/.test(bytes.subarray(4, 12).toString('latin1'))],
]

/** What a picture is by its first bytes; null when it is none that we keep. */
export const pictureKind = (bytes: Buffer): string | null => marks.find(([, is]) => is(bytes))?.[0] ?? null
