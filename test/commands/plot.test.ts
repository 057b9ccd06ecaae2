import {describe, expect, test} from 'vitest';
import {runIn, type World} from '../fake-io.ts';

async function printed(line: readonly string[], world: World = {}): Promise<string> {
  const {code, stdout, stderr} = await runIn(world, 'plot', ...line);
  expect({code, stderr}).toEqual({code: 0, stderr: ''});
  return stdout;
}

test('ELU and its derivative, as a chart of 24 lines at most, into a pipe as well', async () => {
  expect(await printed(['elu', '--alpha', '1', '--width', '60'])).toMatchInlineSnapshot(`
    "    elu: f
      6 ┤                           ┊                       ⢀⡠⠒⠉
        │                           ┊                    ⡠⠔⠊⠁
      4 ┤                           ┊                ⣀⠤⠒⠉
        │                           ┊            ⢀⡠⠔⠊
        │                           ┊         ⣀⠤⠊⠁
      2 ┤                           ┊     ⢀⡠⠒⠉
        │                           ┊  ⡠⠔⠊⠁
      0 ┤⠄ ⠄ ⠄ ⠄ ⠄ ⠄ ⠄ ⠄ ⠄ ⠄ ⠄ ⠄ ⠄ ⣀⠤⠒⠉⠄ ⠄ ⠄ ⠄ ⠄ ⠄ ⠄ ⠄ ⠄ ⠄ ⠄ ⠄ ⠄
     -1 ┤⢀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⠤⠤⠤⠤⠤⠒⠒⠊⠉ ┊
        f′
    1.0 ┤                           ⡏⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉
        │                          ⡼┊
        │                         ⣰⠃┊
        │                        ⣰⠃ ┊
    0.5 ┤                       ⡰⠃  ┊
        │                     ⡠⠞    ┊
        │                 ⢀⣀⠔⠊      ┊
    0.0 ┤⢀⣀⣀⣀⣀⣀⣀⣀⣀⠤⠤⠤⠤⠤⠒⠒⠉⠁⡀ ⡀ ⡀ ⡀ ⡀┊⡀ ⡀ ⡀ ⡀ ⡀ ⡀ ⡀ ⡀ ⡀ ⡀ ⡀ ⡀ ⡀ ⡀
        └┬────────┬────────┬────────┬────────┬────────┬────────┬
        -6       -4       -2        0        2        4        6
    elu  ▒▒▒▒▒▒▒················································
        ▒ saturated   threshold: |f′| = 0.01
    "
  `);
});

/** The lines below the ticks of the x axis. */
async function strips(...line: readonly string[]): Promise<readonly string[]> {
  const lines = (await printed([...line, '--width', '60'])).trimEnd().split('\n');
  return lines.slice(lines.findIndex((each) => /^ *└[─┬]+$/.test(each)) + 2).map((each) => each.trimStart());
}

