import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Chromium, Redis and whole child processes start inside some tests; the limit is a safety net, not a measurement.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
