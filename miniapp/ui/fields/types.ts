import type { DeviceView } from '../../../shared/customers'
import type { Answer, Field } from '../../../shared/templates/fields'

/** What a form may draw on besides its own answers. */
export type FormContext = { devices: readonly DeviceView[] }

export type InputProps = {
  /** `field-<key>`, the hook of its control. */
  id: string
  field: Pick<Field, 'kind' | 'label' | 'options' | 'hint'>
  value: Answer | undefined
  context: FormContext
  onChange: (value: Answer) => void
}
