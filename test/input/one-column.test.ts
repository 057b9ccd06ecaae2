import {describe, expect, test} from 'vitest';
import {read} from './read.ts';

describe('one column of numbers', () => {
  test.each([
    ['one a line', '1\n-2.5\n3e2\n', [1, -2.5, 300]],
    ['without a last line feed', '1\n2', [1, 2]],
    ['with carriage returns', '1\r\n2\r\n', [1, 2]],
    ['with blank lines and spaces around', '\n\n  1 \n\n2\n\n', [1, 2]],
    [
      'with words and hexadecimal floats',
      'nan\ninf\n-Infinity\n-0\n0x1.8p-3\n',
      [NaN, Infinity, -Infinity, -0, 0.1875],
    ],
    ['with a byte-order mark', '\ufeff1\n2\n', [1, 2]],
    ['below a header', 'x\n1\n2\n', [1, 2]],
    ['below a quoted header', '"my x"\n"1"\n2\n', [1, 2]],
  ])('%s', async (_title, text, values) => {
    expect((await read(text)).values).toEqual([values]);
  });

  test('of UTF-16 with a byte-order mark', async () => {
    const bytes = new Uint8Array(Buffer.from('\ufeff1\r\n2\r\n', 'utf16le'));
    expect((await read(bytes)).values).toEqual([[1, 2]]);
  });

  test.each([
    ['1\n2\nabc\n', "data, line 3: 'abc' is not a number"],
    ['1\n2\nabc', "data, line 3: 'abc' is not a number"],
    ['0.5\nNA\n', "data, line 2: 'NA' is not a number"],
    ['0.5\n#N/A\n', "data, line 2: '#N/A' is not a number"],
    ['0.5 1 2\n3 4 5\n', 'data has 3 columns; choose one with --column: a number from 1 to 3'],
    ['1\t2\n3\t4\n', 'data has 2 columns; choose one'],
    ['1 2\n3\n', 'data has 2 columns; choose one'],
    ['1 2 3\n', 'data has 3 columns; choose one'],
    ['1\t2\n', 'data has 2 columns; choose one'],
    ['1 000\n', 'data has 2 columns; choose one'],
    ...['\u00a0', '\u202f', '\u2009', "'", '_'].map((blank): [string, string] => [
      `1${blank}000\n2\n`,
      `line 1: '1${blank}000' is not a number; write the digits of a number without separators between thousands`,
    ]),
    ['O.5\n1\n', "data, line 1: 'O.5' is not a number; write decimals"],
    [
      'l\n1\n',
      "data, line 1: 'l' is not a number; write decimals such as -1.5e3, hexadecimal floats, inf or nan; if it is a name, give it to --column",
    ],
    ...['minus1', 'infin', 'e5', 'ERROR', 'x1', 'Nam', 'nul', 'minus 0.5', 'I', 'infinit', 'NaN.', 'row 1'].map(
      (word): [string, string] => [`"${word}"\n1\n`, `data, line 1: '${word}' is not a number`],
    ),
    ['1e400\n', "data, line 1: '1e400' is beyond the largest double, about 1.8e308; write inf if infinity is meant"],
    ['-1e400\n', 'write -inf if infinity is meant'],
    ['"1"2\n', "data, line 1: text follows the closing quote of a cell, '12'"],
    ['-0x3f80\n', "data, line 1: '-0x3f80' could be an integer or a bit pattern"],
    ['1\n+0x10\n', "data, line 2: '+0x10' could be an integer or a bit pattern"],
    ['1\n2 3\n', 'data, line 2: the row has 2 cells where the first has 1'],
    ['0,5\n1,5\n', 'data has 2 columns'],
    ['"0,5"\n', "data, line 1: '0,5' is not a number; write decimals such as 0.5 with a point"],
    ['1.0.0\n2\n', "data, line 1: '1.0.0' is not a number"],
    ['1\n0b1\n', "data, line 2: '0b1' is not a number"],
    ['1\n1_000\n', "data, line 2: '1_000' is not a number"],
    ['1\na\u0007b\n', "data, line 2: 'a\u0007b' is not a number"],
    [`1\n${'z'.repeat(40)}\n`, `data, line 2: '${'z'.repeat(40)}' is not a number`],
    [`1\n${'z'.repeat(41)}\n`, `data, line 2: '${'z'.repeat(37)}...' is not a number`],
    [`1\n${'z'.repeat(99)}\n`, `data, line 2: '${'z'.repeat(37)}...' is not a number`],
    ['x\n1\n""\n', 'data, line 3: a cell is empty'],
    ['', 'data holds no numbers'],
    [' \n\r\n', 'data holds no numbers'],
    ['abc\n', "data holds no numbers below its header 'abc'"],
    ['1\0\n', 'data is not text'],
  ])('%j is an error that shows where and what', async (text, message) => {
    await expect(read(text)).rejects.toThrow(message);
  });
});

test.each(
  // biome-ignore format: a list of words
  ['NA', 'null', '#N/A', '\u221e', '-\u221e', 'tensor(0.5)', 'N/A', 'None', 'nil', '<NA>', 'NaT', 'nan(ind)', '#DIV/0!',
   'array([0.5', 'np.float32(1e-3)', 'True', '?', '-', '$5', '(1)'],
)('%s stands for a number and is no header', async (word) => {
  for (const text of [word, `"${word}"`])
    await expect(read(`${text}\n0.5\n1\n`)).rejects.toThrow(`data, line 1: '${word}' is not a number`);
});
