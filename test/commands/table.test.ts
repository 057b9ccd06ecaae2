import {describe, expect, test} from 'vitest';
import {runIn, type World} from '../fake-io.ts';

/** What a command line prints, where it succeeds without a word on standard error. */
async function printed(line: readonly string[], world: World = {}): Promise<string> {
  const {code, stdout, stderr} = await runIn(world, 'table', ...line);
  expect({code, stderr}).toEqual({code: 0, stderr: ''});
  return stdout;
}

/** The one line on standard error of a command line that fails before it writes anything. */
async function refused(line: readonly string[], world: World = {}): Promise<string> {
  const {code, stdout, stderr} = await runIn(world, 'table', ...line);
  expect({code, stdout}).toEqual({code: 2, stdout: ''});
  return stderr;
}

const terminal: World = {columns: 80, env: {NO_COLOR: '1'}};

const lines = (text: string): readonly string[] => text.trimEnd().split('\n');

describe('columns and rows', () => {
  test('are x, then value and gradient of each activation, from -6 to 6 by 1', async () => {
    const rows = lines(await printed(['sigmoid', 'tanh', 'relu']));
    expect(rows[0]).toBe('x,sigmoid,sigmoid_grad,tanh,tanh_grad,relu,relu_grad');
    expect(rows).toHaveLength(14);
    expect(rows[7]).toBe('0,0.5,0.25,0,1,0,0');
    expect(rows[13]).toMatch(/^6,0\.9975273768433652,0\.0024665092913600476,/);
  });

  test('grid points are the decimals a person would write', async () => {
    const rows = lines(await printed(['linear', '-r', '-0.3:0.3:0.1', '--show', 'value']));
    expect(rows.slice(1).map((row) => row.split(',')[0])).toEqual(['-0.3', '-0.2', '-0.1', '0', '0.1', '0.2', '0.3']);
  });

  test('--points spreads so many over the range', async () => {
    const rows = lines(await printed(['linear', '-r', '0:1', '-n', '5', '--show', 'value']));
    expect(rows).toEqual(['x,linear', '0,0', '0.25,0.25', '0.5,0.5', '0.75,0.75', '1,1']);
  });

  test('--at takes numbers, infinities, nan and hexadecimal floats in the order given', async () => {
    expect(await printed(['silu', '--at=-1,0,inf,nan,-inf,0x1p-1'])).toBe(
      `x,silu,silu_grad
-1,-0.2689414213699951,0.07232948812851327
0,0,0.5
Infinity,Infinity,1
NaN,NaN,NaN
-Infinity,-0,-0
0.5,0.3112296656009273,0.7399611873026518
`,
    );
  });

  test('--input - reads numbers one a line, and parameters come by flags', async () => {
    const stdin = '-3\n-2\n-1\n0\n1\n2\n3\n';
    const rows = lines(await printed(['elu', '--input', '-', '--alpha', '0.5'], {stdin}));
    expect(rows[0]).toBe('x,elu:alpha=0.5,elu:alpha=0.5_grad');
    expect(rows[3]).toBe('-1,-0.31606027941427883,0.18393972058572117');
    expect(rows[4]).toBe('0,0,0.5');
    expect(rows).toHaveLength(8);
  });

  test('--column picks a column of a CSV', async () => {
    const stdin = 'id,z\n1,0.5\n2,-0.5\n';
    expect(await printed(['relu', '-i', '-', '--column', 'z'], {stdin})).toBe(
      'x,relu,relu_grad\n0.5,0.5,1\n-0.5,0,0\n',
    );
  });

  test('--show leaves out values or gradients', async () => {
    expect(lines(await printed(['relu', '--show', 'gradient', '--at', '2']))).toEqual(['x,relu_grad', '2,1']);
    expect(lines(await printed(['relu', '--show', 'value', '--at', '2']))).toEqual(['x,relu', '2,2']);
  });

  test('--wrt adds the gradient by a parameter to the activations that have it, by any of its names', async () => {
    expect(await printed(['prelu', 'relu', '--wrt', 'alpha', '-r', '-1:1'])).toBe(
      'x,prelu,prelu_grad,prelu_grad_alpha,relu,relu_grad\n-1,-0.25,0.25,-1,0,0\n0,0,0.25,0,0,0\n1,1,1,0,1,1\n',
    );
    expect(lines(await printed(['leaky_relu', '--wrt', 'negative_slope', '--at=-2']))[0]).toBe(
      'x,leaky_relu,leaky_relu_grad,leaky_relu_grad_slope',
    );
  });

  test('--show region: where the gradient is dead, saturated, weak or nothing, by the intervals of regions', async () => {
    expect(await printed(['sigmoid', 'gelu', '--show', 'region', '--at=-4.585,-0.75,0,4.584,inf,nan'])).toBe(
      `x,sigmoid_region,gelu_region
-4.585,saturated,saturated
-0.75,,weak
0,,
4.584,,
Infinity,saturated,
NaN,,
`,
    );
    const wide = ['relu', '--show', 'region,value,gradient', '--at', '0'];
    expect(await printed(wide)).toBe('x,relu,relu_grad,relu_region\n0,0,0,dead\n');
    expect(await printed(['leaky_relu', '--show', 'region', '--threshold', '0.1', '--at=-1,1'])).toBe(
      'x,leaky_relu_region\n-1,weak\n1,\n',
    );
  });

  test('a region in a format: underflow where the gradient rounds to 0', async () => {
    const options = ['--show', 'region', '--at=-17.375,-17.328125', '--dtype'];
    expect(await printed(['sigmoid', ...options, 'float16'])).toContain('\n-17.38,underflow\n-17.33,saturated\n');
    expect(await printed(['sigmoid', ...options, 'float32'])).toContain('\n-17.375,saturated\n-17.328125,saturated\n');
  });

  test('of a function that oscillates for ever, wherever the point is: beside 300π + π/2 its slope is small', async () => {
    expect(await printed(['sin', '--show', 'region', '--at', '942,944.05,1e300,inf'])).toBe(
      'x,sin_region\n942,\n944.05,weak\n1e+300,\nInfinity,\n',
    );
  });

  test('--long is a row for each point and activation; what an activation has not is absent', async () => {
    expect(await printed(['prelu', 'relu', '--long', '--wrt', 'alpha', '--at=-1,2'])).toBe(
      `x,activation,value,gradient,region,grad_alpha
-1,prelu,-0.25,0.25,,-1
-1,relu,0,0,dead,
2,prelu,2,1,,0
2,relu,2,1,,
`,
    );
  });

  test('a formula is as good as a name, its parameters by flags', async () => {
    const world = {};
    const rows = lines(await printed(['mine=x*sigmoid(k*x)', 'silu', '--k', '1', '--at', '1.5'], world));
    expect(rows[0]).toBe('x,mine,mine_grad,silu,silu_grad');
    const [, ...cells] = (rows[1] ?? '').split(',');
    expect(cells.slice(0, 2)).toEqual(cells.slice(2));
  });

  test('a preset has its framework’s defaults and its gradient at the kink', async () => {
    expect(lines(await printed(['leaky_relu', 'leaky_relu@jax', 'leaky_relu@keras', '--at=0,-1']))).toEqual([
      'x,leaky_relu,leaky_relu_grad,leaky_relu@jax,leaky_relu@jax_grad,leaky_relu@keras,leaky_relu@keras_grad',
      '0,0,0.01,0,1,0,0.2',
      '-1,-0.01,0.01,-0.01,0.01,-0.2,0.2',
    ]);
  });

  test.each([
    ['csv', 'x,relu,relu_grad\n-1,0,0\n2,2,1\n'],
    ['tsv', 'x\trelu\trelu_grad\n-1\t0\t0\n2\t2\t1\n'],
    ['json', '[\n{"x":-1,"relu":0,"relu_grad":0},\n{"x":2,"relu":2,"relu_grad":1}\n]\n'],
    ['jsonl', '{"x":-1,"relu":0,"relu_grad":0}\n{"x":2,"relu":2,"relu_grad":1}\n'],
  ])('in %s they are exact', async (format, text) => {
    expect(await printed(['relu', '--at=-1,2', '-f', format])).toBe(text);
  });

  test('for people they are rounded, and the table says so, and how they were computed', async () => {
    const text = await printed(['sigmoid', '--at', '1'], terminal);
    expect(text).toContain('correctly rounded\nnumbers rounded to 6 significant digits\n');
    expect(text).toContain('│ 1 │ 0.731059 │     0.196612 │');
    const fast = await printed(['sigmoid', '--at', '1', '--fast', '--digits', '3'], terminal);
    expect(fast).toContain('plain doubles (--fast)');
    expect(fast).toContain('│ 1 │   0.731 │        0.197 │');
  });
});

