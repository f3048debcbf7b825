/** Who comes after `lastId`, in the order of ids and round again; null when there is nobody. */
export const nextInTurn = <Person extends { id: string }>(
  people: readonly Person[],
  lastId: string | null,
): Person | null => {
  const order = [...people].sort((a, b) => (a.id < b.id ? -1 : 1))
  return order.find(({ id }) => lastId !== null && id > lastId) ?? order[0] ?? null
}
