import fc from 'fast-check';
import {expect, test} from 'vitest';
import {columnBlocks} from '../../src/render/columns.ts';
import {plain} from '../../src/render/style.ts';

const sheet = {paint: plain, ellipsis: '…'};
const names = {head: [''], cells: ['relu', 'tanh']};

test('names on the left, cells on the right, a star after what is marked', () => {
  const columns = [
    {head: ['share', 'dead'], cells: ['0.5', '0'], marked: [false, true]},
    {head: ['smoothness'], cells: ['C0', 'smooth']},
    {head: ['cost'], cells: ['1', '4.25'], marked: [true, false]},
  ];
  expect(columnBlocks(names, columns, {...sheet, width: 80})).toEqual([
    ['      share', '       dead  smoothness  cost', 'relu    0.5          C0     1*', 'tanh      0*     smooth  4.25'],
  ]);
});

test('columns that do not fit side by side are spread evenly over blocks', () => {
  const columns = ['a', 'b', 'c', 'd'].map((head) => ({head: [head], cells: ['1.25', '-3']}));
  const blocks = columnBlocks(names, columns, {...sheet, width: 25});
  expect(blocks).toEqual([
    ['         a     b', 'relu  1.25  1.25', 'tanh    -3    -3'],
    ['         c     d', 'relu  1.25  1.25', 'tanh    -3    -3'],
  ]);
});

test('characters of two columns keep the columns straight', () => {
  const wide = {head: [''], cells: ['激活', 'relu']};
  expect(columnBlocks(wide, [{head: ['值'], cells: ['1', '22']}], {...sheet, width: 40})).toEqual([
    ['      值', '激活   1', 'relu  22'],
  ]);
});

test('no line is wider than 40 columns or more, and no cell is broken or lost', () => {
  const cell = fc.oneof(fc.double().map(String), fc.constantFrom('non-decreasing', '-', 'yes'));
  const column = fc.record({head: fc.constant(['cost', 'in', 'relus']), cells: fc.tuple(cell, cell)});
  const label = fc.string({maxLength: 60, unit: 'grapheme-ascii'});
  fc.assert(
    fc.property(
      fc.array(column, {minLength: 1, maxLength: 30}),
      fc.tuple(label, label),
      fc.integer({min: 40, max: 200}),
      (columns, cells, width) => {
        const lines = columnBlocks({head: [''], cells}, columns, {...sheet, width}).flat();
        for (const line of lines) expect(line.length).toBeLessThanOrEqual(width);
        for (const text of columns.flatMap((each) => each.cells)) {
          expect(lines.some((line) => ` ${line} `.includes(` ${text} `))).toBe(true);
        }
      },
    ),
  );
});
