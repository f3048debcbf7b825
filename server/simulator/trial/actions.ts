import { problemsOfFlow } from '../../../shared/flows/problems'
import { STANDARD } from '../../../shared/flows/standard'
import type { ReadInputOf } from '../../../shared/kernel/endpoint'
import { refuse, refuseUnless } from '../../../shared/kernel/refusal'
import type { simulatorApi } from '../../../shared/simulator'
import type { TemplateBody } from '../../../shared/templates/api'
import type { Reading } from '../../call'
import { findFlow, lookNewestFlow } from '../../flows/actions'
import { findDraft as findFlowDraft } from '../../flows/drafts/actions'
import { findTemplate, versionIdsOf } from '../../templates/actions'
import { findDraft as findTemplateDraft } from '../../templates/drafts/actions'
import { soundBody } from '../../templates/publishing/actions'
import type { TriedFlow } from '../rules'

export type Wish = ReadInputOf<typeof simulatorApi.run>

/** What is tried on past tickets; null where they keep what they have. */
export type Trial = { templateIds: string[]; template: TemplateBody | null; flow: TriedFlow | null }

const DRAFT = 'draft'

/**
 * Refuses `simulator.nothing_chosen`, what is not there as each capability does, and a draft that could not be published
 * with all its problems: `template.unsound`, `flow.unsound`.
 */
export const findTrial = async (reading: Reading, wish: Wish): Promise<Trial> => {
  refuseUnless(wish.templateFrom || wish.flowFrom, 'simulator.nothing_chosen')
  const templateIds = await versionIdsOf(reading, wish.templateCode)
  const template = await triedTemplate(reading, wish, templateIds)
  if (!template && templateIds.length === 0) refuse('template.not_found', { code: wish.templateCode })
  const flowCode = wish.flowCode ?? (template ?? (await newestOf(reading, templateIds)))?.flowCode
  return { templateIds, template, flow: await triedFlow(reading, wish, flowCode) }
}

const newestOf = async (reading: Reading, [newest]: readonly string[]): Promise<TemplateBody | null> =>
  newest ? (await findTemplate(reading, newest)).body : null

const triedTemplate = async (
  reading: Reading,
  { templateCode, templateFrom }: Wish,
  templateIds: readonly string[],
): Promise<TemplateBody | null> => {
  if (!templateFrom) return null
  if (templateFrom === DRAFT) return soundBody(reading, (await findTemplateDraft(reading, templateCode)).body)
  refuseUnless(templateIds.includes(templateFrom), 'template.not_found', { id: templateFrom })
  return (await findTemplate(reading, templateFrom)).body
}

const triedFlow = async (
  reading: Reading,
  { flowCode: asked, flowFrom }: Wish,
  flowCode = STANDARD,
): Promise<TriedFlow | null> => {
  if (!flowFrom) return null
  if (flowFrom !== DRAFT) {
    const flow = await findFlow(reading, flowFrom)
    refuseUnless(!asked || flow.id === STANDARD || flow.code === asked, 'flow.not_found', { id: flowFrom })
    return flow
  }
  const { id, body } = await findFlowDraft(reading, flowCode)
  const problems = problemsOfFlow(body)
  refuseUnless(problems.length === 0, 'flow.unsound', { reason: problems[0]?.says, problems })
  return { id: `${id}:${DRAFT}`, body }
}

/** The flow that a ticket would follow: what is tried, else the one that the tried template names where it names another. */
export const flowFor = async (
  reading: Reading,
  { template, flow }: Trial,
  own: { template: TemplateBody; flow: TriedFlow },
): Promise<TriedFlow> => {
  if (flow) return flow
  const code = template ? (template.flowCode ?? STANDARD) : null
  if (code === null || code === (own.template.flowCode ?? STANDARD)) return own.flow
  return (await lookNewestFlow(reading, code)) ?? findFlow(reading, STANDARD)
}
