import {defineConfig} from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Two cores on the smallest machine: more workers than cores only makes the slowest test slower.
    maxWorkers: 2,
  },
});
