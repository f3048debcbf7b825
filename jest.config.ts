import type { Config } from 'jest'

/** ESM-only packages that jest must transform to CommonJS. */
const esmOnly = ['jose', 'ulid', 'gcoord', '@koa/router', 'json-logic-engine'].join('|')

const config: Config = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testTimeout: 30_000,
  transform: {
    '^.+\\.[cm]?[jt]sx?$': ['@swc/jest', { jsc: { target: 'es2023', parser: { syntax: 'typescript', tsx: true } } }],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esmOnly})/)`],
}

export default config
