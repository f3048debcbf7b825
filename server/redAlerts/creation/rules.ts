import type { Answers, Field } from '../../../shared/templates/fields'

const OTHER = '其他'

/** The longest option that was said, else 其他 where there is one: what happened stands in the description. */
const optionIn = ({ options = [] }: Field, said: string): string | undefined => {
  const spoken = [...options].sort((one, two) => two.length - one.length).find(option => said.includes(option))
  return spoken ?? (options.includes(OTHER) ? OTHER : undefined)
}

const answerTo = (field: Field, said: string): string | undefined => {
  if (field.kind === 'choice') return optionIn(field, said)
  return field.kind === 'longText' || (field.kind === 'text' && !field.prefill) ? said : undefined
}

/** In an emergency nobody fills in a form: what must be answered is answered from what was said, as far as that goes. */
export const answersFrom = (fields: readonly Field[], said: string): Answers =>
  Object.fromEntries(
    fields
      .filter(({ required }) => required)
      .flatMap(field => {
        const answer = answerTo(field, said)
        return answer === undefined ? [] : [[field.key, answer] as const]
      }),
  )
