export default {
  testMatch: ['<rootDir>/src/**/*.test.ts'],
  transform: {
    '\\.[jt]s$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2023' }, module: { type: 'commonjs' } },
    ],
  },
  // ESM-only packages that tests load in process
  transformIgnorePatterns: ['/node_modules/(?!(kysely)/)'],
  // sources, no build
  testEnvironmentOptions: { customExportConditions: ['@perpdesk/source', 'node', 'node-addons'] },
  restoreMocks: true,
  setupFilesAfterEnv: [`${import.meta.dirname}/tools/nx/src/jest/fail-on-console.ts`],
};