describe('functions of several numbers', () => {
  const pieces = 'maxout:weights=[1,2;-1,0.5],biases=[0;1]';

  test('take the columns of the input and have a gradient for each', async () => {
    const stdin = '1,2\n-3,0\n';
    expect(await printed([pieces, '-i', '-', '-f', 'tsv'], {stdin})).toBe(
      `x1\tx2\t${pieces}\t${pieces}_grad_x1\t${pieces}_grad_x2\n1\t2\t5\t1\t2\n-3\t0\t4\t-1\t0.5\n`,
    );
    expect(lines(await printed([pieces, '-i', '-', '--long'], {stdin}))[0]).toBe(
      'x1,x2,activation,value,gradient_x1,gradient_x2',
    );
  });

  test('sweep a line with --from and --along', async () => {
    const line = ['--from', '[0,0]', '--along', '[1,-1]', '-r', '0:2', '-f', 'tsv'];
    const rows = lines(await printed([pieces, ...line])).slice(1);
    expect(rows).toEqual(['0\t0\t0\t1\t-1\t0.5', '1\t1\t-1\t-0.5\t-1\t0.5', '2\t2\t-2\t-2\t1\t2']);
  });

  test('of one number are as good as any', async () => {
    const rows = lines(await printed(['maxout:weights=[1;-1],biases=[0;0]', '--at=-2,0,2']));
    expect(rows).toEqual(['x,maxout:weights=[1;-1],maxout:weights=[1;-1]_grad', '-2,2,-1', '0,0,1', '2,2,1']);
  });

  test('do not take single numbers', async () => {
    expect(await refused([pieces])).toBe(
      `act-cli: '${pieces}' takes 2 numbers at each point, not 1; give an --input with 2 columns, or a line with --from and --along\n`,
    );
  });
});

