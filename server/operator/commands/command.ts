import type { ServerConfig } from '../../../config/server'

/** What a command may use. */
export type Desk = {
  /** Throws a ConfigError. */
  readConfig: () => ServerConfig
  now: () => Date
  /** Ms since some fixed instant. */
  elapsedMs: () => number
  say: (line: string) => void
  isColoured: boolean
}

/** Gives the exit code: 0 when all is well. */
export type Command = { summary: string; run: (desk: Desk, args: readonly string[]) => Promise<number> }
