/** Writes down which places of mutants a test file runs; see mutants.mjs, watched. */
import {appendFileSync} from 'node:fs';
import {relative} from 'node:path';
import {afterAll, expect} from 'vitest';

globalThis.__reached = [];

afterAll(() => {
  const file = relative(process.cwd(), expect.getState().testPath).replaceAll('\\', '/');
  appendFileSync(
    process.env.ACT_CLI_REACHED,
    `${JSON.stringify({file, reached: Object.keys(globalThis.__reached)})}\n`,
  );
});
