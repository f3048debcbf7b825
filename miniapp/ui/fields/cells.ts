import type { FC } from 'react'
import type { columnKinds } from '../../../shared/templates/parts'
import { ChoiceInput } from './Choices'
import { ScanInput } from './Scan'
import { DateInput } from './Times'
import type { InputProps } from './types'
import { MoneyInput, NumberInput, PhoneInput, TextInput } from './Words'

/** The inputs of a table's cells. */
export const cells: Record<(typeof columnKinds)[number], FC<InputProps>> = {
  text: TextInput,
  number: NumberInput,
  money: MoneyInput,
  choice: ChoiceInput,
  date: DateInput,
  scan: ScanInput,
  phone: PhoneInput,
}
