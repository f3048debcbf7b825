import { refuseUnless } from '../../shared/kernel/refusal'

/** `+86 138-0013-8000` -> `13800138000`. Refuses a masked number, which nobody can call. */
export const dialable = (typed: string): string => {
  const digits = typed.replace(/[- ]/g, '').replace(/^(\+86|\+)/, '')
  refuseUnless(/^\d{5,20}$/.test(digits), 'request.invalid', { field: 'phone', reason: '请填写完整的电话号码' })
  return digits
}
