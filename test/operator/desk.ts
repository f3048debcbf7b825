import type { ServerConfig } from '../../config/server'
import type { Command, Desk } from '../../server/operator/commands/command'

export type Run = { code: number; lines: string[] }

/** Runs a command as the administrator would, on these settings, and gives what it said. */
export const runCommand = async (
  command: Command,
  readConfig: () => ServerConfig,
  { args = [], now = () => new Date() }: { args?: string[]; now?: Desk['now'] } = {},
): Promise<Run> => {
  const lines: string[] = []
  const say = (line: string) => void lines.push(line)
  const code = await command.run({ readConfig, now, elapsedMs: () => 0, say, isColoured: false }, args)
  return { code, lines }
}

export const lineAbout = ({ lines }: Run, name: string): string =>
  lines.find(line => line.slice(2).startsWith(`${name}：`)) ?? ''
