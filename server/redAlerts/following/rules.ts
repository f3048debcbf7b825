import type { Answer, Answers, Field } from '../../../shared/templates/fields'
import type { RedAlertRow } from '../store'

const MOST_PARTS = 20

/** `[{partId, name, quantity}]`, as a form keeps parts. */
const partsIn = (answer: Answer | undefined): RedAlertRow['parts'] =>
  (Array.isArray(answer) ? answer : []).flatMap(item => {
    if (typeof item === 'string') return []
    const { name, quantity } = item
    return typeof name === 'string' && typeof quantity === 'number' ? [{ name: name.slice(0, 60), quantity }] : []
  })

/** The parts that the ticket's own form asks for. */
export const wishedParts = (fields: readonly Field[], answers: Answers): RedAlertRow['parts'] =>
  fields
    .filter(({ kind }) => kind === 'parts')
    .flatMap(({ key }) => partsIn(answers[key]))
    .slice(0, MOST_PARTS)
