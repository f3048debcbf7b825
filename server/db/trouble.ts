/** Waited too long for a row, deadlock; too many connections; the statement, its connection or the server was stopped. */
const PASSING_ERRNOS = [1205, 1213, 1040, 1203, 1226, 1317, 1969, 3024, 1927, 4031, 1053]

/** Whether the database could not do it just now and may a moment later. */
export const isPassing = (error: unknown): boolean => {
  const { errno, code, fatal } = error as { errno?: number; code?: unknown; fatal?: boolean }
  // The driver calls fatal what ended a connection.
  if (fatal === true || PASSING_ERRNOS.includes(errno ?? 0)) return true
  return typeof code === 'string' && code.startsWith('SQLITE_BUSY')
}
