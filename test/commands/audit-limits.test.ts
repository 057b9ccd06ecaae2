import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {runIn} from '../fake-io.ts';

/** Four units, of which the second is dead under ReLU; the third has a NaN. */
const stdin = 'a,b,c,d\n1,-1,1,-2\n2,-2,nan,3\n3,-3,1,3\n';

const audit = (...words: readonly string[]) => runIn({stdin}, 'audit', 'relu', '-', '--from', 'csv', ...words);

test('of a report each limit has a line: kept or by how much it is exceeded; exit code 1 if one is', async () => {
  const {code, stdout, stderr} = await audit('--max-dead', '10%', '--max-nan', '0', '--max-saturated', '0');
  expect({code, stderr}).toEqual({code: 1, stderr: ''});
  expect(stdout).toContain('--max-dead 10%: exceeded by 15 percentage points (1 of 4 units is dead, 25 %)\n');
  expect(stdout).toContain('--max-nan 0: exceeded by 1 (1 of 12 numbers is NaN)\n');
  expect(stdout).toContain('--max-saturated 0: kept (0 of 4 units are saturated)\n');
});

test('a limit that is just reached is kept', async () => {
  const {code, stdout} = await audit('--max-dead', '25%', '--max-nan', '1');
  expect(code).toBe(0);
  expect(stdout).toContain('--max-dead 25%: kept (1 of 4 units is dead, 25 %)\n');
  expect(stdout).toContain('--max-nan 1: kept (1 of 12 numbers is NaN)\n');
});

test('rows for programs do not tell of limits: standard error names those that are exceeded', async () => {
  const {code, stdout, stderr} = await audit('--max-dead', '10%', '--max-nan', '3', '--format', 'csv');
  expect(code).toBe(1);
  expect(stderr).toBe('act-cli: --max-dead 10%: exceeded by 15 percentage points (1 of 4 units is dead, 25 %)\n');
  expect(stdout.split('\n')).toHaveLength(6);
  expect(await audit('--max-dead', '1', '--format', 'csv')).toMatchObject({code: 0, stderr: ''});
});

test('a file as the only word is not taken for an activation', async () => {
  const file = 'test/vectors/layers/mlp-float32.npy';
  expect(readFileSync(file).length).toBeGreaterThan(0);
  expect(await runIn({}, 'audit', file)).toEqual({
    code: 2,
    stdout: '',
    stderr: 'act-cli: audit needs the file of a layer; give one after the activation, or - for standard input\n',
  });
});
