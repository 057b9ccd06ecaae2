import {expect, test} from 'vitest';
import {distinctNames} from '../../../src/input/arrays/unit-names.ts';
import {readTable} from './read-table.ts';

test.each([
  [['a', 'b'], ['a', 'b']],
  [['a', 'b', 'a', 'a'], ['a', 'b', 'a (2)', 'a (3)']],
  [['a', 'a', 'a (2)'], ['a', 'a (3)', 'a (2)']],
  [['a', 'a', 'a', 'a (2)', 'a (2)'], ['a', 'a (3)', 'a (4)', 'a (2)', 'a (2) (2)']],
])('the units %j are called %j', (names, distinct) => expect(distinctNames(names)).toEqual(distinct)); // biome-ignore format: a table

test('columns of one name are units of two', async () => {
  const {units, opened} = await readTable('a,a\n1,2\n3,4\n');
  expect(opened.unitNames).toEqual(['a', 'a (2)']);
  expect(units).toEqual([[1, 3], [2, 4]]); // biome-ignore format: one line
  expect((await readTable('a,a\n1,2\n', {keys: ['2', '1']})).opened.unitNames).toEqual(['a', 'a (2)']);
});
