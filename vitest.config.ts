import {defineConfig} from 'vitest/config';

const report = process.env.ACT_CLI_TEST_REPORT;

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Two cores on the smallest machine: more workers than cores only makes the slowest test slower.
    maxWorkers: 2,
    // A guard against hanging, not a limit: loops over every value of a format take seconds on a busy machine.
    testTimeout: 120_000,
    reporters: report === undefined ? ['default'] : ['default', ['json', {outputFile: report}]],
  },
});
