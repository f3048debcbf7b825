import { ConfigProvider } from 'antd'
import { useDocument, useOnDesk } from '../designer/desk'
import { VariantSettings } from '../variants/VariantSettings'
import { FieldSettings } from './FieldSettings'
import { GroupSettings } from './GroupSettings'
import { TemplateSettings } from './TemplateSettings'
import { words } from './words'
import './settings.css'

/** Of what is selected; only to be read where the draft is not mine. */
export const Settings = () => (
  <ConfigProvider componentDisabled={useOnDesk(state => state.isReadOnly)}>
    <SettingsOfSelected />
  </ConfigProvider>
)

/** Of the template, when what was selected is gone. */
const SettingsOfSelected = () => {
  const { fields, groups, variants } = useDocument().body
  const selected = useOnDesk(state => state.selected)
  if (selected.kind === 'field') {
    const field = fields.find(({ key }) => key === selected.key)
    if (field) return <FieldSettings key={field.key} field={field} />
  }
  if (selected.kind === 'group') {
    const group = groups.find(({ key }) => key === selected.key)
    if (group) return <GroupSettings key={group.key} group={group} />
  }
  if (selected.kind === 'variant') {
    const variant = variants[selected.at]
    if (variant) return <VariantSettings key={selected.at} variant={variant} at={selected.at} />
  }
  if (selected.kind === 'rule') return <p className="pc-weak td-note">{words.ruleNote}</p>
  return <TemplateSettings />
}
