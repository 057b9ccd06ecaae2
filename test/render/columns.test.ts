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
      fc.boolean(),
      (columns, cells, width, wraps) => {
        const lines = columnBlocks({head: [''], cells, wraps}, columns, {...sheet, width}).flat();
        for (const line of lines) expect(line.length).toBeLessThanOrEqual(width);
        for (const text of columns.flatMap((each) => each.cells)) {
          expect(lines.some((line) => ` ${line} `.includes(` ${text} `))).toBe(true);
        }
      },
    ),
  );
});

test('a phrase goes on in the next line, set in, where it would be shortened; its cells stand beside its first line', () => {
  const phrases = {head: [''], cells: ['dead', 'fires in less than 1 % of the samples'], wraps: true};
  const columns = [
    {head: ['units'], cells: ['1', '12'], marked: [false, true]},
    {head: ['share'], cells: ['5 %', '60 %']},
  ];
  expect(columnBlocks(phrases, columns, {...sheet, width: 38})).toEqual([
    [
      '                      units  share',
      'dead                      1    5 %',
      'fires in less than 1     12*  60 %',
      '  % of the samples',
    ],
  ]);
  // Where not even twenty columns are left beside all, each block has as many columns as fit.
  const narrow = columnBlocks(phrases, columns, {...sheet, width: 30});
  expect(narrow.map(([, , line]) => line)).toEqual(['fires in less than 1     12*', 'fires in less than 1   60 %']);
  // With room for the phrase the columns may stand in several blocks, and nothing is broken.
  expect(columnBlocks(phrases, columns, {...sheet, width: 80})).toEqual(
    columnBlocks({...phrases, wraps: false}, columns, {...sheet, width: 80}),
  );
});
