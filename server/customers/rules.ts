import { refuse, refuseUnless } from '../../shared/kernel/refusal'

const bare = (phone: string): string => phone.replace(/[- ]/g, '').replace(/^(\+86|\+)/, '')

/** `+86 138-0013-8000` -> `13800138000`, so that a person is found however the number was typed. Refuses a masked one. */
export const storablePhone = (typed: string): string => {
  refuseUnless(!typed.includes('*'), 'request.invalid', { field: 'phone', reason: '请填写完整的电话号码' })
  return bare(typed)
}

/** What a typed text may mean: part of a name, a whole number, or its last four digits. */
export const searchable = (text: string): { name: string; phone: string | null; phoneTail: string | null } => {
  const digits = bare(text)
  const isNumber = /^\d+$/.test(digits)
  return { name: text, phone: isNumber ? digits : null, phoneTail: isNumber && digits.length === 4 ? digits : null }
}

/** Where a list goes on: behind the customer that was made at this instant and has this id. */
export type ListPlace = { createdAt: Date; id: string }

export const cursorAfter = ({ createdAt, id }: ListPlace): string => `${createdAt.getTime()}.${id}`

export const placeIn = (cursor: string): ListPlace => {
  const [, ms, id] = /^(\d{1,15})\.(.+)$/.exec(cursor) ?? []
  return ms && id
    ? { createdAt: new Date(Number(ms)), id }
    : refuse('request.invalid', { field: 'cursor', reason: '请从第一页重新开始' })
}
