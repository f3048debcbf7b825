import type { Verdict } from './rules'

const signs: Record<Verdict['state'], { sign: string; colour: number }> = {
  fine: { sign: '✓', colour: 32 },
  wrong: { sign: '✗', colour: 31 },
  unknown: { sign: '-', colour: 90 },
}

/** `✓ 凭证：…`, the sign in colour for a terminal. */
export const lineOf = (name: string, { state, says }: Verdict, isColoured: boolean): string => {
  const { sign, colour } = signs[state]
  const shown = isColoured ? `\u001b[${colour}m${sign}\u001b[0m` : sign
  return `${shown} ${name}：${says}`
}
