import { refuse } from '../../../shared/kernel/refusal'
import type { TemplateAction } from '../../../shared/templates/actions'
import type { TemplateBody, TemplateProblem } from '../../../shared/templates/api'
import { checkTemplate, isGrave } from '../../../shared/templates/checking'

const actionsIn = ({ rules }: TemplateBody): { path: string; action: TemplateAction }[] =>
  rules.flatMap((rule, at) => rule.then.map((action, step) => ({ path: `rules.${at}.then.${step}`, action })))

const teamOf = (action: TemplateAction): string | null => (action.action === 'assignTeam' ? action.teamId : null)
const templateOf = (action: TemplateAction): string | null => (action.action === 'followUp' ? action.templateId : null)

/** What the rules name outside their own template. */
export const namesIn = (body: TemplateBody): { teamIds: string[]; templateIds: string[] } => {
  const named = (of: (action: TemplateAction) => string | null) => [
    ...new Set(actionsIn(body).flatMap(({ action }) => of(action) ?? [])),
  ]
  return { teamIds: named(teamOf), templateIds: named(templateOf) }
}

/** Rules that name a team or a template that is not there. */
export const strangersIn = (
  body: TemplateBody,
  { teams, codes }: { teams: readonly string[]; codes: readonly string[] },
): TemplateProblem[] =>
  actionsIn(body).flatMap(({ path, action }) => {
    const [team, code] = [teamOf(action), templateOf(action)]
    if (team !== null && !teams.includes(team)) {
      return [{ path: `${path}.teamId`, code: 'unknown_team', says: '规则里指派的班组已经不存在，请重新选择' }]
    }
    if (code !== null && !codes.includes(code)) {
      return [
        { path: `${path}.templateId`, code: 'unknown_template', says: '规则里后续跟进的模板还没有发布，请重新选择' },
      ]
    }
    return []
  })

/** The document, when nothing forbids publishing it; refuses `template.unsound` with all that does. */
export const soundOf = (body: TemplateBody | null, found: readonly TemplateProblem[]): TemplateBody => {
  const problems = found.filter(isGrave)
  const [first] = problems
  if (!body || first) return refuse('template.unsound', { problems, count: problems.length, first: first?.says })
  return body
}

/** A document that is sound in itself; whether the teams and templates that it names exist is not asked. */
export const soundAlone = (loose: unknown): TemplateBody => {
  const { body, problems } = checkTemplate(loose)
  return soundOf(body, problems)
}
