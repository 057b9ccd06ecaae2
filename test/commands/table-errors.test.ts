import {expect, test} from 'vitest';
import {runIn} from '../fake-io.ts';
import {lines, refused} from './table-text.ts';

test('a mistake in a formula is shown with a caret under it', async () => {
  expect(await refused(['mine=x*sigmod(1.702*x)'])).toMatch(
    /^act-cli: invalid formula: unknown function 'sigmod';.*\n {2}x\*sigmod\(1\.702\*x\)\n {4}\^\n$/,
  );
  expect(await refused(['=x*(1+'])).toBe(
    "act-cli: invalid formula: expected a number, a name or '(' but found the end\n  x*(1+\n       ^\n",
  );
});

test.each([
  ['__proto__', "unknown activation: '__proto__'; see 'act-cli list', or start a formula with '='"],
  ['constructor', "unknown activation: 'constructor'; see 'act-cli list', or start a formula with '='"],
  ['gleu', "unknown activation: 'gleu'; did you mean 'gelu' or 'glu'?"],
  ['gelu --alpha 3', "unknown option '--alpha': not a parameter of gelu; it has no parameters"],
  ['gelu relu --param beta=3', "none of gelu, relu has a parameter 'beta'; they have no parameters"],
  ['=beta*x', "'=beta*x' has a parameter 'beta' without a value; give it with --param beta=<number>"],
  ['elu:alpha=1 --alpha 2', '--alpha 2 changes nothing: elu:alpha=1 sets alpha itself; leave one of them out'],
  [
    'elu:alpha=1 relu --param alpha=2',
    '--param alpha=2 changes nothing: elu:alpha=1 sets alpha itself; leave one of them out',
  ],
  ['gelu --rnage 3', "unknown option '--rnage': not a parameter of gelu; did you mean '--range'?"],
  ['elu --alhpa 3', "unknown option '--alhpa': not a parameter of elu; did you mean '--alpha'?"],
  ['relu@tourch', "relu has no preset '@tourch'; did you mean '@torch'?"],
  ['prelu --wrt beta', "prelu has no parameter 'beta'; its only parameter is alpha"],
  [
    'relu --dtype f128',
    "unknown dtype: 'f128'; give 'float64', 'float32', 'tf32', 'float16', 'bfloat16', 'float8_e4m3fn', 'float8_e5m2', 'float8_e4m3fnuz', 'float8_e5m2fnuz' or 'float4_e2m1fn'",
  ],
  ['relu --all', "--all cannot list every value of 'float64'; give a --dtype of 32 bits or fewer, such as float16"],
  ['relu --all --at 1 --dtype f16', '--at and --all cannot be combined; give only one of them'],
  ['relu --at 1 -n 3', '--at and --points cannot be combined; give only one of them'],
  ['relu --column a', '--column needs --input; add it or leave --column out'],
  ['relu --fast --dtype f16', '--fast and --dtype float16 cannot be combined; give only one of them'],
  ['relu --from [0]', '--from needs --along; add it or leave --from out'],
  ['relu --from [a] --along [1]', "invalid value for --from: '[a]'; give a point such as [0,1]"],
  [
    'relu --from [0,1] --along [1]',
    '--from [0,1] and --along [1] have different sizes; give both one number for each coordinate',
  ],
  [
    'softplus:beta=1e-50 --dtype bf16 --params-in-dtype',
    'invalid beta=0 (1e-50 in bfloat16) for softplus: it must lie in (0, Infinity)',
  ],
  ['x=relu(x)', "two columns would be called 'x'; give the formula another label"],
  ['relu relu', "'relu' is named twice; give each another label or other parameters"],
  ['relu -i nowhere.csv', "cannot read 'nowhere.csv': there is no such file; give a file, or - for standard input"],
  ['relu --at 1,b', "invalid points '1,b': 'b' is not a number; write --at=-1,0,inf"],
])('table %s: one line on standard error, nothing on standard output, exit code 2', async (line, message) => {
  expect(await refused(line.split(' '))).toBe(`act-cli: ${message}\n`);
});

test.each([
  [
    'relu --threshold 0.5',
    '--threshold 0.5 is about regions, which this table does not show; give --show value,gradient,region',
  ],
  ['swiglu --threshold 0.5', '--threshold 0.5 is about regions, which this table does not show; leave it out'],
  ['swiglu --wrt u', 'u is an input of swiglu, and no parameter: --show gradient gives a gradient for each input'],
  ['swiglu --from 0,0 --along 0,-0', '--along 0,0 is no direction: the line would be one point'],
  ['softmax(x,0)', 'softmax takes a vector, and a formula the one number x: write it without a formula'],
  ['maxout(x)', 'maxout takes a vector'],
])('table %s: what is asked for does nothing, or cannot be, and that is said', async (line, message) => {
  expect(await refused(line.split(' '))).toContain(message);
});

test('a limit that is not known is told on standard error, one that is certain not to exist is not', async () => {
  const {code, stdout, stderr} = await runIn({}, 'table', '=sin(x)^2+cos(x)^2', 'sin', '--at=-inf,inf', '--show=value');
  expect({code, rows: lines(stdout).slice(1)}).toEqual({code: 0, rows: ['-Infinity,NaN,NaN', 'Infinity,NaN,NaN']});
  expect(stderr).toBe(
    'act-cli: =sin(x)^2+cos(x)^2: limit not known at -inf, inf; it is shown as NaN, but there may be one\n',
  );
});
