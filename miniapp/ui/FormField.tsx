import type { FC } from 'react'
import { FieldFrame } from './FieldFrame'
import { inputs } from './fields/inputs'
import type { InputProps } from './fields/types'

type Props = InputProps & {
  first?: boolean
  /** Where a prefilled value came from, in words. */
  origin?: string | null
  wrong?: string | null
  warnings?: readonly string[]
}

/** One question with the input of its kind. */
export const FormField = ({ first, origin, wrong, warnings, ...input }: Props) => {
  const Input: FC<InputProps> = inputs[input.field.kind]
  return (
    <FieldFrame
      id={input.id}
      label={input.field.label}
      isRequired={input.field.required}
      first={first}
      origin={origin}
      wrong={wrong}
      warnings={warnings}
    >
      <Input {...input} />
    </FieldFrame>
  )
}
