import {expect, test} from 'vitest';
import {evaluate} from '../../src/index.ts';
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
