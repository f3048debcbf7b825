import type { DeviceView } from '../../../shared/customers'
import type { Answer, Field } from '../../../shared/templates/fields'

/** What a form may draw on besides its own answers. */
export type FormContext = {
  devices: readonly DeviceView[]
  /** Where the pictures of steps can be seen, by file id. */
  pictures?: Readonly<Record<string, string>>
}

/** A field of a template, or a question of ours that is asked with the same inputs. */
export type FieldSettings = Pick<Field, 'kind' | 'label'> & Partial<Field>

export const questionOf = (settings: FieldSettings): Field => ({ key: 'own', required: false, ...settings })

export type InputProps = {
  /** `field-<key>`, the hook of its control. */
  id: string
  field: FieldSettings
  value: Answer | undefined
  context: FormContext
  onChange: (value: Answer) => void
  /** While something is on its way the form must not be sent. */
  onBusy?: (isBusy: boolean) => void
}
