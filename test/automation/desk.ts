import type { FollowUpView, RuleView, RunView } from '../../shared/automation'
import { automationApi } from '../../shared/automation'
import type { InputOf } from '../../shared/kernel/endpoint'
import type { TemplateAction } from '../../shared/templates/actions'
import { templatesApi } from '../../shared/templates/api'
import { ticketsApi } from '../../shared/tickets/api'
import type { TicketView } from '../../shared/tickets/views'
import { openTicket } from '../checkins/onSite'
import type { World } from '../support/world'

type Draft = InputOf<typeof automationApi.saveRule>
type Written = Partial<Omit<Draft, 'then'>> & Pick<Draft, 'trigger'> & { does?: TemplateAction[] }

export const tag = (one: string) => ({ action: 'addTag' as const, tag: one })

/** A rule as it goes over the wire. */
export const written = ({ does = [tag('已处理')], ...rule }: Written): Draft => ({
  name: '测试规则',
  version: 0,
  ...rule,
  // biome-ignore lint/suspicious/noThenProperty: the word of the rules' format
  then: does,
})

export const saveRule = async (world: World, rule: Written): Promise<RuleView> =>
  (await world.as('admin1')).call(automationApi.saveRule, written(rule))

export const switchOff = async (world: World): Promise<void> => {
  const admin = await world.as('admin1')
  const { items } = await admin.call(automationApi.rules, {})
  for (const { code, version } of items) await admin.call(automationApi.removeRule, { code, version })
}

export const runsOf = async (world: World, ticketId: string): Promise<RunView[]> =>
  (await (await world.as('admin1')).call(automationApi.runs, { ticketId, limit: 100 })).items.reverse()

export const followUpsOf = async (world: World, ticketId: string): Promise<FollowUpView[]> =>
  (await (await world.as('admin1')).call(automationApi.followUps, { ticketId, limit: 100 })).items

export const seen = async (world: World, id: string): Promise<TicketView> =>
  (await world.as('admin1')).call(ticketsApi.get, { id })

/** A new ticket and everything that follows at once. */
export const opened = async (world: World, more: Parameters<typeof openTicket>[1] = {}): Promise<TicketView> => {
  const { id } = await openTicket(world, more)
  await world.drain()
  return seen(world, id)
}

export const edited = async (world: World, { id, version }: TicketView, description: string): Promise<TicketView> => {
  await (await world.as('dispatcher1')).call(ticketsApi.edit, { id, version, description })
  await world.drain()
  return seen(world, id)
}

export const cancelled = async (world: World, ticketId: string): Promise<void> => {
  const { id, version } = await seen(world, ticketId)
  await (await world.as('dispatcher1')).call(ticketsApi.cancel, { id, version, reason: '客户不需要了' })
  await world.drain()
}

export const outcomes = (runs: readonly RunView[]): string[] => runs.map(({ outcome }) => outcome)

/** A consultation with more in it, published: its id and its code. */
export const consultationWith = async (
  world: World,
  more: { fields?: object[]; rules?: object[] },
): Promise<{ id: string; code: string }> => {
  const admin = await world.as('admin1')
  const { code, name, version, body } = await admin.call(templatesApi.beginDraft, {
    copyOf: 'consultation',
    name: '另一种咨询',
  })
  const given = body as { fields: object[] }
  const next = { ...given, rules: more.rules ?? [], fields: [...given.fields, ...(more.fields ?? [])] }
  const saved = await admin.call(templatesApi.saveDraft, { code, version, name, isPreset: false, body: next })
  return { code, id: (await admin.call(templatesApi.publish, { code, version: saved.version })).id }
}
