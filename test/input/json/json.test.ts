import {describe, expect, test} from 'vitest';
import {read} from '../read.ts';

describe('JSON', () => {
  test('an array of objects in any layout, or of numbers', async () => {
    const rows = [{x: 1, y: 'NaN', z: 'text'}, {x: 0.5, y: 2, z: null}]; // biome-ignore format: one line
    for (const text of [JSON.stringify(rows), JSON.stringify(rows, null, 2), `\n[\n${JSON.stringify(rows).slice(1)}\n`])
      expect(await read(text, {columns: ['y', 'x']})).toEqual({names: ['y', 'x'], values: [[NaN, 2], [1, 0.5]]}); // biome-ignore format: a row each
    expect((await read('[{"x": NaN}, {"x": -Infinity}]')).values).toEqual([[NaN, -Infinity]]);
    expect((await read('[0.5, nan, -inf]')).values).toEqual([[0.5, NaN, -Infinity]]);
    expect((await read('[1, -0.5, "inf"]')).values).toEqual([[1, -0.5, Infinity]]);
  });

  test.each([
    ['[]', 'data holds no numbers'],
    ['[1, 2', 'data: it is not JSON; write one array of numbers, or of objects'],
    ['[1,2]\n[3,4]\n', 'data: each line is an array of its own'],
    ['[0.5 1. 2.]\n', 'data: its numbers have no commas between them, as NumPy prints an array'],
    ['[{"x":1},{"x":2,"x":3}]', "data: an object has 'x' twice"],
    ['[1e400]', 'data, item 1: a number is beyond the largest double'],
    ['[[1, 2]]', 'data: its items are neither all objects nor all numbers'],
    ['[1, {"x": 2}]', 'data: its items are neither all objects nor all numbers'],
    ['[1, null]', "data, item 2: 'null' is not a number"],
    ['[{"x":1},{"y":2}]', "data, item 2: 'x' is missing"],
    ['[{"x":1,"y":2}]', 'data has 2 columns'],
  ])('%s is an error', async (text, message) => {
    await expect(read(text)).rejects.toThrow(message);
  });

  test('a file called .json is read so', async () => {
    await expect(read('17', {name: 'a.json'})).rejects.toThrow('it is not an array');
  });
});
