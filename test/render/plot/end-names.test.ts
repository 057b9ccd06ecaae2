/** Where the names of curves stand on the right. */

import {expect, test} from 'vitest';
import {nameRows} from '../../../src/render/plot/end-names.ts';
import {runIn} from '../../fake-io.ts';

/** Ends on these rows, each a little below the one before it. */
const endsOn = (...rows: readonly number[]) => rows.map((row, i) => ({row, place: 4 * row + i / 10}));
const rowsOf = (rows: number, ...ends: readonly number[]) =>
  nameRows(endsOn(...ends), {rows, labels: new Array(rows).fill('')});

test('each name has a row of its own, as near to the end of its curve as the others allow', () => {
  expect(rowsOf(9, 0, 4, 8)).toEqual([0, 4, 8]);
  expect(rowsOf(9, 4, 4, 4)).toEqual([3, 4, 5]);
  expect(rowsOf(9, 8, 8, 8)).toEqual([6, 7, 8]);
});

test('no name is on the row where another curve ends', () => {
  expect(rowsOf(9, 0, 0, 1, 5)).toEqual([0, 2, 1, 5]);
  expect(rowsOf(9, 1, 1, 2, 5)).toEqual([0, 1, 2, 5]);
  expect(rowsOf(6, 0, 0, 1, 2, 3)).toEqual([0, 4, 1, 2, 3]);
  expect(rowsOf(4, 0, 0, 1, 2)).toEqual([0, 3, 1, 2]);
  expect(rowsOf(3, 0, 0, 2, 2)).toBeUndefined();
});

test('names stand above their rows rather than beside the label of another value', async () => {
  const {stdout} = await runIn(
    {columns: 80, rows: 24, env: {PAGER: 'cat', NO_COLOR: '1'}},
    ...['plot', 'relu', 'tanh', 'gelu', 'sigmoid', '--show', 'value', '--height', '7'],
  );
  const lines = stdout.split('\n');
  const one = lines.findIndex((line) => /^ *1 ┤/.test(line));
  expect(lines.findIndex((line) => /sigmoid$/.test(line))).toBe(one);
  expect(lines.findIndex((line) => /tanh$/.test(line))).toBe(one - 1);
});

test('where there are more names than rows, they stand in a legend', async () => {
  const {stdout} = await runIn(
    {columns: 80, rows: 24, env: {PAGER: 'cat', NO_COLOR: '1'}},
    ...['plot', 'relu', 'tanh', 'gelu', 'sigmoid', '--show', 'value', '--height', '3', '--no-regions'],
  );
  expect(stdout.split('\n')[0]).toMatch(/▲ relu {3}■ tanh {3}◆ gelu {3}▼ sigmoid$/);
});
