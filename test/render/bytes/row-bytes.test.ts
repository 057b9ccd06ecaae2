import {expect, test} from 'vitest';
import {dtypeNamed} from '../../../src/exact/number-format.ts';
import {noBytes, taken} from '../../../src/render/bytes/bytes.ts';
import {type RowPattern, rowBytes} from '../../../src/render/bytes/row-bytes.ts';
import {numberWriter} from '../../../src/render/number.ts';
import type {Cell, Chunk, Column} from '../../../src/report/table.ts';
import {randomDoubles} from './doubles.ts';

const columns: readonly Column[] = [
  {name: 'x', kind: 'number'},
  {name: 'half', kind: 'number', format: dtypeNamed('float16')},
  {name: 'bits', kind: 'number', notation: 'bits'},
  {name: 'hex', kind: 'number', notation: 'hexadecimal'},
  {name: 'any', kind: 'cells'},
];

const pattern: RowPattern = {
  before: ['<', ' ', ' ', ' ', ' → '],
  atFirst: 'first <',
  after: '>\n',
  numberText: numberWriter,
  cellText: (cell) => `'${cell}'`,
};

const next = randomDoubles(6).grids ?? (() => Number.NaN);
const length = 500;
const numbers = Float64Array.from(
  {length},
  (_, i) => [next(), -0, Infinity, Number.NaN, 1e300, 0.1, 2 ** -1074][i % 7] ?? next(),
);
const halves = Float64Array.from({length}, (_, i) => (i - 250) / 8);
const any: readonly Cell[] = Array.from(
  {length},
  (_, i) => ['text', null, true, 0.25, 'naïve → 😀', ''][i % 6] ?? null,
);
const chunk: Chunk = {length, columns: [numbers, halves, numbers, numbers, any]};

/** What the rows are in texts alone. */
function rowsAsText(from: number, to: number): string {
  const writers = columns.map(numberWriter);
  const rows = Array.from({length: to - from}, (_, k) =>
    chunk.columns.map((column, j) => {
      const cell = column[from + k] ?? null;
      return `${pattern.before[j]}${typeof cell === 'number' ? writers[j]?.(cell) : `'${cell}'`}`;
    }),
  );
  return rows.map((cells) => `${cells.join('')}>\n`).join('');
}

const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

test('rows are the same from digits and from texts; only before the first of the table may stand another text', () => {
  const bytes = noBytes(0);
  const write = rowBytes(columns, pattern);
  write(bytes, {chunk, from: 0, to: length, rowsBefore: 0});
  expect(decode(taken(bytes))).toBe(`first ${rowsAsText(0, length)}`);
  write(bytes, {chunk, from: 0, to: length, rowsBefore: 20_000});
  expect(decode(taken(bytes))).toBe(rowsAsText(0, length));
});

test('the bytes of rows depend on these rows alone: other writers, in any order, write the same', () => {
  const parts = [[300, 500], [0, 1], [1, 300]].map(([from = 0, to = 0]) => {
    const bytes = noBytes(0);
    rowBytes(columns, pattern)(bytes, {chunk, from, to, rowsBefore: 20_000});
    return [from, decode(taken(bytes))] as const;
  }); // biome-ignore format: three parts
  const inOrder = parts.toSorted(([one], [other]) => one - other).map(([, text]) => text);
  expect(inOrder.join('')).toBe(rowsAsText(0, length));
});

test('a text may be longer than the memory for all rows', () => {
  const long = 'ä'.repeat(100_000);
  const bytes = noBytes(64);
  const cells: Chunk = {length: 2, columns: [[long, 1.5]]};
  rowBytes([{name: 'a', kind: 'cells'}], {...pattern, before: [''], atFirst: ''})(bytes, {
    chunk: cells,
    from: 0,
    to: 2,
    rowsBefore: 0,
  });
  expect(decode(taken(bytes))).toBe(`'${long}'>\n1.5>\n`);
});

test('a chunk that lacks a row is a mistake of the program', () => {
  const short: Chunk = {length: 2, columns: [Float64Array.of(1)]};
  const write = rowBytes([{name: 'x', kind: 'number'}], {...pattern, before: ['']});
  expect(() => write(noBytes(0), {chunk: short, from: 0, to: 2, rowsBefore: 0})).toThrow(RangeError);
});
