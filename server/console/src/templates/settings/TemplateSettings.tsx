import { Segmented, Select } from 'antd'
import { priorities, priorityNames } from '../../../../../shared/priorities'
import { categories, type TemplateBody } from '../../../../../shared/templates/api'
import { changeTemplate } from '../../../../../shared/templates/edits'
import { useDesk, useDocument, useOnDesk } from '../designer/desk'
import { useShares } from '../designer/shares'
import { useChoices } from '../rules/choices'
import { Named, useLinks } from './links'
import { Count, Line, Part, Words, YesNo } from './parts'
import { words } from './words'

const { template } = words

/** What the template says beyond its form. */
export const TemplateSettings = () => {
  const desk = useDesk()
  const isReadOnly = useOnDesk(state => state.isReadOnly)
  const { name, isPreset, body } = useDocument()
  const { businessTypes } = useChoices()
  const { flows, policies, ruleSets } = useLinks()
  const change = (changes: Partial<TemplateBody>, isTyping = false): void =>
    desk.edit(() => changeTemplate({ body: changes }, isTyping))
  return (
    <div className="td-settings">
      <fieldset disabled={isReadOnly} className="td-fieldset">
        <Part title={template.title}>
          <Words
            name={template.name}
            max={40}
            isWrong={name.trim() === ''}
            value={name}
            onChange={next => desk.edit(() => changeTemplate({ name: next }, true))}
          />
          <Line name={template.category}>
            <Select
              value={body.category}
              options={categories.map(value => ({ value, label: template.categories[value] }))}
              onChange={category => change({ category })}
            />
          </Line>
          <Words
            name={template.businessType}
            says={template.businessTypeSays}
            setting="businessType"
            max={60}
            offers={businessTypes}
            value={body.businessType}
            onChange={businessType => change({ businessType }, true)}
          />
          <Line name={template.priority}>
            <Segmented
              value={body.priority}
              options={priorities.map(value => ({ value, label: priorityNames[value] }))}
              onChange={priority => change({ priority })}
            />
          </Line>
          <YesNo
            name={template.isPreset}
            isOn={isPreset}
            onChange={isOn => desk.edit(() => changeTemplate({ isPreset: isOn }))}
          />
        </Part>
        <PrefillPart />
        <Part title={template.rules}>
          <Count
            name={template.agreedMinutes}
            unit={template.minutes}
            least={0}
            most={1440}
            digits={0}
            value={body.agreedMinutes}
            onChange={(minutes = 0) => change({ agreedMinutes: minutes }, true)}
          />
          <Count
            name={template.deviationMetres}
            unit={template.metres}
            least={0}
            most={5000}
            digits={0}
            value={body.deviationMetres}
            onChange={(metres = 0) => change({ deviationMetres: metres }, true)}
          />
          <Count
            name={template.reopenDays}
            unit={template.days}
            least={0}
            most={365}
            digits={0}
            value={body.reopenDays}
            onChange={(days = 0) => change({ reopenDays: days }, true)}
          />
        </Part>
        <Part title={template.links}>
          <Named
            says={template.flowSays}
            setting="flowCode"
            choices={flows}
            value={body.flowCode}
            onChange={code => change({ flowCode: code })}
          />
          <Named
            says={template.companyWide}
            setting="ruleSetCode"
            choices={ruleSets}
            value={body.ruleSetCode}
            onChange={code => change({ ruleSetCode: code })}
          />
          <Named
            says={template.companyWide}
            setting="slaPolicyCode"
            choices={policies}
            value={body.slaPolicyCode}
            onChange={code => change({ slaPolicyCode: code })}
          />
        </Part>
      </fieldset>
    </div>
  )
}

/** How much of the form is known before anybody types, as measured. */
const PrefillPart = () => {
  const shares = useShares()
  const { fields } = useDocument().body
  if (!fields.some(({ prefill }) => prefill)) {
    return (
      <Part title={words.prefillTitle}>
        <p className="pc-weak pc-small">{words.prefillNoField}</p>
      </Part>
    )
  }
  const percent = Math.round((shares?.share ?? 0) * 100)
  return (
    <Part title={words.prefillTitle}>
      {shares && shares.tickets > 0 ? (
        <>
          <div className="td-meter" role="img" aria-label={words.prefillTotal(percent, shares.tickets)}>
            <span style={{ width: `${percent}%` }} className={percent >= 60 ? 'done' : ''} />
          </div>
          <p className="pc-small">
            {words.prefillTotal(percent, shares.tickets)} <span className="pc-weak">{words.prefillGoal}</span>
          </p>
        </>
      ) : (
        <p className="pc-weak pc-small">{words.prefillNotYet}</p>
      )}
    </Part>
  )
}
