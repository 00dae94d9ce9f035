import { defineConfig } from 'vitest/config';

// vitest reads its settings from a default export; it is the only one here.
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    reporters: ['default'],
  },
});
