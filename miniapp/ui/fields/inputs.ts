import type { FC } from 'react'
import type { FieldKind } from '../../../shared/templates/fields'
import { AddressInput } from './Address'
import { FileInput, VideoInput, VoiceInput } from './Attachments'
import { CascadeInput } from './Cascade'
import { ChecklistInput } from './Checklist'
import { ChoiceInput, ChoicesInput, DeviceInput } from './Choices'
import { PartsInput } from './Parts'
import { CustomerInput, StaffInput } from './People'
import { PhotoInput } from './Photos'
import { RatingInput } from './Rating'
import { RegionInput } from './Region'
import { ScanInput } from './Scan'
import { ComputedInput, GuideInput } from './Shown'
import { SignatureInput } from './Signature'
import { TableInput } from './Table'
import { DateInput, DateTimeInput, DurationInput, TimeInput } from './Times'
import type { InputProps } from './types'
import { IdNumberInput, LongTextInput, MoneyInput, NumberInput, PhoneInput, TextInput } from './Words'

/** One input per kind of field; a new kind does not compile until it is here. */
export const inputs = {
  text: TextInput,
  longText: LongTextInput,
  number: NumberInput,
  money: MoneyInput,
  choice: ChoiceInput,
  choices: ChoicesInput,
  cascade: CascadeInput,
  rating: RatingInput,
  date: DateInput,
  time: TimeInput,
  dateTime: DateTimeInput,
  duration: DurationInput,
  phone: PhoneInput,
  idNumber: IdNumberInput,
  region: RegionInput,
  address: AddressInput,
  customer: CustomerInput,
  staff: StaffInput,
  device: DeviceInput,
  parts: PartsInput,
  scan: ScanInput,
  photo: PhotoInput,
  video: VideoInput,
  file: FileInput,
  voice: VoiceInput,
  signature: SignatureInput,
  checklist: ChecklistInput,
  table: TableInput,
  computed: ComputedInput,
  guide: GuideInput,
} satisfies Record<FieldKind, FC<InputProps>>
