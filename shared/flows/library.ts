import * as z from 'zod/mini'
import { command, query } from '../kernel/endpoint'
import { staffRoles } from '../kernel/roles'
import { id, nothing, requiredText, version } from '../kernel/schema'
import { templateCode } from '../templates/api'
import { flowBody } from './flow'

const makers = ['admin'] as const
export const flowPeople = [...staffRoles, 'provider'] as const

/** The name of a flow through all its versions; templates name it in `flowCode`. */
export const flowCode = templateCode

/** One published version; it never changes. `standard` is the five nodes that every ticket has without a flow of its own. */
export const flow = z.object({
  id,
  code: z.string(),
  name: z.string(),
  versionNo: z.int(),
  body: flowBody,
  publishedAt: z.nullable(z.string()),
})
export type FlowView = z.output<typeof flow>

/** What keeps a flow from being published, and where: `transitionAt` is the transition's place in the list. */
export const flowProblem = z.object({
  code: z.string(),
  says: z.string(),
  nodeKey: z.optional(z.string()),
  transitionAt: z.optional(z.int()),
})

/** What is being drawn: the shape of a flow, not yet sound. */
export const flowDraft = z.object({
  code: z.string(),
  name: z.string(),
  body: flowBody,
  version,
  /** The published version that it was begun from; null for a new flow. */
  baseVersionNo: z.nullable(z.int()),
  editor: z.object({ id, name: z.string() }),
  isMine: z.boolean(),
  savedAt: z.string(),
  problems: z.array(flowProblem),
})
export type FlowDraftView = z.output<typeof flowDraft>

const shelved = z.object({
  code: z.string(),
  name: z.string(),
  isStandard: z.boolean(),
  /** The newest version; null while there is only a draft. */
  published: z.nullable(z.object({ id, versionNo: z.int(), publishedAt: z.nullable(z.string()) })),
  draft: z.nullable(z.object({ editorName: z.string(), isMine: z.boolean(), savedAt: z.string() })),
})
export type ShelvedFlow = z.output<typeof shelved>

const ofCode = z.object({ code: flowCode })
const atVersion = z.object({ code: flowCode, version })

/** Making flows. */
export const flowLibraryApi = {
  library: query('flows.library', {
    summary: '流程库：每个流程的最新版本和草稿',
    allow: makers,
    input: nothing,
    output: z.object({ items: z.array(shelved) }),
  }),
  versions: query('flows.versions', {
    summary: '一个流程的所有版本，新的在前',
    allow: [...makers, 'manager', 'dispatcher'],
    input: ofCode,
    output: z.object({
      items: z.array(
        z.object({ id, versionNo: z.int(), name: z.string(), publishedAt: z.nullable(z.string()), tickets: z.int() }),
      ),
    }),
  }),
  get: query('flows.get', { summary: '一个流程的某个版本', allow: flowPeople, input: z.object({ id }), output: flow }),
  draft: query('flows.draft', {
    summary: '一个流程的草稿，以及谁在编辑',
    allow: makers,
    input: ofCode,
    output: flowDraft,
  }),
  beginDraft: command('flows.beginDraft', {
    summary: '开始编辑：不写编号时新建；别人正在编辑的要先接手',
    allow: makers,
    input: z.object({
      code: z.optional(flowCode),
      name: z.optional(requiredText(40)),
      /** The version to begin from, also of another flow; none: the newest of this one, else the standard flow. */
      fromId: z.optional(id),
      /** Takes it over from whoever is editing it. */
      isTaking: z._default(z.boolean(), false),
    }),
    output: flowDraft,
  }),
  saveDraft: command('flows.saveDraft', {
    summary: '保存草稿，返回发布前要解决的问题',
    allow: makers,
    input: z.object({ code: flowCode, version, name: requiredText(40), body: flowBody }),
    output: flowDraft,
  }),
  discardDraft: command('flows.discardDraft', {
    summary: '放弃草稿，已发布的版本不受影响',
    allow: makers,
    input: atVersion,
    output: z.object({ code: z.string() }),
  }),
  check: query('flows.check', {
    summary: '检查流程，不保存',
    allow: makers,
    input: z.object({ body: flowBody }),
    output: z.object({ problems: z.array(flowProblem) }),
  }),
  publish: command('flows.publish', {
    summary: '发布草稿为新版本；已有工单仍走各自的版本',
    allow: makers,
    input: atVersion,
    output: flow,
  }),
  bpmn: query('flows.bpmn', {
    summary: '流程的 BPMN 2.0 文件：某个版本，或一个流程的最新版本',
    allow: flowPeople,
    input: z.union([z.object({ flowId: id }), ofCode]),
    output: z.object({ fileName: z.string(), xml: z.string() }),
  }),
}
