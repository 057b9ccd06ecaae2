import {expect, test} from 'vitest';
import {evaluate, regions as libraryRegions} from '../../src/index.ts';
import {runIn} from '../fake-io.ts';
import {checkText} from './checked.ts';

test('--truncate takes results toward 0, x to the nearest number, and the largest number for an overflow', async () => {
  const at = ['--at=20,-0.3,inf,0.1', '--truncate', '--show', 'value', '--format', 'csv'];
  const {stdout} = await runIn({}, 'table', 'tanh', 'exponential', 'relu', ...at, '--dtype', 'float16');
  expect(stdout).toBe(
    'x,tanh,exponential,relu\n20,0.9995,65504,20\n-0.3,-0.2913,0.7407,0\nInfinity,1,Infinity,Infinity\n0.1,0.0996,1.1045,0.1\n',
  );
});

test('people are told that results are truncated', async () => {
  const table = async (...dtype: readonly string[]) =>
    (await runIn({}, 'table', 'tanh', '--at=1', '--truncate', '--format', 'table', ...dtype)).stdout;
  expect(await table('--dtype', 'bf16')).toContain('truncated to bfloat16, x rounded to it');
  expect(await table()).toContain('truncated to float64');
});

test('check --truncate passes what is truncated, and what is rounded only without it', async () => {
  const range = ['--range=-6:6:0.125', '--dtype', 'bf16'];
  const truncated = (await runIn({}, 'table', 'gelu', ...range, '--truncate', '--format', 'csv')).stdout;
  const rounded = (await runIn({}, 'table', 'gelu', ...range, '--format', 'csv')).stdout;
  const misses = async (text: string, ...options: readonly string[]) => {
    const {code, rows} = await checkText(text, 'gelu', '--dtype', 'bf16', '--max-ulp', '0', ...options);
    return [code, Number(rows.get('value,misrounded')?.split(',')[0])];
  };
  expect(await misses(truncated, '--truncate')).toEqual([0, 0]);
  expect(await misses(rounded)).toEqual([0, 0]);
  for (const [code, count = 0] of [await misses(truncated), await misses(rounded, '--truncate')]) {
    expect(code).toBe(1);
    expect(count).toBeGreaterThan(20);
  }
});

test('plain doubles cannot be truncated', async () => {
  const {code, stderr} = await runIn({}, 'table', 'tanh', '--fast', '--truncate');
  expect([code, stderr]).toEqual([2, 'act-cli: --fast and --truncate cannot be combined; give only one of them\n']);
  expect(() => evaluate('tanh', [1], {fast: true, truncate: true})).toThrow('fast and truncate cannot be combined');
});

test('the library truncates too', () => {
  const {value, gradient} = evaluate('exponential', [20, -1], {dtype: 'e4m3', truncate: true});
  expect([...value, ...gradient]).toEqual([448, 0.34375, 448, 0.34375]);
  expect(evaluate('tanh', [30], {truncate: true}).value[0]).toBe(1 - 2 ** -53);
});

test('regions and a column of regions underflow below the least number, and --truncate needs a --dtype there', async () => {
  // 1 - tanh(x)² passes 2^-24 at 9.0109... and 2^-25 at 9.3574..., by mpmath.
  const dtype = ['--dtype', 'float16'];
  const regions = async (...options: readonly string[]) =>
    (await runIn({}, 'regions', 'tanh', ...dtype, ...options)).stdout;
  expect(await regions('--truncate')).toContain('underflow,9.015625,Infinity,');
  expect(await regions()).toContain('underflow,9.359375,Infinity,');
  const column = ['table', 'tanh', '--at=9.1', '--show', 'region', '--format', 'csv', ...dtype];
  expect((await runIn({}, ...column, '--truncate')).stdout).toContain(',underflow');
  expect((await runIn({}, ...column)).stdout).toContain(',saturated');
  for (const command of ['regions', 'plot']) {
    const {code, stderr} = await runIn({}, command, 'tanh', '--truncate');
    expect([code, stderr]).toEqual([2, 'act-cli: --truncate needs --dtype; add it or leave --truncate out\n']);
  }
  expect(() => libraryRegions('tanh', {truncate: true})).toThrow('truncate needs dtype');
  expect(libraryRegions('tanh', {truncate: true, dtype: 'float16'}).regions.at(-1)?.from).toBe(9.015625);
});

test('a plot shows what is cut off: tanh never reaches 1, not between its samples either', async () => {
  const picture = async (...options: readonly string[]) =>
    (
      await runIn(
        {},
        'plot',
        'tanh',
        '--range=-20:20',
        '--dtype',
        'e4m3',
        '--format',
        'svg',
        '--show',
        'value',
        ...options,
      )
    ).stdout;
  const lowest = (svg: string) =>
    Math.max(
      ...[...(/class="c0" d="([^"]*)"/g.exec(svg)?.[1]?.matchAll(/[ML ]([0-9.]+) ([0-9.]+)/g) ?? [])].map(([, , y]) =>
        Number(y),
      ),
    );
  const ticks = (svg: string) =>
    [...svg.matchAll(/<text x="43" y="([0-9.]+)"[^>]*>(-?[0-9.]+)</g)].map(([, y, text]) => [
      Number(text),
      Number(y) - 4,
    ]);
  for (const [options, reached] of [
    [[], -1],
    [['--truncate'], -0.9375],
  ] as const) {
    const svg = await picture(...options);
    const [[top = 0, above = 0] = [], [bottom = 0, below = 0] = []] = [ticks(svg)[0], ticks(svg).at(-1)];
    const at = top + ((lowest(svg) - above) / (below - above)) * (bottom - top);
    expect(at).toBeCloseTo(reached, 2);
  }
});

test('with --error real a truncated result is off by less than 1, and what was rounded is told', async () => {
  const verdict = async (...made: readonly string[]) => {
    const range = ['--range=-6:6:0.125', '--dtype', 'bf16', '--show', 'value'];
    const stdin = (await runIn({}, 'table', 'tanh', ...range, '--format', 'csv', ...made)).stdout;
    const options = ['--dtype', 'bf16', '--truncate', '--error', 'real', '--max-ulp', '1', '--format', 'table'];
    const {code, stdout} = await runIn({stdin}, 'check', 'tanh', '-', ...options, '--width', '200');
    return [code, stdout.split('\n\n')[0]];
  };
  // The largest error of the 97 by mpmath is 0.99685418, at 6 and -6.
  expect(await verdict('--truncate')).toEqual([
    0,
    expect.stringMatching(/97 of 97 correctly truncated; largest error 0\.9968[0-9]* ulp/),
  ]);
  expect(await verdict()).toEqual([
    0,
    expect.stringMatching(
      /: \d+ results are the exact ones rounded away from 0 \(right without --truncate if they are the nearest numbers\); nothing else/,
    ),
  ]);
});
