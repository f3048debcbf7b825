import { refuse } from '../../../shared/kernel/refusal'
import type { TemplateBody, TemplateProblem } from '../../../shared/templates/api'
import { checkTemplate, isGrave } from '../../../shared/templates/checking'

/** The document, when nothing forbids publishing it; refuses `template.unsound` with all that does. */
export const soundOf = (body: TemplateBody | null, found: readonly TemplateProblem[]): TemplateBody => {
  const problems = found.filter(isGrave)
  const [first] = problems
  if (!body || first) return refuse('template.unsound', { problems, count: problems.length, first: first?.says })
  return body
}

/** A document that is sound in itself; whether what it names elsewhere exists is not asked. */
export const soundAlone = (loose: unknown): TemplateBody => {
  const { body, problems } = checkTemplate(loose)
  return soundOf(body, problems)
}
