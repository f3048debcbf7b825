/** What every benchmark prints as its last line. Absolute figures depend on the machine; the ratio is the finding. */
export type BenchResult = {
  bench: string
  figure: number
  unit: string
  /** Measured side by side in the same run. */
  reference: Record<string, number>
  /** figure / reference. */
  ratio: Record<string, number>
  [more: string]: unknown
}

const benches = ['callback', 'create', 'list', 'logic', 'outbox', 'timers'] as const

const main = async (): Promise<void> => {
  const name = process.argv[2] as (typeof benches)[number]
  if (!benches.includes(name)) throw new Error(`which one? ${benches.join(', ')}`)
  const { run } = (await import(`./${name}`)) as { run: () => Promise<BenchResult> }
  process.stdout.write(`${JSON.stringify(await run())}\n`)
  process.exit(0)
}

main().catch(error => {
  process.stderr.write(`${(error as Error).stack}\n`)
  process.exit(1)
})
