const base = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '^.+\\.ts$': ['@swc/jest'] },
};
const suite = (displayName, testMatch, more = {}) => ({ ...base, displayName, testMatch, ...more });

export default {
  testSequencer: './scripts/test/waiting-first.mjs',
  projects: [
    suite('unit', ['<rootDir>/src/**/*.spec.ts']),
    suite('integration', ['<rootDir>/test/integration/**/*.spec.ts']),
    suite('e2e', ['<rootDir>/test/e2e/**/*.spec.ts']),
    suite('browser', ['<rootDir>/test/browser/**/*.spec.ts']),
  ],
};