describe('number formats', () => {
  test('results are rounded once to the dtype, and written with as many digits as it needs', async () => {
    expect(lines(await printed(['tanhshrink', '--at', '18', '--dtype', 'e4m3']))).toEqual([
      'x,tanhshrink,tanhshrink_grad',
      '18,18,1',
    ]);
    expect(await printed(['silu', '--at=-inf', '--dtype', 'half'])).toBe('x,silu,silu_grad\n-Infinity,-0,-0\n');
    expect(await printed(['exponential', '--at', '10', '--dtype', 'e4m3'])).toContain('\n10,NaN,NaN\n');
    expect(await printed(['exponential', '--at', '10', '--dtype', 'e4m3', '--saturate', '--hex'])).toContain(
      '\n0x1.4p+3,0x1.cp+8,0x1.cp+8\n',
    );
  });

  test('inputs are rounded first, and standard error says how many were moved', async () => {
    const {code, stdout, stderr} = await runIn({}, 'table', 'linear', '--at=0.1,0.5,1e9,nan', '--dtype', 'fp16');
    expect({code, stdout}).toEqual({
      code: 0,
      stdout: 'x,linear,linear_grad\n0.1,0.1,1\n0.5,0.5,1\nInfinity,Infinity,1\nNaN,NaN,NaN\n',
    });
    expect(stderr).toBe('act-cli: 2 of 4 points were not representable in float16 and were rounded to it\n');
  });

  test('--params-in-dtype rounds the parameters too', async () => {
    const line = ['leaky_relu', '--at=-3', '--dtype', 'bf16', '--slope', '0.3', '--hex'];
    // 0.3 in bfloat16 is 0x1.34p-2, three times that rounds to 0x1.cep-1; 0.9 itself to 0x1.ccp-1.
    expect(lines(await printed(line))[1]).toBe('-0x1.8p+1,-0x1.ccp-1,0x1.34p-2');
    expect(lines(await printed([...line, '--params-in-dtype']))[1]).toBe('-0x1.8p+1,-0x1.cep-1,0x1.34p-2');
  });

  test('--bits adds the patterns, --hex writes hexadecimal floats', async () => {
    expect(await printed(['relu', '--at=-1,2', '--dtype', 'float16', '--bits'])).toBe(
      `x,x_bits,relu,relu_bits,relu_grad,relu_grad_bits
-1,0xbc00,0,0x0000,0,0x0000
2,0x4000,2,0x4000,1,0x3c00
`,
    );
    expect(await printed(['sin', '--at', '1e308', '--hex', '-f', 'json'])).toContain(
      '{"x":"0x1.1ccf385ebc8ap+1023","sin":"0x1.d0472b6b4d936p-2",',
    );
  });

  test('--all is every float16 in order of value, without NaN', async () => {
    const rows = lines(await printed(['relu', '--dtype', 'float16', '--all']));
    expect(rows).toHaveLength(63491);
    expect(rows.slice(1, 3)).toEqual(['-Infinity,0,0', '-65504,0,0']);
    expect(rows.at(-1)).toBe('Infinity,Infinity,1');
    const zero = rows.indexOf('-0,0,0');
    expect(rows.slice(zero - 1, zero + 3)).toEqual(['-6e-8,0,0', '-0,0,0', '0,0,0', '6e-8,6e-8,1']);
  }, 20_000);

  test('--fast and the exact path agree to the last digits', async () => {
    const [exact, fast] = await Promise.all([printed(['mish']), printed(['mish', '--fast'])]);
    const cells = (text: string) =>
      lines(text)
        .slice(1)
        .flatMap((row) => row.split(',').map(Number));
    cells(exact).forEach((value, i) => {
      expect(Math.abs(value - (cells(fast)[i] ?? Number.NaN))).toBeLessThanOrEqual(1e-15 * Math.abs(value));
    });
  });
});

