type Change = { id: string; at: Date; fromVersion: string | null; toVersion: string | null }

const byTime = (one: Change, other: Change): number =>
  one.at.getTime() - other.at.getTime() || (one.id < other.id ? -1 : 1)

/**
 * Changes in the order in which they happened, however they came. Of two that touch the list of members the one that
 * brought a version stands before the one that found it (LastMemVer and CurMemVer, protocol section 3); for the rest the
 * time decides, which has whole seconds only.
 */
export const inOrder = <T extends Change>(changes: readonly T[]): T[] => {
  const waiting = [...changes].sort(byTime)
  const ordered: T[] = []
  while (waiting.length > 0) {
    const next = waiting.findIndex(one => !waiting.some(other => other !== one && precedes(other, one)))
    // Versions in a ring cannot be: then the earliest stands first.
    ordered.push(...waiting.splice(Math.max(next, 0), 1))
  }
  return ordered
}

const precedes = (earlier: Change, later: Change): boolean =>
  earlier.toVersion !== null && earlier.toVersion === later.fromVersion && earlier.fromVersion !== later.toVersion
