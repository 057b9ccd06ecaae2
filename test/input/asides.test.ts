import {describe, expect, test} from 'vitest';
import {notesOf, read} from './read.ts';

describe('comments', () => {
  test.each(
    // biome-ignore format: a list of lines
    ['########', '# N/A', '#1', '% 1', '##', '#comment'],
  )('below the first number %s may be one, and is an error', async (line) => {
    const problem = `data, line 3: '${line}' begins as comments do, but may be a row; leave it out`;
    await expect(read(`x\n1\n${line}\n2\n`)).rejects.toThrow(problem);
    await expect(read(`x,y\n1,2\n${line}\n2,3\n`, {columns: ['y']})).rejects.toThrow(problem);
  });

  test.each(
    // biome-ignore format: a list of lines
    ['#N/A', '#NV', '%nan', '#WERT!', '#SPILL!', '#CALC!', '#NAME?', '#DIV/0!', '#NAN'],
  )('%s is never one', async (word) => {
    for (const text of [`${word}\n1\n`, `x\n${word}\n1\n`])
      await expect(read(text)).rejects.toThrow(`'${word}' is not a number`);
  });

  test('a comment with the cells of a row is an error', async () => {
    await expect(read('x,y\n1,2\n%1,99\n', {columns: ['y']})).rejects.toThrow("line 3: '%1,99' begins as comments do");
    await expect(read('x,y\n1,2\n# 1, 99\n', {columns: ['y']})).rejects.toThrow('line 3');
    await expect(read('1 2\n# 1 99\n', {columns: ['1']})).rejects.toThrow('line 2');
    await expect(read('1 2\n#1 99\n', {columns: ['1']})).rejects.toThrow('line 2');
  });

  test('those that are skipped are counted, but not the one with the names', async () => {
    expect(await notesOf('# made by me\n#\n1\n# that was one\n2\n')).toEqual([{code: 'commentsSkipped', count: 3}]);
    expect(await notesOf('# x y\n1 2\n', {columns: ['y']})).toEqual([]);
    expect(await notesOf('# x y\n# of today\n1 2\n', {columns: ['y']})).toEqual([{code: 'commentsSkipped', count: 1}]);
    expect(await notesOf('1\n2\n')).toEqual([]);
  });
});

describe('empty lines', () => {
  test('are counted in the middle, not at the ends', async () => {
    expect(await notesOf('\n\n1\n\n2\n \n3\n\n\n')).toEqual([{code: 'blanksSkipped', count: 2}]);
    expect(await notesOf('1\n2\n\n')).toEqual([]);
    expect(await notesOf('x,y\n\n1,2\n', {columns: ['y']})).toEqual([{code: 'blanksSkipped', count: 1}]);
  });

  test('a row of empty cells is none', async () => {
    for (const [delimiter, name] of [
      ['\t', 'tabs'],
      [',', 'commas'],
      [';', 'semicolons'],
    ] as const) {
      const text = ['x,y', '1,2', ',', '3,4', ''].join('\n').replaceAll(',', delimiter);
      await expect(read(text, {columns: ['y']}), name).rejects.toThrow('data, line 3: a cell is empty');
    }
    await expect(read('\t\n1\t2\n', {columns: ['1']})).rejects.toThrow('data, line 1: a cell is empty');
  });
});

describe('a first line', () => {
  test('with an empty cell is a header, as pandas writes it', async () => {
    expect(await read(',0\n0,0.5\n1,0.7\n', {columns: ['2']})).toEqual({names: ['0'], values: [[0.5, 0.7]]});
    expect(await notesOf(',0\n0,0.5\n', {columns: ['2']})).toEqual([{code: 'headerGuessed', line: ',0'}]);
  });

  test('that is a title is told from the names below it', async () => {
    const problem = 'is neither a row nor the names of the columns below; if it is a title, begin it with #';
    for (const [text, columns] of [
      ['My data\n0.5\n1\n', ['1']],
      ['Data\nx,y\n1,2\n', ['1']],
      ['My data\nx,y\n1,2\n', ['2']],
      ['a,b\nx,y\n1,2\n', ['2']],
    ] as const)
      await expect(read(text, {columns}), text).rejects.toThrow(problem);
    expect((await read('# My data\nx,y\n1,2\n', {columns: ['y']})).values).toEqual([[2]]);
  });

  test('whose names hold a semicolon, above rows with commas, is told what it means', async () => {
    const told = 'has a semicolon, which would stand between cells, but the rows have commas; put the name that holds it in double quotes'; // biome-ignore format: one line
    for (const text of ['a;b,c\n1,2\n', 'x,loss (a;b),y\n1,,3\n'])
      await expect(read(text, {columns: ['1']}), text).rejects.toThrow(told);
    expect((await read('"a;b",c\n1,2\n', {columns: ['a;b']})).values).toEqual([[1]]);
    // Where the rows do not fit the commas either, it may be anything.
    for (const text of ['a;b\n1,2\n', 'Results; run 3\nx,y\n1,2\n', 'a;b,c\n1\n'])
      await expect(read(text, {columns: ['1']}), text).rejects.toThrow('is neither a row nor the names');
  });

  test('sep=; names the delimiter', async () => {
    expect((await read('sep=;\nx;y\n1;2\n', {columns: ['y']})).values).toEqual([[2]]);
    expect((await read('\ufeffSEP=,\r\n1,2\r\n', {columns: ['2'], name: 'a.csv'})).values).toEqual([[2]]);
    await expect(read('sep=|\n1|2\n')).rejects.toThrow("data, line 1: 'sep=|' names a delimiter that is not read");
  });

  test('that Python printed is no table', async () => {
    for (const line of ['tensor(0.5000, grad_fn=<SigmoidBackward0>)', 'array([0.5, 1. ], dtype=float32)'])
      await expect(read(`\n${line}\n`)).rejects.toThrow(/data, line 2: '.*' is not a number; write the number alone/);
  });
});
