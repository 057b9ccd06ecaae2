import {expect, test} from 'vitest';
import {runIn} from '../fake-io.ts';

// What JAX 0.10.2 answers, value and gradient; the comparison with observed.json does not tell 0 from -0.
test.each([
  ['abs@jax', '-0,0,1'],
  ['abs@jax', '0,0,1'],
  ['abs@jax', '-3,3,-1'],
  ['celu@jax', '-0,0,1'],
  ['celu@jax', '0,0,1'],
  ['celu@jax:alpha=2', '-0,0,1'],
  ['elu@jax', '-0,-0,1'],
  ['relu@jax', '-0,0,0'],
  ['relu6@jax', '-0,0,0'],
  ['leaky_relu@jax', '-0,-0,1'],
  ['hardtanh@jax', '-0,-0,1'],
  ['hardswish@jax', '-0,-0,0.5'],
  ['hardswish@jax', '-3,-0,0'],
  ['hardswish@jax', '-4,-0,0'],
  ['hardswish@jax', '3,3,1'],
  ['=tan(x)', '-0,-0,1'],
  ['=tan(x)', '0,0,1'],
])('%s at x gives %s', async (name, row) => {
  const [x = ''] = row.split(',');
  const {stdout} = await runIn({}, 'table', name, `--at=${x}`);
  expect(stdout.split('\n')[1]).toBe(row);
});
