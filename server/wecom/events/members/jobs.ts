import { systemActor } from '../../../../shared/kernel/roles'
import { callAs, readAs } from '../../../call'
import type { Context } from '../../../context'
import { renameFollower } from '../../../customers/contacts/actions'
import { applyMemberChange } from '../../../people/members/actions'
import { listRuledTags } from '../../../people/roles/actions'
import { keepDepartments } from '../../../people/sync/actions'
import { syncPeople } from '../../contacts/jobs'
import type { Fields } from '../../messages/rules'
import type { Outcome } from '../settling/store'
import { type ContactChange, changeOf } from './rules'

const robot = systemActor('wecom')

/** The address book has changed. Where the platform shows the present truth it is read anew, so the order does not matter. */
export const handleContactChange = async (
  context: Context,
  message: ContactChange,
  fields: Fields,
): Promise<Outcome> => {
  if (message.subject === 'member') return handleMember(context, message, fields)
  if (message.subject === 'department') return handleDepartment(context)
  const ruled = await readAs(context, robot, listRuledTags)
  if (!ruled.includes(message.id)) return 'ignored'
  await syncPeople(context)
  return 'handled'
}

const handleMember = async (context: Context, message: ContactChange, fields: Fields): Promise<Outcome> => {
  const isThere = message.change !== 'deleted'
  const shown = isThere ? await context.outside.contacts.member(message.newUserId ?? message.id) : null
  const change = changeOf(message, fields, shown, context.clock.now())
  if (!change) return 'ignored'
  await callAs(context, robot, async call => {
    await applyMemberChange(call, change)
    if (change.newUserId) await renameFollower(call, change.userId, change.newUserId)
  })
  return 'handled'
}

const handleDepartment = async (context: Context): Promise<Outcome> => {
  const departments = await context.outside.contacts.departments()
  if (!departments) return 'ignored'
  await callAs(context, robot, call => keepDepartments(call, departments))
  return 'handled'
}
