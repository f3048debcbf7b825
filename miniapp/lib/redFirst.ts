/** What burns before what presses; otherwise as it came. */
export const redFirst = <Card extends { isRed: boolean }>(cards: readonly Card[]): Card[] => [
  ...cards.filter(({ isRed }) => isRed),
  ...cards.filter(({ isRed }) => !isRed),
]
