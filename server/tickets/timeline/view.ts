import { toWire, toWireOrNull } from '../../../shared/kernel/time'
import { type Move, moves, reasonWords, transitionOf } from '../../../shared/tickets/life'
import type { FileView, TimelineItem } from '../../../shared/tickets/views'
import type { TicketEventRow } from '../store'

export type Reader = 'staff' | 'customer'

const isMove = (kind: TicketEventRow['kind']): kind is Move => (moves as readonly string[]).includes(kind)

/** The sentence of a row: the field's terms for staff, plain words for the customer; null when it is not theirs to read. */
export const sentenceOf = (row: TicketEventRow, reader: Reader): string | null => {
  if (reader === 'staff') return staffSentence(row)
  if (row.kind === 'create') return row.toStatus === 'draft' ? '您的报修正在登记' : '您的报修已受理'
  if (isMove(row.kind)) {
    return (
      transitionOf(row.kind)
        .customerReads?.replace('{actor}', () => `${row.actorName}师傅`)
        .replace('{reason}', () => reasonWords(row.reason ?? '')) ?? null
    )
  }
  if (row.audience === 'internal') return null
  return row.body ?? (row.fileIds.length > 0 ? '上传了附件' : null)
}

const staffSentence = (row: TicketEventRow): string => {
  const reason = row.reason ? `：${reasonWords(row.reason)}` : ''
  if (isMove(row.kind)) return [`${transitionOf(row.kind).name}${reason}`, row.body].filter(Boolean).join('。')
  if (row.kind === 'create') return row.toStatus === 'draft' ? '登记了草稿' : '建单'
  if (row.kind === 'edit') return '修改了内容'
  if (row.kind === 'attach') return `上传了 ${row.fileIds.length} 个附件`
  return row.body ?? ''
}

/** The timeline as this reader sees it: rows that are not theirs are left out, not blanked. */
export const viewTimeline = (
  rows: readonly TicketEventRow[],
  files: ReadonlyMap<string, FileView>,
  reader: Reader,
): TimelineItem[] =>
  rows.flatMap(row => {
    const says = sentenceOf(row, reader)
    if (says === null) return []
    return {
      id: row.id,
      kind: row.kind,
      at: toWire(row.at),
      deviceAt: toWireOrNull(row.deviceAt),
      actorName: row.actorName,
      from: row.fromStatus,
      to: row.toStatus,
      says,
      reason: reader === 'staff' && row.reason ? reasonWords(row.reason) : null,
      audience: row.audience,
      files: row.fileIds.flatMap(id => files.get(id) ?? []),
      version: row.version,
    }
  })
