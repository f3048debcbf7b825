import type { Answers, Field } from '../../../../shared/templates/fields'

const OTHER = '其他'

export type Said = { words: string; phone: string | undefined; address: string | undefined }

/** The longest option that was said; of a question that must be answered 其他, since the words themselves are kept. */
const optionIn = ({ options = [], required }: Field, words: string): string | undefined => {
  const spoken = [...options].sort((one, two) => two.length - one.length).find(option => words.includes(option))
  return spoken ?? (required && options.includes(OTHER) ? OTHER : undefined)
}

const answerTo = (field: Field, { words, phone, address }: Said): string | undefined => {
  if (field.kind === 'choice') return optionIn(field, words)
  if (field.prefill === 'customer.phone') return phone
  return field.prefill === 'customer.address' ? address : undefined
}

/** What a form can take from what the customer said; questions they said nothing about stay empty. */
export const answersFrom = (fields: readonly Field[], said: Said): Answers =>
  Object.fromEntries(
    fields.flatMap(field => {
      const answer = answerTo(field, said)
      return answer === undefined ? [] : [[field.key, answer] as const]
    }),
  )
