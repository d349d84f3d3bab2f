const base = {
  // The folder for temporary files is new in each run.
  cacheDirectory: '<rootDir>/node_modules/.cache/jest',
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '^.+\\.ts$': ['@swc/jest'] },
};
/** Files that declare jobs and entities of their own: in a context of their own, each. */
const PIECES = '/test/integration/pieces/';
const inOneContext = (displayName, testMatch) => ({
  ...base,
  displayName,
  testMatch,
  testPathIgnorePatterns: ['/node_modules/', PIECES],
  testRunner: './scripts/test/native-circus.mjs',
});

export default {
  testSequencer: './scripts/test/waiting-first.mjs',
  projects: [
    inOneContext('unit', ['<rootDir>/src/**/*.spec.ts']),
    inOneContext('integration', ['<rootDir>/test/integration/**/*.spec.ts']),
    { ...base, displayName: 'pieces', testMatch: [`<rootDir>${PIECES}*.spec.ts`] },
    inOneContext('e2e', ['<rootDir>/test/e2e/**/*.spec.ts']),
    inOneContext('browser', ['<rootDir>/test/browser/**/*.spec.ts']),
  ],
};
