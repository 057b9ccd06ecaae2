import {spawnSync} from 'node:child_process';
import {expect, test} from 'vitest';

/** Whole processes of the built program: vitest itself needs what is forbidden here. */
function run(line: string, ...nodeOptions: readonly string[]) {
  const {status, stdout, stderr} = spawnSync('node', [...nodeOptions, 'bin/act-cli.js', ...line.split(' ')], {
    encoding: 'utf8',
  });
  return {status, stdout, stderr};
}

const forbidden = '--disallow-code-generation-from-strings';

test.each([
  'table gelu tanh elu --fast --range -6:6:0.25',
  'table =(x>0)and(log(x)>1)?x^3:sigmoid(-x) --fast --at=-1,-0,0,0.5,3,900,1e308,inf,nan',
  'plot mish --show gradient',
  'info prelu',
  'compare relu gelu@jax gelu@torch --no-cost',
])('where text may not become code, act-cli %s prints the same', (line) => {
  const usual = run(line);
  expect(usual).toMatchObject({status: 0, stderr: ''});
  expect(run(line, forbidden)).toEqual(usual);
});

test('that option of Node does forbid it', () => {
  const {stderr} = spawnSync('node', [forbidden, '-e', 'new Function()'], {encoding: 'utf8'});
  expect(stderr).toContain('EvalError');
});
