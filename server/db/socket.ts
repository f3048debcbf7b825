import { connect, type Socket } from 'node:net'

/** Longer than a statement may take in earnest, shorter than a network takes to give up (15 min). */
export const MOST_SILENCE_MS = 60_000

type Target = { config: { host?: string; port?: number } }

/**
 * Connections to a MySQL server. One that owes an answer for too long ends, with all that waits for it: a host that has
 * vanished says nothing. While the schema is brought up to date everything may take its time.
 */
export const newSockets = (mostSilenceMs: number) => {
  let isPatient = true
  return {
    open: ({ config: { host = '127.0.0.1', port = 3306 } }: Target): Socket => {
      const socket = connect(port, host).setNoDelay(true).setKeepAlive(true)
      let answered = 0
      socket.on('data', () => {
        answered = socket.bytesWritten
      })
      return socket.setTimeout(mostSilenceMs, () => {
        const isOwed = socket.bytesWritten > answered
        if (isOwed && !isPatient) socket.destroy(new Error('the database keeps silent'))
      })
    },
    loseHostsThatVanish: (): void => {
      isPatient = false
    },
  }
}
