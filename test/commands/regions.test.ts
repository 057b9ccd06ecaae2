import {expect, test} from 'vitest';
import {runIn, type World} from '../fake-io.ts';

async function printed(line: readonly string[], world: World = {}): Promise<string> {
  const {code, stdout, stderr} = await runIn(world, 'regions', ...line);
  expect({code, stderr}).toEqual({code: 0, stderr: ''});
  return stdout;
}

test('into a pipe a row for each region; an activation without any has none', async () => {
  expect(await printed(['sigmoid', 'linear', 'relu6'])).toBe(`activation,region,from,to,from_closed,to_closed
sigmoid,saturated,-Infinity,-4.584863339122355,false,true
sigmoid,saturated,4.584863339122355,Infinity,true,false
relu6,dead,-Infinity,0,false,true
relu6,dead,6,Infinity,true,false
`);
});

test('as JSON ends are numbers, infinities texts, closedness true or false', async () => {
  expect(JSON.parse(await printed(['relu', '-f', 'json']))).toEqual([
    {activation: 'relu', region: 'dead', from: '-Infinity', to: 0, from_closed: false, to_closed: true},
  ]);
  expect(JSON.parse(await printed(['linear', '-f', 'json']))).toEqual([]);
});

test('on a terminal intervals with every digit, below them what the words mean and who has no region', async () => {
  const world = {columns: 100, env: {NO_COLOR: '1'}};
  expect(await printed(['gelu', 'sin', 'linear'], world)).toBe(`\
┌────────────┬───────────┬────────────────────────────────────────────┐
│ activation │ region    │ interval                                   │
├────────────┼───────────┼────────────────────────────────────────────┤
│ gelu       │ saturated │ (-Infinity, -3.0674272039089003]           │
│ gelu       │ weak      │ [-0.7754719024484459, -0.7290798339189215] │
│ sin        │ weak      │ [-4.722389147058856, -4.702388813710523]   │
│ sin        │ weak      │ [-1.5807964934690637, -1.5607961601207296] │
│ sin        │ weak      │ [1.5607961601207296, 1.5807964934690637]   │
│ sin        │ weak      │ [4.702388813710523, 4.722389147058856]     │
└────────────┴───────────┴────────────────────────────────────────────┘
dead: f′ = 0
saturated: 0 < |f′| < 0.01 in a tail where f tends to a finite limit
weak: 0 < |f′| < 0.01 anywhere else
[ and ]: the end itself belongs to the interval and is a double
over [-6, 6] only, since it oscillates for ever: sin
no region: linear
`);
});

test('a terminal that is too narrow for the frame has a list, in which no number is broken', async () => {
  const text = await printed(['sigmoid', 'gelu'], {columns: 40, env: {NO_COLOR: '1'}});
  expect(text.split('\n').slice(0, 8)).toEqual([
    'sigmoid saturated',
    '  (-Infinity, -4.584863339122355]',
    'sigmoid saturated',
    '  [4.584863339122355, Infinity)',
    'gelu saturated',
    '  (-Infinity, -3.0674272039089003]',
    'gelu weak',
    '  [-0.7754719024484459,',
  ]);
  for (const columns of [30, 36, 44, 50, 56, 62, 70]) {
    const narrow = await printed(['sigmoid', 'gelu'], {columns, env: {NO_COLOR: '1'}});
    for (const number of ['4.584863339122355', '-3.0674272039089003', '-0.7754719024484459', '-0.7290798339189215']) {
      expect(narrow).toContain(number);
    }
  }
});

test('several formats add a column; each has its own ends', async () => {
  expect(await printed(['tanh', '--dtype', 'float16,bf16', '-r', '0:20'])).toBe(
    `activation,dtype,region,from,to,from_closed,to_closed
tanh,float16,saturated,2.994140625,9.3515625,true,true
tanh,float16,underflow,9.359375,20,true,true
tanh,bfloat16,saturated,3,20,true,true
`,
  );
  expect(await printed(['tanh', '--dtype', 'bf16,bfloat16', '-r', '0:20'])).toMatch(/^activation,region,/);
});

test('--backward output: where the backward pass of a framework returns 0', async () => {
  const rows = await printed(['sigmoid', '--dtype', 'bfloat16', '--backward', 'output']);
  expect(rows).toContain('\nsigmoid,dead,6.25,Infinity,true,false\n');
  expect(rows).toContain('\nsigmoid,saturated,4.625,6.21875,true,true\n');
});

test('underflow is for those who name a format, float64 included', async () => {
  expect(await printed(['tanh'])).not.toContain('underflow');
  expect(await printed(['tanh', '--dtype', 'float64'])).toContain('tanh,underflow,373.2');
});

test('parameters count, by flag and inline', async () => {
  expect(await printed(['leaky_relu', '--slope', '0.001'])).toContain(
    'leaky_relu:slope=0.001,weak,-Infinity,0,false,true',
  );
  expect(await printed(['=x > k ? x : 0', '--k', '2'])).toContain('dead,-Infinity,2,false,true');
});

test('what could not be settled is said on standard error', async () => {
  expect(await runIn({}, 'regions', 'wave=sin(1/x)')).toMatchObject({
    code: 0,
    stderr:
      'act-cli: wave: not all of its gradient was searched (unknown intervals); --patience 10 searches ten times as long\n',
  });
});

test.each([
  ['relu --threshold -1', "invalid value for --threshold: '-1'; give a number, 0 or more"],
  ['relu --threshold inf', "invalid value for --threshold: 'inf'; give a finite number, 0 or more"],
  ['relu --range 0:1:0.5', "invalid value for --range: '0:1:0.5'; give from:to without a step, such as -6:6"],
  ['relu --backward input', "invalid value for --backward: 'input'; give one of exact, output"],
  [
    'gelu --backward output',
    'no framework computes the gradient of gelu from its output; leave out backward, which is for sigmoid and tanh',
  ],
  ['relu --dtype float16,int8', "unknown dtype: 'int8'"],
  [
    'maxout:weights=[1,2;3,4],biases=[0;0]',
    'is a function of 2 numbers, x1, x2, and this is for functions of one; fix x2, as in',
  ],
])('regions %s is an error', async (line, message) => {
  const {code, stdout, stderr} = await runIn({}, 'regions', ...line.split(' '));
  expect({code, stdout}).toEqual({code: 2, stdout: ''});
  expect(stderr).toContain(message);
});

test.each(['regions softplus', 'compare softplus relu --no-cost', 'plot softplus --format csv'])(
  '%s --threshold: that the parameter of this name is not meant is said',
  async (line) => {
    const {code, stderr} = await runIn({}, ...line.split(' '), '--threshold', '20');
    expect(code).toBe(0);
    expect(stderr).toBe(
      'act-cli: softplus: --threshold 20 is that of gradients; its parameter is --param threshold=20\n',
    );
  },
);
