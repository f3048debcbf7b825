const OPEN_MS = 90_000

/** What the tests of a suite share: opened before the first of them, closed after the last. */
export const shared = <T>(open: () => Promise<T>, close: (opened: T) => Promise<unknown>): (() => T) => {
  let opened: { it: T } | undefined
  beforeAll(async () => {
    opened = { it: await open() }
  }, OPEN_MS)
  afterAll(async () => {
    if (opened) await close(opened.it)
  })
  return () => {
    if (!opened) throw new Error('it is opened before the first test')
    return opened.it
  }
}
