/** The mistakes of a configuration, one sentence each. */
export class ConfigError extends Error {
  constructor(readonly mistakes: readonly string[]) {
    super(`The configuration has ${mistakes.length} mistake(s):\n${mistakes.map(one => `  - ${one}`).join('\n')}`)
    this.name = 'ConfigError'
  }
}
