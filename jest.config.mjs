/** ESM-only packages that jest must transform to CommonJS. */
const esmOnly = [
  'jose',
  'ulid',
  'gcoord',
  '@koa/router',
  'bpmn-moddle',
  'moddle',
  'moddle-xml',
  'min-dash',
  'saxen',
].join('|')

/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  globalSetup: '<rootDir>/test/support/globalSetup.ts',
  roots: ['<rootDir>/test'],
  testTimeout: 30_000,
  // What test/support/random.ts draws follows from it; --seed=<it> draws the same again.
  showSeed: true,
  // Half of a test's time is the database's: a worker for every core, not one less.
  maxWorkers: '100%',
  transform: {
    '^.+\\.[cm]?[jt]sx?$': ['@swc/jest', { jsc: { target: 'es2023', parser: { syntax: 'typescript', tsx: true } } }],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esmOnly})/)`],
}
