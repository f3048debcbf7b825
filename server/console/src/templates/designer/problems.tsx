import { createContext, type ReactNode, useContext, useDeferredValue, useMemo, useSyncExternalStore } from 'react'
import type { TemplateBody, TemplateProblem } from '../../../../../shared/templates/api'
import { checkTemplate } from '../../../../../shared/templates/checking'
import { namesIn, problemOfMissing } from '../../../../../shared/templates/named'
import { type Desk, type Selected, useDocument } from './desk'
import type { Saving } from './saving'

export type Trouble = 'problem' | 'warning'

type Problems = {
  items: readonly TemplateProblem[]
  /** How many forbid publishing. */
  count: number
  /** By field key. */
  troubleOf: ReadonlyMap<string, Trouble>
}

const ProblemsContext = createContext<Problems>({ items: [], count: 0, troubleOf: new Map() })

export const useProblems = (): Problems => useContext(ProblemsContext)

/** Whether what is named elsewhere exists only the server knows; here, what it would say of what is named now. */
const wouldSay = (body: TemplateBody | null): readonly TemplateProblem[] =>
  body ? namesIn(body).map(problemOfMissing) : []

const same = (a: TemplateProblem, b: TemplateProblem): boolean => a.path === b.path && a.says === b.says

const nothingSaid: readonly TemplateProblem[] = []
const never = () => () => undefined

type Props = { saving: Saving | null; children: ReactNode }

/** What keeps the template from being published, a moment after each edit; with what only the server can know. */
export const ProblemsOfDocument = ({ saving, children }: Props) => {
  const { body } = useDeferredValue(useDocument())
  const fromServer = useSyncExternalStore(saving?.subscribe ?? never, () => saving?.problems() ?? nothingSaid)
  const { here, named } = useMemo(() => {
    const { body: sound, problems: found } = checkTemplate(body)
    return { here: found, named: wouldSay(sound) }
  }, [body])
  const problems = useMemo(() => {
    const more = fromServer.filter(one => named.some(name => same(name, one)))
    const items: TemplateProblem[] = [...here, ...more].sort(
      (a, b) => Number(a.isWarning ?? false) - Number(b.isWarning ?? false),
    )
    const troubleOf = new Map<string, Trouble>()
    for (const { fieldKey, isWarning } of [...items].reverse()) {
      if (fieldKey) troubleOf.set(fieldKey, isWarning ? 'warning' : 'problem')
    }
    return { items, troubleOf, count: items.filter(({ isWarning }) => !isWarning).length }
  }, [here, named, fromServer])
  return <ProblemsContext.Provider value={problems}>{children}</ProblemsContext.Provider>
}

/** What a problem is about: `fields.3.options`, `groups.0`, `rules.2.when`, `variants.1` ... */
export const placeOfProblem = (desk: Desk, { path, fieldKey }: TemplateProblem): Selected => {
  const { fields, groups } = desk.get().history.document.body
  const [list, place] = path.split('.')
  const at = Number(place)
  if (list === 'rules' && Number.isInteger(at)) return { kind: 'rule', at }
  if (list === 'variants' && Number.isInteger(at)) return { kind: 'variant', at }
  const group = list === 'groups' ? groups[at] : undefined
  if (group) return { kind: 'group', key: group.key }
  const key = fieldKey ?? (list === 'fields' ? fields[at]?.key : undefined)
  return key ? { kind: 'field', key } : { kind: 'template' }
}
