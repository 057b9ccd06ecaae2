import {describe, expect, test} from 'vitest';
import type {Wanted} from '../../src/input/columns.ts';
import {read} from './read.ts';

describe('a table', () => {
  const table = 'x,"relu, rectified",note\n-1,0,a\n2,2.5,"say ""hi""\nand more"\n';

  test('gives the column of a name or of a number from 1', async () => {
    expect(await read(table, {columns: ['x']})).toEqual({names: ['x'], values: [[-1, 2]]});
    expect((await read(table, {columns: ['relu, rectified', '1']})).values).toEqual([[0, 2.5], [-1, 2]]); // biome-ignore format: in the order asked
    expect((await read(table, {columns: ['2']})).names).toEqual(['relu, rectified']);
  });

  test('is apart by tabs or by spaces as well', async () => {
    expect((await read('x\ty\n1\t2\n', {columns: ['y']})).values).toEqual([[2]]);
    expect((await read('1\t2\n3\t4\n', {columns: ['2']})).values).toEqual([[2, 4]]);
    expect((await read(' 1   2\n 3  4\n', {columns: ['2']})).values).toEqual([[2, 4]]);
    expect((await read('x y\n1 2\n', {columns: ['y']})).values).toEqual([[2]]);
  });

  test('is apart by semicolons, and a comma in a number is told', async () => {
    expect((await read('x;y\n1;2\n', {columns: ['y']})).values).toEqual([[2]]);
    expect((await read('1;2\n3;4\n', {columns: ['2'], name: 'a.csv'})).values).toEqual([[2, 4]]);
    await expect(read('1;2\n')).rejects.toThrow('data has 2 columns');
    for (const text of ['x;y\n1,5;2,5\n', '0,5;1,5\n1,5;2,5\n'])
      await expect(read(text, {columns: ['1']})).rejects.toThrow(",5' is not a number; write decimals such as");
    const labels = 'x,maxout:weights=[1;-1],"maxout:weights=[1,2;3,4]"\n1,2,3\n';
    expect((await read(labels, {columns: ['maxout:weights=[1;-1]']})).values).toEqual([[2]]);
    const tabbed = 'x\tmaxout:weights=[1,2;3,4],biases=[0;0]\n1\t2\n';
    expect((await read(tabbed, {columns: ['x']})).values).toEqual([[1]]);
  });

  test('may have a delimiter at the end of each row', async () => {
    for (const text of ['1,2,\n3,4,\n', '1,2,\n3,4\n', '1,2\n3,4,\n', 'a,b,\n1,2,\n3,4,\n', 'a,b\n1,2,\n3,4, \n'])
      expect((await read(text, {columns: 'all'})).values, text).toEqual([[1, 3], [2, 4]]); // biome-ignore format: a row each
    expect((await read('1,\n2,\n')).values).toEqual([[1, 2]]);
    expect((await read('1\t2\t\n3\t4\t\n', {columns: 'all'})).values).toEqual([[1, 3], [2, 4]]); // biome-ignore format: a row each
    await expect(read('1,2,\n3,4,5\n', {columns: 'all'})).rejects.toThrow(
      'line 2: the row has 3 cells where the first',
    );
  });

  test('has comments, and its header may be one', async () => {
    const savetxt = '# made by numpy\n# x y\n1.0e+00 2.0e+00\n3.0e+00 4.0e+00\n';
    expect((await read(savetxt, {columns: ['y']})).values).toEqual([[2, 4]]);
    expect((await read('# x,y\n1 2\n3 4\n', {columns: ['y']})).values).toEqual([[2, 4]]);
    expect((await read('# x, y\n1,2\n# a note\n3,4\n', {columns: ['x', '2']})).values).toEqual([[1, 3], [2, 4]]); // biome-ignore format: a row each
    expect((await read('% of all\nx,y\n1,2\n%\n3,4\n', {columns: ['y']})).values).toEqual([[2, 4]]);
    expect((await read('# a\n1\n  # b c d\n2\n')).values).toEqual([[1, 2]]);
    expect((await read('#\n1')).values).toEqual([[1]]);
    await expect(read('# only a comment\n')).rejects.toThrow('data holds no numbers');
    await expect(read('#1\n2 # b\n')).rejects.toThrow('data has 3 columns');
    await expect(read('#N/A,1\n2,3\n', {columns: ['1']})).rejects.toThrow("line 1: '#N/A' is not a number");
  });

  test('gives all its columns, named by the header or by number', async () => {
    expect(await read('1,2\n3,4\n', {columns: 'all'})).toEqual({names: ['1', '2'], values: [[1, 3], [2, 4]]}); // biome-ignore format: a row each
    expect(await read('a,b\r\n1,2\r\n\r\n', {columns: 'all'})).toEqual({names: ['a', 'b'], values: [[1], [2]]});
    expect((await read('1 2\n3 4', {columns: 'all'})).values).toEqual([[1, 3], [2, 4]]); // biome-ignore format: a row each
  });

  test('is no header where one cell begins like a number, whatever stands beside it', async () => {
    for (const [cell, problem] of [
      ['1.0.0', "'1.0.0' is not a number"],
      ['-2x', "'-2x' is not a number"],
      ['.5e', "'.5e' is not a number"],
      ['+.5', "'b' is not a number"],
      ['inf', "'b' is not a number"],
    ] as const)
      await expect(read(`${cell},b\n1,2\n`, {columns: ['1', '2']})).rejects.toThrow(`data, line 1: ${problem}`);
  });

  test('a name goes before a number, and makes a row of numbers its header', async () => {
    expect((await read('2,1\n7,8\n', {columns: ['2']})).values).toEqual([[1, 8]]);
    expect((await read('b,2\n7,8\n', {columns: ['b']})).values).toEqual([[7]]);
    expect((await read('"2",b\n7,8\n', {columns: ['b', '2']})).values).toEqual([[8], [7]]);
  });

  test('the extension of the name decides before the content', async () => {
    await expect(read('1\t2\n', {name: 'a.TSV'})).rejects.toThrow('a.TSV has 2 columns');
    await expect(read('1 2\n', {name: 'a.csv'})).rejects.toThrow("a.csv, line 1: '1 2' is not a number");
  });

  test.each<[string, Wanted['columns'], string]>([
    ['x,y\n1,2\n', 'only', "data has 2 columns; choose one with --column: 'x', 'y' or a number from 1 to 2"],
    ['1,2\n', 'only', 'data has 2 columns; choose one with --column: a number from 1 to 2'],
    ['x,y\n1,2\n', ['z'], "data has no column 'z'; --column takes 'x', 'y' or a number from 1 to 2"],
    ['x,y\n1,2\n', ['3'], "data has no column '3'"],
    ['x,y\n1,2\n', ['0'], "data has no column '0'"],
    ['x,y\n1,2\n', ['__proto__'], "data has no column '__proto__'"],
    ['x,x\n1,2\n', ['x'], "data has several columns 'x'; choose one with --column by its number, 1 to 2"],
    ['x,y\n1,2\n3\n', ['x'], 'data, line 3: the row has 1 cell where the first has 2'],
    ['x,y\n1,2,3\n', ['x'], 'data, line 2: the row has 3 cells where the first has 2'],
    ['x,y\n1,\n', ['y'], 'data, line 2: a cell is empty'],
    ['x,y\n"1\n\n",2\n3,y\n', ['y'], "data, line 5: 'y' is not a number"],
    ['x,y\n1,"2\n3,4\n', ['y'], 'data, line 2: a quoted cell is never closed'],
    ['1,2\r3,4\r', ['1'], 'data, line 1: the line contains a carriage return; end lines with line feeds'],
    ['x,y\n', ['y'], "data holds no numbers below its header 'y'"],
  ])('%j with columns %j is an error', async (text, columns, message) => {
    await expect(read(text, {columns})).rejects.toThrow(message);
  });

  test('a quote within a cell is a character like another; before one that opens a cell there may be spaces', async () => {
    expect((await read('x,size\n1,5" disk\n2,12" disk\n', {columns: ['x']})).values).toEqual([[1, 2]]);
    await expect(read('x,size\n1,a "b, c"\n', {columns: ['x']})).rejects.toThrow('the row has 3 cells');
    expect(await read('x, "my y" \n1, "2"\n3,\t"4" \n', {columns: ['my y']})).toEqual({
      names: ['my y'],
      values: [[2, 4]],
    });
  });

  test('a quoted cell may hold line feeds, delimiters and doubled quotes, in a header too', async () => {
    const text = '"a\n""b"", c",x\r\n1,"2"\r\n';
    const names = ['a\n"b", c', 'x'];
    expect(await read(text, {columns: names, name: 'a.csv'})).toEqual({names, values: [[1], [2]]});
  });

  test('columns that are not asked for may hold anything', async () => {
    expect((await read('x,y\n1,\n2,b\n', {columns: ['x']})).values).toEqual([[1, 2]]);
  });
});