describe('streams', () => {
  test('the first row leaves before the range has been walked', async () => {
    const onWrite = () => {
      throw Object.assign(new Error('write EPIPE'), {code: 'EPIPE'});
    };
    const started = performance.now();
    expect(await runIn({onWrite}, 'table', 'gelu', '-r', '0:1e9:1e-3')).toEqual({code: 0, stdout: '', stderr: ''});
    expect(performance.now() - started).toBeLessThan(2000);
  });

  test.each([
    ['x\n0.5\n', [], 'x'],
    ['time, s\n0.5,1\n', ['--column', '1'], 'time, s'],
  ])('the first line of %j is taken for a header, and standard error says so', async (stdin, options, line) => {
    expect(await runIn({stdin}, 'table', 'relu', '-i', '-', ...options)).toEqual({
      code: 0,
      stdout: 'x,relu,relu_grad\n0.5,0.5,1\n',
      stderr: `act-cli: standard input: the first line '${line}' was taken for a header\n`,
    });
  });

  test('a header with the name that is asked for needs no word', async () => {
    const stdin = 'x\n0.5\n';
    expect(await printed(['relu', '-i', '-', '--column', 'x'], {stdin})).toBe('x,relu,relu_grad\n0.5,0.5,1\n');
  });

  test('U+2212 is a minus sign, in files, options and formulas', async () => {
    const row = 'x,relu,relu_grad\n-1,0,0\n';
    expect(await printed(['relu', '-i', '-'], {stdin: '\u22121\n'})).toBe(row);
    expect(await printed(['relu', '--at=\u22121e\u22120'])).toBe(row);
    expect(await printed(['relu', '-r', '\u22121:\u22121', '-n', '1'])).toBe(row);
    expect(lines(await printed(['relu', '-r', '\u22120.3:0:0.1']))[1]).toBe('-0.3,0,0');
    expect(await printed(['relu=max(0, 2*x \u2212 x)', '--at', '-1'])).toBe(row);
    expect(lines(await printed(['elu:alpha=\u22121', '--at', '-inf']))[1]).toBe('-Infinity,1,-0');
  });

  test('bit patterns are not integers', async () => {
    const advice = 'may be an integer or a bit pattern, which is not read; write the number, or';
    for (const text of ['0x3f80', '0x3F800000', '0x10']) {
      expect(await refused(['relu', '-i', '-', '--dtype', 'bf16'], {stdin: `1\n${text}\n`})).toBe(
        `act-cli: standard input, line 2: '${text}' ${advice} ${text}p0 for the integer\n`,
      );
      expect(await refused(['relu', `--at=1,${text}`])).toContain(`'${text}' ${advice}`);
    }
    expect(lines(await printed(['relu', '-i', '-'], {stdin: '0x10p0\n0x.8\n'}))[1]).toBe('16,16,1');
  });

  test('a bad cell in the input is told with its line', async () => {
    expect(await refused(['relu', '-i', '-'], {stdin: '1\ntwo\n'})).toBe(
      "act-cli: standard input, line 2: 'two' is not a number; write decimals such as -1.5e3, hexadecimal floats, inf or nan\n",
    );
  });

  test('more than 1,000 rows are not for people', async () => {
    expect(await refused(['relu', '-r', '0:1000'], {columns: 80})).toContain('use --format csv');
  });
});

