import { ConfigError } from '../../config/mistakes'
import { readServerConfig } from '../../config/server'
import { systemClock } from '../clock'
import type { Command } from './commands/command'
import { doctor } from './commands/doctor'
import { menu } from './commands/menu'
import { robot } from './commands/robot'
import { sync } from './commands/sync'
import { tile } from './commands/tile'

const commands: Record<string, Command> = { doctor, menu, tile, robot, sync }

const say = (line: string): void => void process.stdout.write(`${line}\n`)

const usage = (): number => {
  say('用法：npm run wecom -- <命令>')
  for (const [name, { summary }] of Object.entries(commands)) say(`  ${name.padEnd(8)}${summary}`)
  return 1
}

/** What the administrator of an installation runs by hand. */
const main = async ([name = '', ...args]: readonly string[]): Promise<number> => {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!command) return usage()
  const isColoured = process.stdout.isTTY === true
  const desk = {
    readConfig: readServerConfig,
    now: systemClock.now,
    elapsedMs: () => performance.now(),
    say,
    isColoured,
  }
  return command.run(desk, args)
}

main(process.argv.slice(2)).then(
  code => {
    process.exitCode = code
  },
  error => {
    process.stderr.write(`${error instanceof ConfigError ? error.message : (error as Error).stack}\n`)
    process.exitCode = 1
  },
)
