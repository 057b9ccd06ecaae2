import {expect, test} from 'vitest';
import {read} from './read.ts';

test('a table in Markdown, with notes above it and escaped bars in its cells', async () => {
  const text = 'correctly rounded\n\n| x | a\\|b\\\\ |\n| --: | :-: |\n| 1 | 2 |\n|-0|NaN|\n\n';
  expect(await read(text, {columns: 'all'})).toEqual({names: ['x', 'a|b\\'], values: [[1, -0], [2, NaN]]}); // biome-ignore format: one line
  expect((await read('notes\n| x |\n| - |\n| 1 |\n', {name: 'a.md'})).values).toEqual([[1]]);
});

test.each([
  ['| x | y |\n| - | - |\n| 1 || 2 |\n', 'data, line 3: the row has 3 cells where the first has 2'],
  ['| x | y |\n| - | - |\n| 1 | |\n', 'data, line 3: a cell is empty'],
  ['||\n', "data has no column '2'; --column takes 1"],
  ['| x | y |\n| - | - |\n| 1 | 2 |\n3,4\n', 'data, line 4: a line without bars stands below the rows'],
])('%j is an error', async (text, message) => {
  await expect(read(text, {columns: ['2']})).rejects.toThrow(message);
});
