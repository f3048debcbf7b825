import type { SettledLine } from '../../shared/settlement/api'

export type Settled = {
  key: string
  ticketId: string
  ticketNumber: string
  round: number
  settledAt: string
  lines: SettledLine[]
  totalFen: number
}

/** Lines by ticket and round, in the order the tickets first appear. */
export const byTicket = (lines: readonly SettledLine[]): Settled[] => {
  const groups = new Map<string, Settled>()
  for (const line of lines) {
    const { ticketId, ticketNumber, round, settledAt } = line
    const key = `${ticketId} ${round}`
    const group = groups.get(key) ?? { key, ticketId, ticketNumber, round, settledAt, lines: [], totalFen: 0 }
    group.lines.push(line)
    group.totalFen += line.amountFen
    groups.set(key, group)
  }
  return [...groups.values()]
}

/** `2026-11` moved by whole months. */
export const monthFrom = (month: string, by: number): string => {
  const [year = 0, number = 1] = month.split('-').map(Number)
  const index = year * 12 + number - 1 + by
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`
}
