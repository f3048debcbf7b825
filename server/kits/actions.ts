import type { Kit } from '../../config/seed/kits/kit'
import { kits } from '../../config/seed/kits/kits'
import type { OutputOf, ReadInputOf } from '../../shared/kernel/endpoint'
import { Refusal, refuse } from '../../shared/kernel/refusal'
import type { KitPart, KitView, kitsApi } from '../../shared/kits'
import { prepareRuleSet } from '../../shared/settlement/charges'
import type { Call, Reading } from '../call'
import type { Context } from '../context'
import { isDuplicate } from '../db/rows'
import { takeNumber } from '../tickets/actions'
import { publishFlow, publishTemplate, savePolicy } from './publishing/actions'
import { isMissing, partsOf } from './rules'
import { makeSamples } from './samples/actions'
import { loadCompany } from './standing/actions'
import { changeInstall, type InstallRow, listInstalls, lookInstall, saveInstall } from './store'
import { viewKit } from './view'

/** Refuses `kit.not_found`. */
const findKit = (code: string): Kit => kits.find(kit => kit.code === code) ?? refuse('kit.not_found', { code })

const codesOfFlows = (some: readonly Kit[]): ReadonlySet<string> =>
  new Set(some.flatMap(({ flows }) => flows.map(({ code }) => code)))

const loadPartsOf = async (reading: Reading, kit: Kit, install: InstallRow | null): Promise<KitPart[]> =>
  partsOf(kit, await loadCompany(reading, codesOfFlows([kit])), install?.ruleSet ?? null)

export const listKits = async (reading: Reading): Promise<OutputOf<typeof kitsApi.list>> => {
  const installs = new Map((await listInstalls(reading.tx)).map(row => [row.id, row]))
  const company = await loadCompany(reading, codesOfFlows(kits))
  const items = kits.map((kit): KitView => {
    const install = installs.get(kit.code) ?? null
    return viewKit(kit, install, partsOf(kit, company, install?.ruleSet ?? null))
  })
  return { items, isDemo: reading.context.config.mode === 'demo' }
}

/** Prices of an installed kit as they were installed, else as it offers them. Refuses `kit.not_found`. */
export const showRuleSet = async (
  { tx }: Reading,
  { code }: { code: string },
): Promise<OutputOf<typeof kitsApi.ruleSet>> => {
  const { ruleSet } = findKit(code)
  const install = await lookInstall(tx, code)
  return install ? { ...ruleSet, code: install.ruleSetCode, body: install.ruleSet } : ruleSet
}

type Install = ReadInputOf<typeof kitsApi.install>

const wantsSamples = ({ withSamples }: Install, { config }: Pick<Context, 'config'>): boolean =>
  withSamples ?? config.mode === 'demo'

/** A number for each sample that may be made; taken before the transaction, as for every ticket. */
export const takeNumbers = async (context: Context, input: Install): Promise<string[]> => {
  const kit = findKit(input.code)
  if (!wantsSamples(input, context)) return []
  if (((await lookInstall(context.db.reader, kit.code))?.samplesMade ?? 0) > 0) return []
  const numbers: string[] = []
  for (const _ of kit.samples) numbers.push(await takeNumber(context))
  return numbers
}

/**
 * Publishes what is not there yet and leaves alone what is. Refuses `kit.not_found`, `kit.changed_meanwhile`,
 * `kit.no_customer` for samples without anybody to make them for, and what publishing refuses.
 */
export const installKit = async (
  call: Call,
  input: Install,
  numbers: readonly string[],
): Promise<OutputOf<typeof kitsApi.install>> => {
  const kit = findKit(input.code)
  const before = await lookInstall(call.tx, kit.code)
  const found = await loadPartsOf(call, kit, before)
  await publishMissing(call, kit, found)
  const install = before ?? (await keepInstall(call, kit))
  const parts = await loadPartsOf(call, kit, install)
  const samplesMade = install.samplesMade > 0 ? 0 : await makeSamples(call, { kit, parts, numbers })
  const after = samplesMade > 0 ? await changeInstall(call.tx, install, { samplesMade }) : install
  return {
    kit: viewKit(kit, after, parts),
    kept: found.filter(({ state }) => state !== 'absent'),
    published: found.filter(({ state }) => state === 'absent').map(part => ({ ...part, state: 'same' as const })),
    samplesMade,
  }
}

/** Flows and policies before the templates that name them, templates in the order in which they name each other. */
const publishMissing = async (call: Call, kit: Kit, found: readonly KitPart[]): Promise<void> => {
  for (const flow of kit.flows) if (isMissing(found, 'flow', flow.code)) await publishFlow(call, flow)
  for (const policy of kit.policies) if (isMissing(found, 'policy', policy.code)) await savePolicy(call, policy)
  for (const template of kit.templates)
    if (isMissing(found, 'template', template.code)) await publishTemplate(call, template)
}

const keepInstall = async (call: Call, { code, ruleSet }: Kit): Promise<InstallRow> => {
  prepareRuleSet(ruleSet.body)
  const row: InstallRow = {
    id: code,
    installedAt: call.now,
    installedById: call.actor.personId,
    installedByName: call.actor.name,
    ruleSetCode: ruleSet.code,
    ruleSet: ruleSet.body,
    samplesMade: 0,
    version: 1,
  }
  try {
    await saveInstall(call.tx, row)
  } catch (error) {
    throw isDuplicate(error) ? new Refusal('kit.changed_meanwhile') : error
  }
  return row
}
