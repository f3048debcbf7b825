import { createHash } from 'node:crypto'
import { EntitySchema } from 'typeorm'
import { columns } from '../../db/columns'
import type { Tx } from '../../db/database'
import { affected, insertRow, isDuplicate, selectRow } from '../../db/rows'

/** How many messages of one template a customer has let us send, and how many have gone. */
export type QuotaRow = {
  /** Of openid and template, hashed: openids differ by case alone. */
  id: string
  openid: string
  templateId: string
  accepted: number
  used: number
}

export const wechatQuota = new EntitySchema<QuotaRow>({
  name: 'wechat_quota',
  columns: {
    id: columns.id,
    openid: columns.ref,
    templateId: columns.string(100),
    accepted: columns.int,
    used: columns.int,
  },
})

/** Who is sent something right now: WeChat refuses two messages to one person at once. */
export type RecipientRow = { id: string; lease: string | null; leaseUntil: Date | null }

export const wechatRecipients = new EntitySchema<RecipientRow>({
  name: 'wechat_recipients',
  columns: { id: columns.id, lease: columns.optionalRef, leaseUntil: columns.optionalInstant },
})

const keyOf = (...parts: string[]): string => createHash('sha256').update(parts.join('\n')).digest('hex')

type Consent = Pick<QuotaRow, 'openid' | 'templateId'>

export const lookQuota = (tx: Tx, { openid, templateId }: Consent): Promise<QuotaRow | null> =>
  selectRow(tx, wechatQuota, 'WHERE t.id = ?', [keyOf(openid, templateId)])

export const addAccepted = async (tx: Tx, { openid, templateId }: Consent): Promise<void> => {
  const id = keyOf(openid, templateId)
  const add = () => affected(tx, 'UPDATE wechat_quota SET accepted = accepted + 1 WHERE id = ?', [id])
  if ((await add()) === 1) return
  try {
    await insertRow(tx, wechatQuota, { id, openid, templateId, accepted: 1, used: 0 })
  } catch (error) {
    if (!isDuplicate(error)) throw error
    await add()
  }
}

/** Takes one consent; false when there is none left. The database decides between two at once. */
export const useQuota = async (tx: Tx, { openid, templateId }: Consent): Promise<boolean> =>
  (await affected(tx, 'UPDATE wechat_quota SET used = used + 1 WHERE id = ? AND used < accepted', [
    keyOf(openid, templateId),
  ])) === 1

/** What was taken for a message that WeChat did not take. */
export const giveBackQuota = async (tx: Tx, { openid, templateId }: Consent): Promise<void> => {
  await tx.query('UPDATE wechat_quota SET used = used - 1 WHERE id = ? AND used > 0', [keyOf(openid, templateId)])
}

/** The customer has withdrawn, or WeChat counts otherwise than we do: nothing is left. */
export const emptyQuota = async (tx: Tx, { openid, templateId }: Consent): Promise<void> => {
  await tx.query('UPDATE wechat_quota SET used = accepted WHERE id = ?', [keyOf(openid, templateId)])
}

/** False while somebody else sends to this person. */
export const seizeRecipient = async (
  tx: Tx,
  openid: string,
  { lease, now, until }: { lease: string; now: Date; until: Date },
): Promise<boolean> => {
  const id = keyOf(openid)
  const seize = () =>
    affected(
      tx,
      'UPDATE wechat_recipients SET lease = ?, lease_until = ? WHERE id = ? AND (lease IS NULL OR lease_until <= ?)',
      [lease, until.getTime(), id, now.getTime()],
    )
  if ((await seize()) === 1) return true
  if (await selectRow(tx, wechatRecipients, 'WHERE t.id = ?', [id])) return false
  await insertRow(tx, wechatRecipients, { id, lease, leaseUntil: until })
  return true
}

export const releaseRecipient = async (tx: Tx, openid: string, lease: string): Promise<void> => {
  await tx.query('UPDATE wechat_recipients SET lease = NULL, lease_until = NULL WHERE id = ? AND lease = ?', [
    keyOf(openid),
    lease,
  ])
}