test('rows of plain decimals, which are read from bytes behind the first piece, give the numbers that records give', async () => {
  const cells = [
    '1',
    '-0',
    '.5',
    '5.',
    '1e-7',
    '-2.5E+3',
    '123456789.123456789',
    '4.9406564584124654e-324',
    'nan',
    '0.1',
    '1e308',
    '+7',
    '-inf',
  ];
  const plain = Array.from(
    {length: 1000},
    (_, i) => `${i},${cells[i % cells.length]}, ${cells[(7 * i) % cells.length]} `,
  );
  // Lines that are no plain rows stand between them, and quotes that go on in the next line.
  const mixed = plain.flatMap((line, i) =>
    i % 5 === 0 ? [line, '', `${i},"${cells[i % cells.length]}\n",7`] : [line],
  );
  const number = (text = '') => Number(text.replaceAll('"', '').replace('inf', 'Infinity'));
  for (const lines of [plain, mixed]) {
    const rows = lines.filter((line) => /^\d/.test(line)).map((line) => line.split(','));
    for (const size of [7, 1000, 65_536]) {
      const {values} = await read(`i,x,y\r\n${lines.join('\n')}`, {columns: ['y', 'x'], size});
      expect(values).toEqual([rows.map(([, , y]) => number(y)), rows.map(([, x]) => number(x))]);
    }
  }
});

test('a mistake far behind the first piece is told with its line', async () => {
  const rows = (row: string) => `x,y\n${'1,2\n'.repeat(3000)}${row}\n${'1,2\n'.repeat(3000)}`;
  for (const [row, message] of [
    ['1,two', "line 3002: 'two' is not a number"],
    ['1,', 'line 3002'],
    ['1', 'line 3002: the row has 1 cell'],
    ['1,0x3c00', 'line 3002'],
    ['1,1e999', 'line 3002'],
  ] as const)
    await expect(read(rows(row), {columns: ['y'], size: 500}), row).rejects.toThrow(message);
});
