import { defineConfig } from 'vitest/config';

const shared = { pool: 'threads', testTimeout: 30_000, hookTimeout: 60_000 } as const;

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...shared,
          name: 'core',
          isolate: false,
          include: [
            'core/src/**/*.test.ts',
            'test/simulator/**/*.test.ts',
            'tools/**/*.test.ts',
            'scripts/**/*.test.ts',
            'bench/**/*.test.ts',
          ],
        },
      },
      {
        test: {
          ...shared,
          name: 'server',
          include: ['server/src/**/*.test.ts'],
          globalSetup: ['test/support/globalPostgres.ts'],
        },
      },
      {
        test: { ...shared, name: 'providers', include: ['test/providers/**/*.test.ts'], testTimeout: 30_000 },
      },
      {
        test: { ...shared, name: 'web', environment: 'happy-dom', include: ['web/src/**/*.test.{ts,tsx}'] },
      },
      {
        test: {
          ...shared,
          name: 'system',
          include: ['test/{system,browser,conformance}/**/*.test.ts'],
          globalSetup: ['test/support/globalPostgres.ts'],
          testTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
