import { roles } from '../kernel/roles'
import type { TemplateBody, TemplateProblem } from './api'

/** What a template may name by its code though it stands elsewhere. */
export type NamedKind = 'flow' | 'policy' | 'ruleSet' | 'team' | 'member' | 'part' | 'skill' | 'template'

/** `where` is the rule that says it, as people call it; empty for a setting of the whole. */
export type Named = { kind: NamedKind; code: string; path: string; where: string }

type KindBySetting = Readonly<Record<string, NamedKind>>
const ofTemplate: KindBySetting = { flowCode: 'flow', ruleSetCode: 'ruleSet', slaPolicyCode: 'policy' }
const ofAction: KindBySetting = { teamId: 'team', to: 'member', partId: 'part', skill: 'skill', templateId: 'template' }

/** Words for whoever has to do with the ticket stand beside the ids of members. */
const receivers: ReadonlySet<string> = new Set(['customer', 'assignee', 'owner', 'creator', 'manager', ...roles])

const namesOf = (holder: object, kinds: KindBySetting, path: string, where: string): Named[] =>
  Object.entries(kinds).flatMap(([setting, kind]) => {
    const code = (holder as Record<string, unknown>)[setting]
    return typeof code === 'string' && !(kind === 'member' && receivers.has(code))
      ? [{ kind, code, path: `${path}${setting}`, where }]
      : []
  })

/** Everything that a template names outside itself, in the order in which it stands there. */
export const namesIn = (body: TemplateBody): Named[] => [
  ...namesOf(body, ofTemplate, '', ''),
  ...body.rules.flatMap(({ name, then }, at) =>
    then.flatMap((action, step) =>
      namesOf(action, ofAction, `rules.${at}.then.${step}.`, `规则 ${at + 1}${name ? `「${name}」` : ''}：`),
    ),
  ),
]

type Missing = { code: string; says: (code: string) => string; isWarning?: true }

const missing: Record<NamedKind, Missing> = {
  flow: { code: 'unknown_flow', says: code => `没有已发布的流程「${code}」，请另选一个，或先发布这个流程` },
  policy: { code: 'unknown_policy', says: code => `没有时效策略「${code}」，请另选一个，或清空后用公司统一的` },
  ruleSet: { code: 'unknown_rule_set', says: code => `没有结算规则「${code}」，请清空，工单按公司统一的规则结算` },
  team: { code: 'unknown_team', says: code => `没有班组「${code}」，请另选一个` },
  member: { code: 'unknown_member', says: code => `要通知的「${code}」不在职，请另选一位` },
  part: { code: 'unknown_part', says: code => `配件目录里没有「${code}」，请另选一个` },
  // People come and learn: a kit may ask for what nobody here can do yet.
  skill: {
    code: 'unknown_skill',
    says: code => `还没有工程师会「${code}」，请先安排好会的人，或另选一项`,
    isWarning: true,
  },
  template: { code: 'unknown_template', says: code => `没有已发布的模板「${code}」，请另选一个，或先发布这个模板` },
}

/** What to say when nothing stands under the code. */
export const problemOfMissing = ({ kind, code, path, where }: Named): TemplateProblem => {
  const { says, isWarning, ...problem } = missing[kind]
  return { path, code: problem.code, says: where + says(code), ...(isWarning && { isWarning }) }
}
