/** One timer for one clock of one ticket: moved and taken back by this name. */
export const timerKey = (ticketId: string, clock: string): string => `escalation:${ticketId}:${clock}`
