import { App, Button, Segmented } from 'antd'
import { changeGroup, removeGroup } from '../../../../../shared/templates/edits'
import type { Group } from '../../../../../shared/templates/fields'
import { useDesk, useDocument, useOnDesk } from '../designer/desk'
import { KindIcon } from '../ui/KindIcon'
import { words as common } from '../words'
import { Line, Part, Words, YesNo } from './parts'
import { words } from './words'

export const GroupSettings = ({ group }: { group: Group }) => {
  const desk = useDesk()
  const { modal } = App.useApp()
  const isReadOnly = useOnDesk(state => state.isReadOnly)
  const { fields } = useDocument().body
  const { key, label, columns, isCollapsed } = group
  const inside = fields.filter(field => field.group === key).length
  const change = (changes: Partial<Group>, isTyping = false): void =>
    desk.edit(document => changeGroup(document, key, changes, isTyping))
  const remove = (withFields: boolean): void => desk.edit(document => removeGroup(document, key, { withFields }))
  const askRemove = (): void =>
    void modal.confirm({
      title: words.removeGroupAsk(label, inside),
      content: words.removeGroupSays,
      okText: common.remove,
      okButtonProps: { danger: true },
      cancelText: words.keep,
      onOk: () => remove(true),
    })
  return (
    <div className="td-settings">
      <header className="td-settings-head">
        <KindIcon kind="group" size={20} />
        <span className="td-settings-title">
          <strong className="pc-cut">{label}</strong>
          <span className="pc-weak pc-small">{common.group}</span>
        </span>
      </header>
      <fieldset disabled={isReadOnly} className="td-fieldset">
        <Part title={words.sections.basics}>
          <Words
            name={words.groupName}
            setting="label"
            max={40}
            isWrong={label.trim() === ''}
            value={label}
            onChange={next => change({ label: next }, true)}
          />
          <Line name={words.groupColumns} says={words.groupColumnsSays}>
            <Segmented
              value={columns}
              options={[1, 2, 3, 4].map(value => ({ value, label: common.canvas.columns(value) }))}
              onChange={value => change({ columns: value })}
            />
          </Line>
          <YesNo
            name={words.isCollapsed}
            isOn={isCollapsed ?? false}
            onChange={isOn => change({ isCollapsed: isOn || undefined })}
          />
        </Part>
      </fieldset>
      {!isReadOnly && (
        <footer className="td-settings-foot">
          <Button size="small" onClick={() => remove(false)}>
            {words.dissolve}
          </Button>
          <Button size="small" danger onClick={inside > 0 ? askRemove : () => remove(true)}>
            {words.removeGroup}
          </Button>
        </footer>
      )}
    </div>
  )
}
