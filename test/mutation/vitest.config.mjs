/**
 * The tests against sources that are changed while they are read: nothing is written to src. The driver says which by
 * the environment: one text for each file, and the test files in their order.
 */
import {readFileSync} from 'node:fs';
import {relative} from 'node:path';
import {defineConfig} from 'vitest/config';

const {files, order, isolate, setup} = JSON.parse(readFileSync(process.env.ACT_CLI_MUTATION, 'utf8'));
const place = (moduleId) => order.indexOf(relative(process.cwd(), moduleId).replaceAll('\\', '/'));

// biome-ignore lint/style/noDefaultExport: Vitest reads it
export default defineConfig({
  root: process.cwd(),
  plugins: [
    {
      name: 'mutation',
      enforce: 'pre',
      load: (id) => files[relative(process.cwd(), id).replaceAll('\\', '/')],
    },
  ],
  test: {
    include: order ?? ['test/**/*.test.ts'],
    setupFiles: setup,
    maxWorkers: 1,
    isolate,
    bail: 1,
    testTimeout: 120_000,
    sequence: {
      sequencer: class {
        shard = (specifications) => specifications;
        sort = (specifications) =>
          order === undefined ? specifications : specifications.sort((a, b) => place(a.moduleId) - place(b.moduleId));
      },
    },
    // One line for each test file that has ended: the driver waits for the next for so long and no longer.
    reporters: [
      {
        onTestModuleEnd(module) {
          const file = relative(process.cwd(), module.moduleId).replaceAll('\\', '/');
          process.stdout.write(`${JSON.stringify({file, passed: module.ok(), ms: module.diagnostic().duration})}\n`);
        },
      },
    ],
  },
});
