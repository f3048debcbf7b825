import { Select } from 'antd'
import type { Answer, Field } from '../../../../../shared/templates/fields'
import { FormulaEditor } from '../formula/FormulaEditor'
import { AnswerInput } from '../preview/inputs'
import { Least, Most } from './bounds'
import { KeyEditor, KindEditor } from './identity'
import { GroupEditor, SpanEditor } from './layout'
import { ColumnsEditor, OptionsEditor, StepsEditor } from './lists'
import { Block, Count, Line, Words, YesNo } from './parts'
import { PrefillEditor } from './prefill'
import { TreeEditor } from './tree'
import { words } from './words'

export type Setting = keyof Field
export type EditorProps = { field: Field; change: (changes: Partial<Field>, isTyping?: boolean) => void }

/** The panel, in the order in which one thinks of them. */
export const sections: readonly { title: string; settings: readonly Setting[] }[] = [
  { title: words.sections.basics, settings: ['label', 'hint', 'required', 'kind'] },
  {
    title: words.sections.content,
    settings: ['says', 'options', 'tree', 'steps', 'columns', 'formula', 'unit', 'digits', 'min', 'max', 'pattern'],
  },
  { title: words.sections.filling, settings: ['prefill', 'initial', 'isForCustomer'] },
  { title: words.sections.layout, settings: ['group', 'span', 'isLocal'] },
  { title: words.sections.more, settings: ['key'] },
]

/** Empty text is no setting. */
const orNone = (text: string): string | undefined => text || undefined

const Required = ({ field, change }: EditorProps) => (
  <>
    <YesNo
      name={words.required}
      setting="required"
      isOn={field.required}
      onChange={required => change({ required, ...(required ? {} : { stage: undefined }) })}
    />
    {field.required && (
      <Line name={words.stage}>
        <Select
          value={field.stage ?? 'open'}
          options={[
            { value: 'open', label: words.stages.open },
            { value: 'finish', label: words.stages.finish },
          ]}
          onChange={stage => change({ stage: stage === 'finish' ? 'finish' : undefined })}
        />
      </Line>
    )}
  </>
)

const Pattern = ({ field, change }: EditorProps) => (
  <>
    <Words
      name={words.pattern}
      says={words.patternHelp}
      max={200}
      value={field.pattern}
      onChange={pattern => change({ pattern: orNone(pattern) }, true)}
    />
    {field.pattern !== undefined && (
      <Words
        name={words.patternSays}
        max={60}
        value={field.patternSays}
        onChange={patternSays => change({ patternSays: orNone(patternSays) }, true)}
      />
    )}
  </>
)

/** By setting; `stage` and `patternSays` stand with what they belong to. */
export const editorOf: Partial<Record<Setting, (props: EditorProps) => React.ReactNode>> = {
  label: ({ field, change }) => (
    <Words
      name={words.label}
      setting="label"
      max={40}
      isWrong={field.label.trim() === ''}
      value={field.label}
      onChange={label => change({ label }, true)}
    />
  ),
  hint: ({ field, change }) => (
    <Words
      name={words.hint}
      setting="hint"
      max={200}
      placeholder={words.hintHint}
      value={field.hint}
      onChange={hint => change({ hint: orNone(hint) }, true)}
    />
  ),
  required: Required,
  kind: KindEditor,
  says: ({ field, change }) => (
    <Words name={words.says} rows={3} max={2000} value={field.says} onChange={says => change({ says }, true)} />
  ),
  options: OptionsEditor,
  tree: TreeEditor,
  steps: StepsEditor,
  columns: ColumnsEditor,
  formula: ({ field, change }) => (
    <Block name={words.formula}>
      <FormulaEditor value={field.formula} onChange={(formula, isTyping) => change({ formula }, isTyping)} />
    </Block>
  ),
  unit: ({ field, change }) => (
    <Words
      name={words.unit}
      setting="unit"
      max={10}
      placeholder={words.unitHint}
      value={field.unit}
      onChange={unit => change({ unit: orNone(unit) }, true)}
    />
  ),
  digits: ({ field, change }) => (
    <Count
      name={words.digits}
      least={0}
      most={6}
      digits={0}
      placeholder={words.anyNumber}
      value={field.digits}
      onChange={digits => change({ digits }, true)}
    />
  ),
  min: Least,
  max: Most,
  pattern: Pattern,
  prefill: PrefillEditor,
  initial: ({ field, change }) => (
    <Block name={words.initial} says={words.initialSays}>
      <AnswerInput
        field={field}
        value={(field.initial ?? null) as Answer}
        onChange={value => change({ initial: value ?? undefined }, true)}
      />
    </Block>
  ),
  isForCustomer: ({ field, change }) => (
    <YesNo
      name={words.isForCustomer}
      isOn={field.isForCustomer ?? false}
      onChange={isOn => change({ isForCustomer: isOn || undefined })}
    />
  ),
  group: GroupEditor,
  span: SpanEditor,
  isLocal: ({ field, change }) => (
    <YesNo
      name={words.isLocal}
      says={words.isLocalSays}
      isOn={field.isLocal ?? false}
      onChange={isOn => change({ isLocal: isOn || undefined })}
    />
  ),
  key: KeyEditor,
}
