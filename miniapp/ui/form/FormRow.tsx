import { View } from '@tarojs/components'
import { memo, useCallback, useSyncExternalStore } from 'react'
import type { Answer } from '../../../shared/templates/fields'
import { FormField } from '../FormField'
import type { FormContext } from '../fields/types'
import type { FormStore } from './FormStore'

type Props = {
  store: FormStore
  fieldKey: string
  context: FormContext
  originWords: (origin: string) => string | null
}

/** Redrawn only when its own row changes. Its place stays when it is hidden: a row that came in between would send all others again. */
export const FormRow = memo(({ store, fieldKey, context, originWords }: Props) => {
  const row = useSyncExternalStore(
    useCallback(listener => store.hearRow(fieldKey, listener), [store, fieldKey]),
    () => store.row(fieldKey),
  )
  const onChange = useCallback((value: Answer) => store.answer(fieldKey, value), [store, fieldKey])
  const onBusy = useCallback((isBusy: boolean) => store.setBusy(fieldKey, isBusy), [store, fieldKey])
  return (
    <View>
      {row.isShown && (
        <FormField
          id={`field-${fieldKey}`}
          field={row.field}
          value={row.value}
          context={context}
          origin={row.origin && originWords(row.origin)}
          wrong={row.wrong}
          warnings={row.warnings}
          onChange={onChange}
          onBusy={onBusy}
        />
      )}
    </View>
  )
})