test('a mistake in a formula is shown with a caret under it', async () => {
  expect(await refused(['mine=x*sigmod(1.702*x)'])).toMatch(
    /^act-cli: invalid formula: unknown function 'sigmod';.*\n {2}x\*sigmod\(1\.702\*x\)\n {4}\^\n$/,
  );
  expect(await refused(['=x*(1+'])).toBe(
    "act-cli: invalid formula: expected a number, a name or '(' but found the end\n  x*(1+\n       ^\n",
  );
});

test.each([
  ['__proto__', "unknown activation: '__proto__'; 'act-cli list' shows them all, and a formula starts with '='"],
  ['constructor', "unknown activation: 'constructor'; 'act-cli list' shows them all, and a formula starts with '='"],
  ['gleu', "unknown activation: 'gleu'; did you mean 'gelu'?"],
  ['gelu --alpha 3', "unknown option '--alpha': no parameter of gelu; there are no parameters to set"],
  ['gelu relu --param beta=3', "none of gelu, relu has a parameter 'beta'; there is none to set"],
  ['=beta*x', "'=beta*x' has a parameter 'beta' without a value; give it with --param beta=<number>"],
  ['elu:alpha=1 --alpha 2', '--alpha 2 changes nothing: elu:alpha=1 sets alpha itself; leave one of them out'],
  [
    'elu:alpha=1 relu --param alpha=2',
    '--param alpha=2 changes nothing: elu:alpha=1 sets alpha itself; leave one of them out',
  ],
  ['gelu --rnage 3', "unknown option '--rnage': no parameter of gelu; did you mean '--range'?"],
  ['elu --alhpa 3', "unknown option '--alhpa': no parameter of elu; did you mean '--alpha'?"],
  ['relu@tourch', "unknown framework: '@tourch'; did you mean 'torch'?"],
  ['prelu --wrt beta', "invalid value for --wrt: 'beta' is no parameter of prelu; give one of alpha"],
  [
    'relu --dtype f128',
    "unknown dtype: 'f128'; give 'float64', 'float32', 'float16', 'bfloat16', 'float8_e4m3fn' or 'float8_e5m2'",
  ],
  ['relu --all', "--all cannot list every value of 'float64'; give a --dtype of 16 or 8 bits, such as float16"],
  ['relu --all --at 1 --dtype f16', '--at and --all exclude each other; give one of them'],
  ['relu --at 1 -n 3', '--at and --points exclude each other; give one of them'],
  ['relu --column a', '--column needs --input; add it or leave --column out'],
  ['relu --fast --dtype f16', '--fast and --dtype float16 exclude each other; give one of them'],
  ['relu --from [0]', '--from needs --along; add it or leave --from out'],
  ['relu --from [a] --along [1]', "invalid value for --from: '[a]'; give a point such as [0,1]"],
  [
    'relu --from [0,1] --along [1]',
    '--from [0,1] and --along [1] are of different sizes; give both a number for each coordinate',
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

test('a limit that is not known is told on standard error, one that is certain not to exist is not', async () => {
  const {code, stdout, stderr} = await runIn({}, 'table', '=sin(x)^2+cos(x)^2', 'sin', '--at=-inf,inf', '--show=value');
  expect({code, rows: lines(stdout).slice(1)}).toEqual({code: 0, rows: ['-Infinity,NaN,NaN', 'Infinity,NaN,NaN']});
  expect(stderr).toBe(
    'act-cli: =sin(x)^2+cos(x)^2: limit not known at -inf, inf; NaN stands for it, but there may be one\n',
  );
});