describe('a strip for each activation under the x axis', () => {
  test('marks where its gradient is dead, saturated or weak, be it narrower than a column', async () => {
    expect(await strips('relu6', 'gelu')).toMatchInlineSnapshot(`
      [
        "relu6  ███████████████████████·····················█",
        "gelu  ▒▒▒▒▒▒▒▒▒▒▒▒········░························",
        "█ dead   ▒ saturated   ░ weak   threshold: |f′| = 0.01",
      ]
    `);
  });

  test('says the threshold, and with a format where the gradient underflows', async () => {
    expect(await strips('sigmoid', '--dtype', 'float16', '-r', '0:20', '--threshold', '0.1')).toMatchInlineSnapshot(`
      [
        "sigmoid  ······▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▓▓▓▓▓▓▓",
        "▓ underflow   ▒ saturated   threshold: |f′| = 0.1",
      ]
    `);
  });

  test('in a coarse format no column falls between two of its numbers', async () => {
    const [strip = ''] = await strips('sigmoid', '--dtype', 'e4m3', '-r', '-12:12');
    expect(strip).toMatch(/^sigmoid {2}▓+▒+·+▒+▓+$/);
  });

  test('is blank where there is no value', async () => {
    expect((await strips('=0/0'))[0]).toBe('=0/0');
    expect((await strips('log(x)', '-r', '-1:1'))[0]).toMatch(/^log\(x\) {24,30}·+$/);
  });

  test('of waves too: each crest of sine is weak', async () => {
    const [strip = ''] = await strips('sin', '-r', '-10:10');
    expect(strip.match(/░+/g)).toHaveLength(6);
    for (const range of ['-1000:1000', '-1e7:1e7'])
      expect((await strips('sin', '-r', range))[0]).toMatch(/^sin {2}░+$/);
  });

  test('over ranges wider than the largest double', async () => {
    expect((await strips('relu', '-r', '-9e307:9e307'))[0]).toMatch(/^relu {2}█+·+$/);
  });

  test('of more samples than columns shows the worst of those in a column', async () => {
    expect((await strips('gelu', '-n', '1000', '-r', '-60:60'))[0]).toMatch(/^gelu {2}▒+·?░·+$/);
  });

  test('over a line through space follows the slope along the line', async () => {
    const [strip = ''] = await strips('relu', '--from', '[1]', '--along', '[2]', '-r', '-1:1');
    expect(strip).toMatch(/^relu {2}█{13,15}·{36,45}$/); // dead for t <= -1/2
    const pieces = 'maxout:weights=[1,2;0,0],biases=[0;0]';
    const [line = ''] = await strips(pieces, '--from', '[0,0]', '--along', '[1,1]', '-r', '-1:1');
    expect(line).toMatch(/ █{18,23}·{18,23}$/);
  });

  test('is left out by --no-regions, and over a line through space in the numbers of a format', async () => {
    expect(await strips('relu', '--no-regions')).toEqual([]);
    expect(await strips('relu', '--from', '[0]', '--along', '[1]', '--dtype', 'float16')).toEqual([]);
  });

  test.each([1, 2, 3, 4, 5, 6])('fits a terminal of 80 by 24 with %i of them', async (count) => {
    const names = ['relu6', 'gelu', 'mine=x*sigmoid(1.702*x)', 'silu', 'mish', 'tanh'];
    const text = await printed(names.slice(0, count), {columns: 80});
    const lines = text.split('\n').slice(0, -1);
    expect(lines.length).toBeLessThanOrEqual(23);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours
    expect(Math.max(...lines.map((each) => each.replace(/\x1b\[\d+m/g, '').length))).toBeLessThanOrEqual(80);
  });
});

test('with --ascii in 7-bit characters, and without colour on a terminal that wants none', async () => {
  const text = await printed(['relu', 'gelu', '--ascii'], {columns: 80, env: {NO_COLOR: '1'}});
  expect(text).toMatch(/^[\n -~]*$/);
});

test('--show leaves one panel; its derivative is f′ also where the label is a formula', async () => {
  const text = await printed(['mine=x*sigmoid(1.702*x)', '--show', 'gradient']);
  expect(text).toMatch(/^ +mine: f′\n/);
  expect(text).not.toMatch(/^ +f$/m);
});

test('--format gives the curve at round places from end to end, in a terminal of any width', async () => {
  const rows = (await printed(['tanh', '-f', 'csv', '-r', '-3:3'])).trimEnd().split('\n');
  expect(await printed(['tanh', '-f', 'csv', '-r', '-3:3', '--width', '200'])).toBe(`${rows.join('\n')}\n`);
  expect(rows[0]).toBe('x,tanh,tanh_grad');
  expect(rows[1]).toMatch(/^-3,-0\.99505475368673/);
  expect(rows.at(-1)).toMatch(/^3,0\.99505475368673/);
  expect(rows[2]).toMatch(/^-2\.95,/);
  expect(rows).toHaveLength(1 + 121);
});

test.each([
  ['-6:6', '-6 -5.9 -5.8'],
  ['5:1', '5 4.95 4.9'],
  ['0:7.3', '0 0.1 0.2'],
  ['0:1e-3', '0 0.00001 0.00002'],
  ['3:3', '3'],
  ['0:3.33', '0 0.02775 0.0555'], // no round step ends there
])('%s as rows: %s', async (range, places) => {
  const rows = (await printed(['elu', '-f', 'csv', '-r', range])).trimEnd().split('\n').slice(1);
  expect(rows.slice(0, 3).map((row) => row.split(',')[0])).toEqual(places.split(' '));
  expect(rows.at(-1)?.split(',')[0]).toBe(range.split(':')[1]?.replace('1e-3', '0.001'));
});

test('a falling range is drawn as it is written, from its larger end to its smaller one', async () => {
  const lines = (await printed(['elu', '-r', '5:1', '--width', '60', '--show', 'value', '--height', '6'])).split('\n');
  expect(lines).toMatchInlineSnapshot(`
    [
      "    elu: f",
      "  5 ┤⠈⠑⠒⠒⠤⠤⢄⣀⡀",
      "    │        ⠈⠉⠉⠒⠒⠢⠤⠤⣀⣀",
      "    │                  ⠉⠉⠑⠒⠒⠤⠤⣀⣀⡀",
      "2.5 ┤                           ⠈⠉⠉⠒⠒⠤⠤⢄⣀⣀",
      "    │                                     ⠉⠉⠒⠒⠢⠤⠤⣀⣀⡀",
      "  1 ┤                                              ⠈⠉⠑⠒⠒⠤⠤⢄⣀",
      "    └┬────────────┬─────────────┬────────────┬─────────────┬",
      "     5            4             3            2             1",
      "elu  ·······················································",
      "    threshold: |f′| = 0.01   x falls to the right",
      "",
    ]
  `);
});

test('the ticks, x = 0 and the strips of a falling range are those of the rising one, mirrored', async () => {
  const [rising, falling] = await Promise.all(
    ['-6:6', '6:-6'].map(async (range) => (await printed(['relu6', '-r', range, '--width', '60'])).split('\n')),
  );
  const row = (lines: readonly string[] = [], pattern: RegExp) => lines.find((line) => pattern.test(line)) ?? '';
  const mirror = (line: string) => [...line].toReversed().join('');
  for (const pattern of [/^ +└[─┬]+$/, /^relu6 {2}/])
    expect(row(falling, pattern).slice(7)).toBe(mirror(row(rising, pattern).slice(7)));
  expect(row(falling, /^ +6 .* -6$/).trim()).toBe('6        4       2        0       -2      -4       -6');
  const [left, right] = [rising, falling].map((lines) => lines?.find((line) => line.includes('┊'))?.indexOf('┊'));
  expect(left).toBe(right);
});

test('the rows of a falling range keep its order', async () => {
  expect(await printed(['relu', '-r', '3:-1', '-n', '3', '-f', 'csv'])).toBe(
    'x,relu,relu_grad\n3,3,1\n1,1,1\n-1,0,0\n',
  );
});

test.each([
  [['relu', '-n', '10000000'], 'a plot cannot have 10000000 points; give --points 1 to 1000000'],
  [['relu', '-r', '0:1:1e-9'], 'a plot cannot have 1000000001 points; give --points 1 to 1000000'],
])('plot %j is refused', async (argv, sentence) => {
  const {code, stdout, stderr} = await runIn({}, 'plot', ...argv);
  expect({code, stdout}).toEqual({code: 2, stdout: ''});
  expect(stderr).toContain(sentence);
});

test('a function of several numbers is drawn along a line', async () => {
  const pieces = 'maxout:weights=[1,2;-1,0.5],biases=[0;1]';
  const text = await printed([
    pieces,
    '--from',
    '[0,0]',
    '--along',
    '[1,0]',
    '-f',
    'csv',
    '-r',
    '-1:1',
    '-n',
    '3',
    '--show',
    'gradient',
  ]);
  expect(text.split('\n').slice(1, 4)).toEqual(['-1,-1,0,-1,0.5', '0,0,0,-1,0.5', '1,1,0,1,2']);
  expect(await printed([pieces, '--from', '[0,0]', '--along', '[1,0]'])).toContain('f′ along the line');
});

test.each([
  ['=1', 'a constant'],
  ['=log(x - 100)', 'NaN'],
  ['=exp(x^2)^9', 'overflow'],
  ['=1e-300*x', 'tiny values'],
])('%s is drawn: %s', async (formula) => {
  const text = await printed([formula]);
  expect(text.split('\n').length).toBeGreaterThan(8);
});

test.each([
  ['elu --width 10', 'a plot does not fit into 10 columns; give --width 30 to 10000'],
  ['elu --ymin 1 --ymax 1', "--ymin must be below --ymax, but they are '1' and '1'; swap them or move them apart"],
  ['elu --height 2', "invalid value for --height: '2'; give a whole number, from 3 to 1000"],
  ['elu --height 4.5', "invalid value for --height: '4.5'; give a whole number, from 3 to 1000"],
  ['elu --width 29', 'a plot does not fit into 29 columns; give --width 30 to 10000'],
  ['elu --ymax inf', "invalid value for --ymax: 'inf'; give a finite number"],
  ['elu --ymin 2 --ymax 1', "--ymin must be below --ymax, but they are '2' and '1'; swap them or move them apart"],
  ['elu --range 1', "invalid range '1'; write from:to or from:to:step, such as -6:6:0.5"],
  ['elu --ymin high', "invalid value for --ymin: 'high'; give a number"],
])('plot %s is an error', async (line, message) => {
  expect(await runIn({}, 'plot', ...line.split(' '))).toEqual({code: 2, stdout: '', stderr: `act-cli: ${message}\n`});
});
