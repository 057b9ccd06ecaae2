import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, expect, test} from 'vitest';
import {runIn} from '../fake-io.ts';
import {npyFile} from '../npy-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'check-quant-'));
afterAll(() => rmSync(folder, {recursive: true}));

const scheme = ['--dtype', 'int8', '--quant', 'in=0.05:3,out=0.025:-10'];
const checked = async (stdin: string, ...words: readonly string[]) => {
  const {code, stdout, stderr} = await runIn({stdin}, 'check', 'gelu', '-', ...scheme, '--format', 'csv', ...words);
  const rows = new Map(stdout.split('\n').map((line) => [line.split(',', 1)[0], line.split(',').slice(1)] as const));
  return {code, stderr, rows};
};
const written = async () => (await runIn({}, 'table', 'gelu', ...scheme, '--format', 'csv')).stdout;

test('the table that is printed is right', async () => {
  const {code, stderr, rows} = await checked(await written(), '--max-ulp', '0');
  expect([code, stderr, rows.get('results')?.[0], rows.get('wrong_codes')?.[0]]).toEqual([0, '', '256', '0']);
  expect(Number(rows.get('max_error_lsb')?.[0])).toBeLessThanOrEqual(0.5);
  expect(rows.get('reversals')?.[0]).toBe('0');
});

test('a code that is off is named; --max-ulp says by how much it may be', async () => {
  const lines = (await written()).split('\n');
  const at = lines.findIndex((line) => line.startsWith('23,'));
  const right = Number(lines[at]?.split(',').at(-1));
  const spoiled = lines.with(at, `23,1,0,${right + 4}`).join('\n');
  const {code, rows} = await checked(spoiled, '--max-ulp', '1');
  const place = ['23', '1.0000000149011612', String(right), String(right + 4)];
  expect([code, rows.get('wrong_codes'), rows.get('max_difference'), rows.get('worst')]).toEqual([1, ['1', ...place], ['4', ...place], ['4', ...place]]); // biome-ignore format: one line
  expect(rows.get('reversals')?.[0]).toBe('1');
  expect((await checked(spoiled, '--max-ulp', '4')).code).toBe(0);
});

test('a column of all codes in order, or an .npy, is the same', async () => {
  const codes = (await written()).trim().split('\n').slice(1).map((line) => Number(line.split(',').at(-1))); // biome-ignore format: one line
  expect((await checked(codes.join('\n'), '--max-ulp', '0')).code).toBe(0);
  expect((await checked(codes.toReversed().join('\n'), '--max-ulp', '0')).code).toBe(1);
  const path = join(folder, 'codes.npy');
  writeFileSync(path, npyFile({descr: '|i1', shape: [256], data: new Uint8Array(Int8Array.from(codes).buffer)}));
  const {code, stdout} = await runIn({}, 'check', 'gelu', path, ...scheme, '--max-ulp', '0', '--format', 'table');
  expect(code).toBe(0);
  expect(stdout).toContain('gelu: 256 of 256 codes are right\n--max-ulp 0: kept\n');
});

test('where f has no value any code will do', async () => {
  const words = ['=log(x)', '--quant', 'int4,in=1,out=0.5'];
  const {stdout} = await runIn({}, 'table', ...words, '--format', 'csv');
  const check = async (stdin: string) => (await runIn({stdin}, 'check', '=log(x)', '-', ...words.slice(1), '--max-ulp', '0')).code; // biome-ignore format: one line
  const filled = stdout.replaceAll('NaN,\n', 'NaN,5\n');
  expect([await check(filled), await check(filled.replace('1,1,0,0', '1,1,0,1'))]).toEqual([0, 1]);
});

test.each([
  ['1\n2\n', 'standard input has 2 rows, and int8 has 256 codes'],
  ['code,result\n1,2\n1,2\n', 'standard input has 2 rows, and int8 has 256 codes'],
  ['code,result\n1,200\n', 'standard input, row 1: 200 is no code of int8: -128 to 127'],
  ['code,result\n1.5,2\n', '1.5 is no code of int8'],
  ['x,y,z\n1,2,3\n', "'code'"],
])('%j is no table of codes', async (stdin, message) => {
  const {code, stderr} = await checked(stdin);
  expect([code, stderr.split('\n').length]).toEqual([2, 2]);
  expect(stderr).toContain(message);
});

test('options that have no meaning for codes are refused', async () => {
  expect((await checked('1\n', '--truncate')).stderr).toContain('--quant and --truncate cannot be combined');
});
