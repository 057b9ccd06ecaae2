import {spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {expect, test} from 'vitest';
import {runIn} from '../fake-io.ts';

/** The words of a line as a shell splits it: quotes keep spaces together. */
function words(line: string): readonly string[] {
  return [...line.matchAll(/(?:'[^']*'|[^\s'])+/g)].map(([word]) => word.replaceAll("'", ''));
}

test.each(['list', 'info', 'table', 'plot', 'regions', 'compare'])(
  'the examples in the help of %s work when pasted',
  async (name) => {
    const {stdout} = await runIn({}, name, '--help');
    const examples = (stdout.split('\nExamples:\n')[1] ?? '').trimEnd().split('\n');
    expect(examples.length).toBeGreaterThanOrEqual(2);
    for (const example of examples) {
      const [program, ...line] = words(example.trim());
      expect(program).toBe('act-cli');
      expect(await runIn({}, ...line)).toMatchObject({code: 0, stderr: expect.stringMatching(/^$|representable/)});
    }
  },
);

test('the examples in the help of check work when pasted into a shell, one after the other', async () => {
  const {stdout} = await runIn({}, 'check', '--help');
  const examples = (stdout.split('\nExamples:\n')[1] ?? '').trimEnd().split('\n');
  expect(examples.length).toBeGreaterThanOrEqual(2);
  const folder = mkdtempSync(join(tmpdir(), 'act-cli-'));
  const define = `act-cli() { node ${resolve('bin/act-cli.js')} "$@"; }`;
  try {
    for (const example of examples) {
      const {status, stderr} = spawnSync('bash', ['-c', `${define}; set -o pipefail; ${example}`], {
        cwd: folder,
        encoding: 'utf8',
      });
      expect({example, status, stderr}).toEqual({example, status: 0, stderr: ''});
    }
  } finally {
    rmSync(folder, {recursive: true});
  }
});
