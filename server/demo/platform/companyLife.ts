import type { Contacts, Department, Member, Tag } from './contacts'
import type { Customer, CustomerBook, CustomerFollower } from './customerContacts'
import type { Outgoing } from './plaintext'

type Life = {
  contacts: Contacts
  customers: CustomerBook
  event: (fields: Outgoing & { Event: string }) => Outgoing
  now: () => number
}

/** What happens in the address book and between members and customers, and the message that follows, protocol section 3. */
export const companyLife = ({ contacts, customers, event, now }: Life) => {
  const contact = (ChangeType: string, fields: Outgoing): Outgoing =>
    event({ Event: 'change_contact', ChangeType, ...fields })
  const external = (ChangeType: string, userId: string, externalUserId: string, fields: Outgoing = {}): Outgoing =>
    event({ Event: 'change_external_contact', ChangeType, UserID: userId, ExternalUserID: externalUserId, ...fields })

  return {
    /** Callbacks name the departments alone since 2022. */
    memberJoins: (member: Member) => {
      contacts.addMember(member)
      return contact('create_user', { UserID: member.userId, Department: member.departmentIds.join(',') })
    },
    memberMoves: (userId: string, departmentIds: number[]) => {
      const member = contacts.member(userId)
      contacts.addMember({ ...member, departmentIds })
      return contact('update_user', { UserID: member.userId, Department: departmentIds.join(',') })
    },
    memberIsRenamed: (userId: string, newUserId: string) => {
      const member = contacts.member(userId)
      contacts.removeMember(userId)
      contacts.addMember({ ...member, userId: newUserId })
      customers.renameFollower(userId, newUserId)
      return contact('update_user', { UserID: member.userId, NewUserID: newUserId })
    },
    /** Takes the member out of the company. */
    memberLeaves: (userId: string) => {
      const { userId: UserID } = contacts.member(userId)
      contacts.removeMember(userId)
      return contact('delete_user', { UserID })
    },
    departmentIsMade: (department: Department) => {
      contacts.addDepartment(department)
      return contact('create_party', { Id: department.id, ParentId: department.parentId })
    },
    tagIsChanged: (tag: Tag) => {
      contacts.addTag(tag)
      return contact('update_tag', { TagId: tag.id })
    },

    /** The customer is the member's contact from now on; the code of the welcome lives 20 s. */
    memberAddsCustomer: (follower: CustomerFollower, customer: Omit<Customer, 'followers'>, State = '') => {
      const { userId } = contacts.member(follower.userId)
      if (!customers.hasCustomer(customer.externalUserId)) customers.addCustomer({ ...customer, followers: [] })
      customers.follow(customer.externalUserId, { since: now(), ...follower, userId })
      const WelcomeCode = customers.issueWelcome(userId, customer.externalUserId)
      return external('add_external_contact', userId, customer.externalUserId, {
        ...(State && { State }),
        WelcomeCode,
      })
    },
    memberEditsCustomer: (follower: CustomerFollower, externalUserId: string) => {
      const { userId } = contacts.member(follower.userId)
      customers.follow(externalUserId, { ...follower, userId })
      return external('edit_external_contact', userId, externalUserId)
    },
    memberDropsCustomer: (userId: string, externalUserId: string, Source = '') => {
      customers.unfollow(userId, externalUserId)
      return external('del_external_contact', userId, externalUserId, Source ? { Source } : {})
    },
    customerDropsMember: (userId: string, externalUserId: string) => {
      customers.unfollow(userId, externalUserId)
      return external('del_follow_user', userId, externalUserId)
    },
  }
}
