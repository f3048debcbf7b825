import { customers } from '../../../config/seed/customers'
import { people } from '../../../config/seed/people'
import type { Platform } from '../platform/platform'

/** The department that everybody of the demo company is in. */
const COMPANY = 1

/** Makes the company's people members of the fake WeCom, and its customers contacts of their salespeople. */
export const introduceCompany = (platform: Pick<Platform, 'addMember' | 'addCustomer'>): void => {
  for (const { wecomUserId, name } of people)
    platform.addMember({ userId: wecomUserId, name, departmentIds: [COMPANY] })
  const wecomUserIds = new Map(people.map(({ id, wecomUserId }) => [id, wecomUserId]))
  for (const { externalUserId, name, phone, tags, ownerId } of customers) {
    const userId = wecomUserIds.get(ownerId ?? '')
    if (externalUserId && userId) {
      platform.addCustomer({ externalUserId, name, followers: [{ userId, remark: name, mobiles: [phone], tags }] })
    }
  }
}
