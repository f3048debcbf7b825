import { Button } from 'antd'
import { changeField, copyField, removeField, stepField } from '../../../../../shared/templates/edits'
import type { Field } from '../../../../../shared/templates/fields'
import { kindOf } from '../../../../../shared/templates/kinds'
import { commonSettings } from '../../../../../shared/templates/kinds/record'
import { useDesk, useOnDesk } from '../designer/desk'
import { useProblems } from '../designer/problems'
import { KindIcon } from '../ui/KindIcon'
import { words as common } from '../words'
import { editorOf, type Setting, sections } from './editors'
import { Part } from './parts'
import { words } from './words'

/** Whether the kind's record names the setting. */
const uses = (field: Field, setting: Setting): boolean => {
  const { settings } = kindOf[field.kind]
  return [...commonSettings, ...settings].includes(setting)
}

/** The settings that the record of the field's kind names, part by part. */
export const FieldSettings = ({ field }: { field: Field }) => {
  const desk = useDesk()
  const isReadOnly = useOnDesk(state => state.isReadOnly)
  const { items } = useProblems()
  const { key } = field
  const change = (changes: Partial<Field>, isTyping = false): void =>
    desk.edit(document => changeField(document, key, changes, isTyping))
  return (
    <div className="td-settings">
      <header className="td-settings-head">
        <KindIcon kind={field.kind} size={20} />
        <span className="td-settings-title">
          <strong className="pc-cut">{field.label || common.canvas.noLabel}</strong>
          <span className="pc-weak pc-small">{kindOf[field.kind].name}</span>
        </span>
      </header>
      {items
        .filter(({ fieldKey }) => fieldKey === key)
        .map(({ code, path, says, isWarning }) => (
          <p key={`${path} ${code}`} className={isWarning ? 'td-says-warning' : 'td-wrong'}>
            {says}
          </p>
        ))}
      <fieldset disabled={isReadOnly} className="td-fieldset">
        {sections.map(({ title, settings }) => {
          const shown = settings.filter(setting => uses(field, setting))
          if (shown.length === 0) return null
          return (
            <Part key={title} title={title}>
              {shown.map(setting => {
                const Editor = editorOf[setting]
                return Editor && <Editor key={setting} field={field} change={change} />
              })}
            </Part>
          )
        })}
      </fieldset>
      {!isReadOnly && (
        <footer className="td-settings-foot">
          <Button size="small" onClick={() => desk.edit(document => stepField(document, key, -1))}>
            {common.moveUp}
          </Button>
          <Button size="small" onClick={() => desk.edit(document => stepField(document, key, 1))}>
            {common.moveDown}
          </Button>
          <Button size="small" onClick={() => desk.edit(document => copyField(document, key))}>
            {common.copy}
          </Button>
          <Button size="small" danger onClick={() => desk.edit(document => removeField(document, key))}>
            {words.removeField}
          </Button>
        </footer>
      )}
    </div>
  )
}
