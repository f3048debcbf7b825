import { EntitySchema } from 'typeorm'
import { columns } from '../../db/columns'
import type { Tx } from '../../db/database'
import { insertRow, selectRow } from '../../db/rows'

/** What the scene of a mini-program code stands for, and the picture of the code once it is made. */
export type SceneRow = { id: string; kind: 'track'; subjectId: string; fileId: string | null; createdAt: Date }

export const wechatScenes = new EntitySchema<SceneRow>({
  name: 'wechat_scenes',
  columns: {
    id: columns.id,
    kind: columns.string(20),
    subjectId: columns.ref,
    fileId: columns.optionalRef,
    createdAt: columns.instant,
  },
  indices: [{ name: 'ux_wechat_scenes_subject', columns: ['kind', 'subjectId'], unique: true }],
})

/** The address that opens a ticket's page, for as long as WeChat keeps it. Its id is the ticket's. */
export type LinkRow = { id: string; url: string; expiresAt: Date }

export const wechatLinks = new EntitySchema<LinkRow>({
  name: 'wechat_links',
  columns: { id: columns.id, url: columns.string(500), expiresAt: columns.instant },
  indices: [{ name: 'ix_wechat_links_expires', columns: ['expiresAt'] }],
})

export const lookScene = (tx: Tx, id: string): Promise<SceneRow | null> =>
  selectRow(tx, wechatScenes, 'WHERE t.id = ?', [id])

export const saveScene = (tx: Tx, row: SceneRow): Promise<void> => insertRow(tx, wechatScenes, row)

export const setSceneFile = async (tx: Tx, id: string, fileId: string): Promise<void> => {
  await tx.query('UPDATE wechat_scenes SET file_id = ? WHERE id = ?', [fileId, id])
}

export const lookLink = (tx: Tx, ticketId: string): Promise<LinkRow | null> =>
  selectRow(tx, wechatLinks, 'WHERE t.id = ?', [ticketId])

export const replaceLink = async (tx: Tx, row: LinkRow): Promise<void> => {
  await tx.query('DELETE FROM wechat_links WHERE id = ?', [row.id])
  await insertRow(tx, wechatLinks, row)
}
