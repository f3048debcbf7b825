import type { MemberChange } from '../../../people/members/actions'
import { lowered, text } from '../../messages/fields/rules'
import type { Fields, MessageOrigin, WecomMessage } from '../../messages/rules'

export type ContactChange = Extract<WecomMessage, { kind: 'contactChanged' }>

/** `1,2,3`: sent along when they changed. Null when the callback names none. */
export const departmentsIn = (fields: Fields): number[] | null => {
  const named = text(lowered(fields), 'department')
  return named === '' ? null : named.split(',').map(Number).filter(Number.isSafeInteger)
}

/** What the callback itself says of a member; what the platform shows of them now outweighs it. */
export const changeOf = (
  { change, id, newUserId, status, sentAt }: ContactChange,
  fields: Fields,
  shown: { name: string | null; departmentIds: number[] } | null,
  now: Date,
): MemberChange | null =>
  change === 'other' || id === ''
    ? null
    : {
        userId: id,
        change,
        newUserId,
        status,
        at: new Date(sentAt ?? Math.floor(now.getTime() / 1000) * 1000),
        name: shown?.name ?? (text(lowered(fields), 'name') || null),
        departmentIds: shown?.departmentIds ?? departmentsIn(fields),
      }

/** A member has come into the app's visible range: here they are new, or known already. */
export const joined = (origin: MessageOrigin): ContactChange => ({
  ...origin,
  kind: 'contactChanged',
  subject: 'member',
  change: 'created',
  id: origin.from,
  newUserId: null,
  status: null,
})
