import {expect, test} from 'vitest';
import {printed, refused} from './table-text.ts';

test.each([
  ['relu --input - --input one', '--input'],
  ['relu --range 0:1 -r 1:2', '--range'],
  ['relu -o a.csv -o b.csv', '--output'],
  ['relu --show value --show gradient', '--show'],
  ['relu --dtype bf16 --dtype f16', '--dtype'],
  ['elu --alpha 1 --alpha 2', '--alpha'],
  ['elu --alpha 1 --param alpha=2', '--alpha'],
  ['elu --param alpha=1 --param alpha=2', '--alpha'],
])('%s: what is given twice is refused, for one of the two would be lost', async (line, flag) => {
  expect(await refused(line.split(' '))).toBe(`act-cli: ${flag} is given twice; give it once\n`);
});

test('two names of one parameter are given twice as well, unless another activation has one of them', async () => {
  expect(await refused(['leaky_relu', '--slope', '1', '--negative_slope', '2'])).toContain(
    '--negative_slope 2 changes nothing: slope sets negative_slope itself; leave one of them out',
  );
});

test('what may be repeated is, and a switch may', async () => {
  expect(await printed(['prelu', 'elu', '--wrt', 'alpha', '--wrt', 'alpha', '--at', '1', '--show', 'value'])).toContain(
    'prelu_grad_alpha',
  );
  expect(await printed(['relu', '--at', '1,3', '-x', 'nan', '--at=-2', '--show', 'value'])).toBe(
    'x,relu\n1,1\n3,3\nNaN,NaN\n-2,0\n',
  );
  expect(await printed(['relu', '--hex', '--hex', '--at', '1', '--show', 'value'])).toBe('x,relu\n0x1p+0,0x1p+0\n');
});

test.each([
  ['relu --xyz', "unknown option '--xyz'; see 'act-cli table --help'"],
  ['relu --ascii=1', "--ascii takes no value, but is given '1'; write --ascii alone"],
  ['relu --help=1', "--help takes no value, but is given '1'; write --help alone"],
  ['relu --patience 1e300', "invalid value for --patience: '1e300'; give a number, 0 or more, up to 1000000"],
  ['relu --patience inf', "invalid value for --patience: 'inf'; give a number, 0 or more, up to 1000000"],
  ['relu --threshold inf', "invalid value for --threshold: 'inf'; give a finite number, 0 or more"],
  ['relu --points 1e9', "invalid value for --points: '1e9'; give a whole number, 1 or more, in digits: 1000000000"],
  [
    'relu --points 99999999999999999999',
    "invalid value for --points: '99999999999999999999'; give a whole number, from 1 to 9007199254740991",
  ],
  ['relu --digits 0x5', "invalid value for --digits: '0x5'; give a whole number, from 1 to 17, in digits: 5"],
])('%s: the message names the limit, the notation or the command', async (line, message) => {
  expect(await refused(line.split(' '))).toBe(`act-cli: ${message}\n`);
});
