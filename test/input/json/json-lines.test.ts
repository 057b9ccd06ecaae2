import {expect, test} from 'vitest';
import type {Wanted} from '../../../src/input/columns.ts';
import {readColumns} from '../../../src/input/reader.ts';

async function read(text: string, columns: Wanted['columns'] = 'all', name = 'data') {
  const bytes = async function* () {
    const all = new TextEncoder().encode(text);
    for (let i = 0; i < all.length; i += 5) yield all.subarray(i, i + 5);
  };
  const {names, chunks} = await readColumns(bytes(), {name, columns});
  const values: number[][] = names.map(() => []);
  for await (const chunk of chunks) {
    for (const [j, column] of chunk.columns.entries()) values[j]?.push(...column);
  }
  return {names: [...names], values};
}

test('an object on each line gives its members as columns, in any order of members', async () => {
  const text = '{"x":-0,"y":1e-3}\n\n{"y":2, "x":0.5, "z":[1]}\r\n{"x":1,"y":3}';
  expect(await read(text)).toEqual({names: ['x', 'y'], values: [[-0, 0.5, 1], [1e-3, 2, 3]]}); // biome-ignore format: a row each
  expect(await read(text, ['y'])).toEqual({names: ['y'], values: [[1e-3, 2, 3]]});
  expect(await read('{"x":1}\n{"x":2}\n', 'only')).toEqual({names: ['x'], values: [[1, 2]]});
});

test('what JSON has not: as strings, and bare as Python writes it', async () => {
  const text = '{"x":"NaN"}\n{"x":"-Infinity"}\n{"x":"0x1p-3"}\n{"x": NaN}\n{"x": -Infinity}\n{"x":Infinity}\n';
  expect((await read(text)).values).toEqual([[NaN, -Infinity, 0.125, NaN, -Infinity, Infinity]]);
});

test('a file called .jsonl or .ndjson is read so whatever its first line', async () => {
  for (const name of ['a.jsonl', 'a.ndjson']) {
    await expect(read('1\n2\n', 'all', name)).rejects.toThrow(`${name}, line 1: '1' is not an object`);
  }
});

test.each([
  ['{"x":1}\n{"x":2\n', 'data, line 2: \'{"x":2\' is not JSON; write one object per line'],
  ['{"x":1}\n\n[2]\n', "data, line 3: '[2]' is not an object"],
  ['{"x":1}\nnull\n', "data, line 2: 'null' is not an object"],
  ['{"x":1}\n{"y":2}\n', "data, line 2: 'x' is missing"],
  ['{"x":1}\n{"x":null}\n', "data, line 2: 'null' is not a number"],
  ['{"x":1}\n{"x":"1,5"}\n', "data, line 2: '1,5' is not a number"],
  ['{"x":1,"y":":","x":2}\n', "data, line 1: 'x' appears twice"],
  ['{"x":1}\n{"y":[{"x":1,"x":2}],"x":1,"x":2}\n', "data, line 2: 'x' appears twice"],
  ['{\n  "x": 1\n}\n', 'data, line 1: an object goes on in the next line; write one object per line'],
  ['{}\n', 'data holds no numbers'],
  ['{"x":1e400}\n', 'data, line 1: a number is beyond the largest double, about 1.8e308'],
  ['{"x":true}\n', "data, line 1: 'true' is not a number"],
])('%j is an error that shows where and what', async (text, message) => {
  await expect(read(text)).rejects.toThrow(message);
});

test('a member that the first object has not cannot be asked for, whatever every object inherits', async () => {
  await expect(read('{"x":1}\n', ['y'])).rejects.toThrow("data has no column 'y'; --column takes 'x' or 1");
  await expect(read('{"x":1}\n', ['constructor'])).rejects.toThrow("data has no column 'constructor'");
  await expect(read('{"x":1,"y":2}\n', 'only')).rejects.toThrow('data has 2 columns');
});

test('columns are in the order of the file, whatever their names', async () => {
  expect(await read('{"b":5,"7":9}\n', ['2'])).toEqual({names: ['7'], values: [[9]]});
  expect(await read('{"b":5,"7":9,"0":{"1":2}}\n', ['1', '7'])).toEqual({names: ['b', '7'], values: [[5], [9]]});
  expect((await read('[{"b":5,"7":9},{"7":1,"b":2}]', ['2'])).values).toEqual([[9, 1]]);
  expect((await read('{"x":1,"2":2,"1":3}\n')).names).toEqual(['x', '2', '1']);
});
