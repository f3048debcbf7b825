import type { ReactNode } from 'react'
import { type Regions, regionWords } from '../../../../../shared/regions'
import type { TemplateBody } from '../../../../../shared/templates/api'
import type { Form } from '../../../../../shared/templates/evaluate'
import type { Answer } from '../../../../../shared/templates/fields'
import { kindOf } from '../../../../../shared/templates/kinds'
import { useRegions } from '../../lib/use-regions'
import { useActionWords } from '../rules/action-words'
import { words } from './words'

const { result } = words

/** What the rules have made of the test answers. */
export const Results = ({ body, form }: { body: TemplateBody; form: Form }) => {
  const actionWords = useActionWords()
  const regions = useRegions(true)
  const labelOf = (key: string): string => body.fields.find(field => field.key === key)?.label ?? key
  const hidden = body.fields.filter(({ key }) => !form.visible.includes(key))
  const printed = (key: string, value: Answer): string => {
    const field = body.fields.find(one => one.key === key)
    return field ? kindOf[field.kind].print(value, field, namesFor(value, regions)) : ''
  }
  return (
    <section className="td-results" data-results>
      <h3>{result.title}</h3>
      <dl>
        <Line name={result.visible}>{result.visibleOf(form.visible.length, body.fields.length)}</Line>
        {hidden.length > 0 && <Line name={result.hidden}>{hidden.map(({ label }) => label).join('、')}</Line>}
        <Line name={result.required}>{form.required.map(labelOf).join('、') || result.nothing}</Line>
        <Line name={result.values}>
          <List items={Object.entries(form.values).map(([key, value]) => `${labelOf(key)}：${printed(key, value)}`)} />
        </Line>
        <Line name={result.actions}>
          <List items={form.actions.map(actionWords)} />
        </Line>
        {form.warnings.length > 0 && (
          <Line name={result.warnings}>
            <List items={form.warnings.map(({ says }) => says)} />
          </Line>
        )}
        {form.blocks.length > 0 && (
          <Line name={result.blocks}>
            <List items={form.blocks.map(({ says }) => says)} />
          </Line>
        )}
        {form.errors.length > 0 && (
          <Line name={result.errors}>
            <List items={form.errors.map(({ message }) => message)} />
          </Line>
        )}
      </dl>
    </section>
  )
}

/** The one region that an answer holds, in full. */
const namesFor = (value: Answer, regions: Regions | null): Record<string, string> => {
  const code = typeof value === 'object' && value !== null && 'regionCode' in value ? value.regionCode : value
  return regions && typeof code === 'string' && /^\d{6}$/.test(code) ? { [code]: regionWords(regions, code) } : {}
}

const Line = ({ name, children }: { name: string; children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)

const List = ({ items }: { items: readonly string[] }) =>
  items.length === 0 ? (
    result.nothing
  ) : (
    <ul>
      {items.map(item => (
        <li key={item}>{item}</li>
      ))}
    </ul>
  )
