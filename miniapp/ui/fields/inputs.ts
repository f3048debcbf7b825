import type { FC } from 'react'
import type { FieldKind } from '../../../shared/templates/fields'
import { ChoiceInput, ChoicesInput, DeviceInput } from './Choices'
import { PhotoInput } from './Photos'
import { ScanInput } from './Scan'
import { DateInput, DateTimeInput } from './Times'
import type { InputProps } from './types'
import { LongTextInput, NumberInput, PhoneInput, TextInput } from './Words'

/** One input per kind of field; a new kind does not compile until it is here. */
export const inputs = {
  text: TextInput,
  longText: LongTextInput,
  number: NumberInput,
  phone: PhoneInput,
  choice: ChoiceInput,
  choices: ChoicesInput,
  date: DateInput,
  dateTime: DateTimeInput,
  photo: PhotoInput,
  scan: ScanInput,
  device: DeviceInput,
} satisfies Record<FieldKind, FC<InputProps>>
