import { readRule, writeCondition } from '../../templates/rules/condition'
import { SeveralEditor } from '../../templates/rules/SeveralEditor'
import '../../templates/rules/rules.css'

type Props = { label: string; hint: string; logic: unknown; onChange: (logic: unknown) => void }

/** A condition over the forms of the templates that follow this flow; none at all is `undefined`. */
export const Condition = ({ label, hint, logic, onChange }: Props) => (
  <section className="pf-condition">
    <h4 className="pc-second">{label}</h4>
    <p className="pc-weak pc-small">{hint}</p>
    <SeveralEditor
      several={readRule(logic ?? true)}
      isTop
      onChange={several => onChange(several.parts.length === 0 ? undefined : writeCondition(several))}
    />
  </section>
)
