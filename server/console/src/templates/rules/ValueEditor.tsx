import { Segmented } from 'antd'
import { useState } from 'react'
import type { Logic } from '../../../../../shared/templates/conditions'
import type { Answer, Field } from '../../../../../shared/templates/fields'
import { operationOf } from '../../../../../shared/templates/logic'
import { useDocument } from '../designer/desk'
import { FormulaEditor } from '../formula/FormulaEditor'
import { AnswerInput } from '../preview/inputs'
import type { ParamProps } from './ParamEditor'
import { words } from './words'

const isComputed = (value: Logic): boolean =>
  Array.isArray(value) ? value.some(isComputed) : operationOf(value) !== null

/** What a field is set to: an answer of its own kind, or a formula. */
export const ValueEditor = ({ action, value, onChange }: ParamProps) => {
  const { fields } = useDocument().body
  const target = 'target' in action ? fields.find(({ key }) => key === action.target) : undefined
  const [isFormula, setIsFormula] = useState(isComputed(value))
  return (
    <div className="td-value-editor">
      <Segmented
        size="small"
        value={isFormula ? 'formula' : 'fixed'}
        options={[
          { value: 'fixed', label: words.fixed },
          { value: 'formula', label: words.formula },
        ]}
        onChange={next => setIsFormula(next === 'formula')}
      />
      {isFormula ? (
        <FormulaEditor value={value} onChange={onChange} />
      ) : (
        target && <FixedValue field={target} value={isComputed(value) ? null : value} onChange={onChange} />
      )}
    </div>
  )
}

const FixedValue = ({ field, value, onChange }: { field: Field; value: Logic; onChange: ParamProps['onChange'] }) => (
  <AnswerInput
    field={field}
    value={(value === '' ? null : value) as Answer}
    onChange={next => onChange(next ?? '', true)}
  />
)
