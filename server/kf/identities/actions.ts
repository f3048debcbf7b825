import { type Actor, systemActor } from '../../../shared/kernel/roles'
import type { Call, Reading } from '../../call'
import { type CustomerRow, createCustomer, findCustomer, linkIdentity, lookCustomerBy } from '../../customers/actions'
import { lookDevice } from '../../equipment/actions'
import type { KfProfile } from '../client'
import type { ConversationRow } from '../conversations/store'

/** What the contact of a ticket may be called. */
const LONGEST_NAME = 40
const NAMELESS = '微信客户'

/** The system in the customer's name: such a ticket is theirs, and is known to have come by chat. */
export const inNameOf = ({ id, name }: Pick<CustomerRow, 'id' | 'name'>): Actor => ({
  ...systemActor('kf'),
  personId: id,
  name,
})

type Chat = Pick<ConversationRow, 'externalUserId' | 'deviceId'>

/** By the account in customer service, or as a contact of ours: the platform has one id for both. */
export const lookCustomerInChat = async (
  reading: Reading,
  { externalUserId }: Pick<Chat, 'externalUserId'>,
): Promise<CustomerRow | null> =>
  (await lookCustomerBy(reading, 'kf', externalUserId)) ?? lookCustomerBy(reading, 'external', externalUserId)

/** Whether the platform must be asked who somebody is before anything can be made in their name. */
export const isStranger = async (reading: Reading, { externalUserId, deviceId }: Chat): Promise<boolean> => {
  if (deviceId && (await lookDevice(reading, deviceId))) return false
  return (await lookCustomerBy(reading, 'kf', externalUserId)) === null
}

/**
 * Whose ticket it is: of the owner of the device whose code was scanned; else of the customer this person is known as;
 * else of a new one by their nickname. A scan says where somebody stands, not who they are, so it binds nobody.
 */
export const customerOf = async (call: Call, chat: Chat, profile: KfProfile | null): Promise<CustomerRow> => {
  const device = chat.deviceId ? await lookDevice(call, chat.deviceId) : null
  if (device) return findCustomer(call, device.customerId)
  const known = await lookCustomerBy(call, 'kf', chat.externalUserId)
  if (known) return known
  const { id } = (await knownOtherwise(call, chat, profile)) ?? (await newCustomer(call, chat, profile))
  await linkIdentity(call, id, 'kf', chat.externalUserId)
  if (profile?.unionId) await linkIdentity(call, id, 'unionid', profile.unionId)
  return findCustomer(call, id)
}

const knownOtherwise = async (call: Call, chat: Chat, profile: KfProfile | null): Promise<CustomerRow | null> =>
  (await lookCustomerInChat(call, chat)) ?? (profile?.unionId ? lookCustomerBy(call, 'unionid', profile.unionId) : null)

const newCustomer = (call: Call, { externalUserId }: Chat, profile: KfProfile | null): Promise<{ id: string }> => {
  const name = [...(profile?.nickname.trim() || NAMELESS)].slice(0, LONGEST_NAME).join('')
  return createCustomer({ ...call, actor: systemActor('kf') }, { name, externalUserId })
}
