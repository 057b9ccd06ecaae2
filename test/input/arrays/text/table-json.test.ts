import {expect, test} from 'vitest';
import {readTable} from '../read-table.ts';

const {NaN: none, POSITIVE_INFINITY: infinity} = Number;
const name = 'a.jsonl';

test.each([
  ['arrays', '[1,2.5]\n\n[-3e2,null]\n', [[1, -300], [2.5, none]], undefined],
  ['objects', '{"b":1,"a":2}\n{"a":4,"b":3}\n', [[1, 3], [2, 4]], ['b', 'a']],
  ['words that JSON does not have', '[NaN,Infinity]\n["-inf","nan"]\n["1e3",-Infinity]\n', [[none, -infinity, 1000], [infinity, none, -infinity]], undefined],
])('JSON Lines of %s', async (_, text, units, names) => {
  const read = await readTable(text, {name});
  expect(read.units).toEqual(units);
  expect(read.opened.unitNames).toEqual(names);
}); // biome-ignore format: a table

test('keys choose members of objects; one key may choose a list, whose units have numbers', async () => {
  const text = '{"id":"a","x":1,"y":2,"h":[1,2,3]}\n{"id":"b","x":3,"y":4,"h":[4,null,6]}\n';
  const members = await readTable(text, {name, keys: ['y', 'x']});
  expect(members.units).toEqual([[2, 4], [1, 3]]); // biome-ignore format: a table
  expect(members.opened.unitNames).toEqual(['y', 'x']);
  const list = await readTable(text, {name, keys: ['h']});
  expect(list.units).toEqual([[1, 4], [2, none], [3, 6]]); // biome-ignore format: a table
  expect(list.opened.unitNames).toBeUndefined();
});

test('the first line tells that a file of another name is JSON Lines', async () => {
  expect((await readTable('[1,2]\n[3,4]\n', {name: 'pipe'})).units).toEqual([[1, 3], [2, 4]]); // biome-ignore format: a table
  expect((await readTable('{"a":1}\n', {name: 'pipe'})).units).toEqual([[1]]);
});

const advice = '; write an array of numbers, or an object of them, on each line';
test.each([
  ['[1,2]\n[3]\n', undefined, `a.jsonl, line 2: the length of the array is 1, and 2 in the first line${advice}`],
  ['{"a":1}\n{"b":1}\n', undefined, `a.jsonl, line 2: 'a' is missing${advice}`],
  ['{"a":1}\n{"a":1,"b":1}\n', undefined, `a.jsonl, line 2: 'b' is not in the first line${advice}`],
  ['{"a":1,"a":2}\n', undefined, `a.jsonl, line 1: 'a' appears twice${advice}`],
  ['[1]\n{"a":1}\n', undefined, `a.jsonl, line 2: '{"a":1}' is not an array, as the first line is${advice}`],
  ['{"a":1}\n[1]\n', undefined, `a.jsonl, line 2: '[1]' is not an object, as the first line is${advice}`],
  ['[1]\n[2\n', undefined, `a.jsonl, line 2: '[2' is not JSON${advice}`],
  ['[1]\n3\n', undefined, `a.jsonl, line 2: '3' is neither an array nor an object${advice}`],
  ['[1e400]\n', undefined, `a.jsonl, line 1: a number is beyond the largest double, about 1.8e308${advice}`],
  ['[true]\n', undefined, "a.jsonl, line 1: 'true' in column '1' is not a number; choose the columns of numbers with --key"],
  ['[[1]]\n', undefined, "a.jsonl, line 1: '[...]' in column '1' is not a number; choose the columns of numbers with --key"],
  ['{"id":"x","a":1}\n', undefined, "a.jsonl, line 1: 'x' in column 'id' is not a number; choose the columns of numbers with --key"],
  ['{"h":[1,2],"a":1}\n', undefined, `a.jsonl, line 1: 'h' is an array; choose it alone with --key h${advice}`],
  ['{"h":[1,2],"a":1}\n', ['h', 'a'], `a.jsonl, line 1: 'h' is an array; choose it alone with --key h${advice}`],
  ['{"h":[1,2]}\n{"h":[1]}\n', ['h'], `a.jsonl, line 2: the length of the array is 1, and 2 in the first line${advice}`],
  ['{"h":[1,2]}\n{"h":3}\n', ['h'], `a.jsonl, line 2: 'h' is not an array, as in the first line${advice}`],
  ['[1]\n', ['h'], `a.jsonl, line 1: its lines are arrays, which have no 'h'${advice}`],
  ['[]\n', undefined, 'a.jsonl holds no rows of numbers; give a row for each sample, with a column for each unit'],
  ['\n', undefined, 'a.jsonl holds no rows of numbers; give a row for each sample, with a column for each unit'],
])('%j with the keys %j is refused', async (text, keys, message) =>
  expect(readTable(text, {name, keys: keys ?? []})).rejects.toMatchObject({name: "ActError", message})); // biome-ignore format: a table
