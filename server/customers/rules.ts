import { refuseUnless } from '../../shared/kernel/refusal'

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
