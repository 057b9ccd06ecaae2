import {expect, test} from 'vitest';
import {runIn} from '../fake-io.ts';
import {refused} from './checked.ts';

test.each([
  ['', [], 'standard input holds no numbers'],
  ['x,value\n', [], "standard input holds no numbers below its header 'x', 'value'"],
  ['a,b\n1,2\n', [], "standard input has no column for x: it has 'a', 'b'; name them x, value (or relu), gradient"],
  ['x,b\n1,2\n', [], "standard input has no column for value: it has 'x', 'b'"],
  [
    'x,vlaue,gradient\n1,1,1\n',
    [],
    "standard input has a column 'vlaue', which would not be checked; did you mean 'value'?",
  ],
  ['x,value,gardient\n1,1,1\n', [], "a column 'gardient', which would not be checked; did you mean 'gradient'?"],
  ['x,relu,relu_gard\n1,1,1\n', [], "a column 'relu_gard', which would not be checked; did you mean 'relu_grad'?"],
  ['x,vlaue,gradient\n1,a,1\n', [], "a column 'vlaue', which would not be checked"],
  [
    'x,relu,relu_gard_bits\n1,1,1\n',
    [],
    "a column 'relu_gard_bits', which would not be checked; did you mean 'relu_grad'?",
  ],
  ['x,value,value_grad\n1,1,1\n', [], "a column 'value_grad', which would not be checked"],
  ['x,value,more\n1,1,1\n', [], "a column 'more', which would not be checked; leave it out, or name it x, value (or"],
  ['{"x":1,"value":1}\n{"x":2,"value":2,"gradient":9}\n', [], "line 2: 'gradient' is not in the first object"],
  ['', [], 'standard input holds no numbers; give rows of x, value and gradient'],
  ['NA,NA\n1,1\n', [], "standard input, line 1: 'NA' is not a number"],
  ['{"x":1,"vlaue":1,"gradient":1}', [], "did you mean 'value'?"],
  ['x,value,value\n1,1,1\n', [], "has several columns for value: 'value', 'value'; keep only one of them"],
  ['x,value,y\n1,1,1\n', [], "has several columns for value: 'value', 'y'"],
  ['x,X,relu\n1,1,1\n', [], "has several columns for x: 'x', 'X'"],
  [
    'x,gelu,gelu_grad\n1,1,1\n',
    [],
    "it has 'x', 'gelu', 'gelu_grad'; name them x, value (or relu), gradient (or relu_grad) and second (or relu_second), or check 'gelu'",
  ],
  ['x,value\n1,2\n', ['--show', 'gradient'], "standard input has no column for gradient: it has 'x', 'value'"],
  ['1\n2\n', [], 'standard input has no column for value: it has 1 column'],
  ['1,2,3,4\n', [], 'standard input has no column for x: it has 4 columns'],
  ['x,value\n1,1\n2\n', [], 'standard input, line 3: the row has 1 cell where the first has 2'],
  ['x,value\n1,1\n2,\n', [], 'standard input, line 3: a cell is empty'],
  ['x,value\n1,1\n2,abc\n', [], "standard input, line 3: 'abc' is not a number"],
  ['{"x":1,"value":1}\n{"x":2,"val', [], `standard input, line 2: '{"x":2,"val' is not JSON`],
  ['{"x":1,"value":1}\n{"x":2}\n', [], "standard input, line 2: 'value' is missing"],
  ['x,value\n1,1\n', ['--max-ulp=-1'], "invalid value for --max-ulp: '-1'; give a number, 0 or more"],
  ['x,value\n1,1\n', ['--max-ulp', 'nan'], "invalid value for --max-ulp: 'nan'; give a number, 0 or more"],
  ['x,value\n1,1\n', ['--dtype', 'int8'], '--dtype int8 needs --quant'],
])('%j with %j is an error, never a pass', async (text, options, message) => {
  expect(await refused(text, 'relu', ...options)).toContain(message);
});

test('where no row is for the activation the first eight that there are are named, and whether there are more', async () => {
  const others = ['gelu', 'silu', 'mish', 'elu', 'selu', 'celu', 'tanh', 'relu6', 'softplus', 'sigmoid'];
  const of = (count: number) => `activation,x,value\n${others.slice(0, count).map((name) => `${name},1,1\n`).join('')}`; // biome-ignore format: one line
  const named = others.slice(0, 8).map((name) => `'${name}'`).join(', '); // biome-ignore format: one line
  expect(await refused(of(8))).toContain(`choose one of these: ${named}\n`);
  for (const count of [9, 10]) expect(await refused(of(count))).toContain(`choose one of these: ${named}, ...\n`);
});

test('a file that is not there', async () => {
  const missing = await runIn({}, 'check', 'relu', 'nowhere.csv');
  expect([missing.code, missing.stdout, missing.stderr]).toEqual([
    2,
    '',
    expect.stringContaining('there is no such file'),
  ]);
});
