import {gzipSync} from 'node:zlib';
import {array, assert, asyncProperty, constantFrom, double, integer, oneof, string} from 'fast-check';
import {expect, test} from 'vitest';
import {byteRows, slack} from '../../../../src/input/arrays/text/byte-rows.ts';
import {openTable} from '../../../../src/input/arrays/text/table.ts';
import {readTable, unitsOf, wantAll} from '../read-table.ts';

const {NaN: none, POSITIVE_INFINITY: infinity} = Number;

/** The message of a refusal. */
async function refusal(content: string | Uint8Array, wanted?: Parameters<typeof readTable>[1]): Promise<string> {
  return readTable(content, wanted).then(
    ({units}) => `read: ${JSON.stringify(units)}`,
    (error: Error) => `${error.name}: ${error.message}`,
  );
}

test.each([
  ['named columns', 'a,b\n1,2\n3,4\n', [[1, 3], [2, 4]], ['a', 'b']],
  ['no header', '1,2\n3,4\n', [[1, 3], [2, 4]], undefined],
  ['the last line without its end', 'a,b\n1,2\n3,4', [[1, 3], [2, 4]], ['a', 'b']],
  ['lines of Windows', 'a,b\r\n1,2\r\n3,4\r\n', [[1, 3], [2, 4]], ['a', 'b']],
  ['a byte-order mark', '\ufeffa,b\n1,2\n3,4\n', [[1, 3], [2, 4]], ['a', 'b']],
  ['semicolons', 'a;b\n1;2\n3;4\n', [[1, 3], [2, 4]], ['a', 'b']],
  ['the delimiter that Excel names', 'sep=;\na;b\n1;2\n3;4\n', [[1, 3], [2, 4]], ['a', 'b']],
  ['blanks around cells', 'a, b\n 1 ,\t2\n3 , 4 \n', [[1, 3], [2, 4]], ['a', 'b']],
  ['a delimiter behind the last cell', 'a,b,\n1,2,\n3,4,\n', [[1, 3], [2, 4]], ['a', 'b']],
  ['quoted cells and names', '"a ""x""","b,c"\n"1",2\n3,"4"\n', [[1, 3], [2, 4]], ['a "x"', 'b,c']],
  ['names with other delimiters, quotes and line breaks', '"b","a;b\nd;e","c ""x;""\ny"\n1,2,3\n4,5,6\n', [[1, 4], [2, 5], [3, 6]], ['b', 'a;b\nd;e', 'c "x;"\ny']],
  ['a first name over two lines', '"a;b\t\nc",d\n1,2\n3,4\n', [[1, 3], [2, 4]], ['a;b\t\nc', 'd']],
  ['a quoted cell over two lines', 'a,b\n1,"\n2"\n3,4\n', [[1, 3], [2, 4]], ['a', 'b']],
  ['missing numbers', 'a,b\n1,\n,2\nNaN,nan\nNA,null\n-NaN,+nan\n', [[1, none, none, none, none], [none, 2, none, none, none]], ['a', 'b']],
  ['a missing number in the first row', '1,,3\n4,5,6\n', [[1, 4], [none, 5], [3, 6]], undefined],
  ['infinities', 'a,b\ninf,-Infinity\n+INF,-inf\n', [[infinity, infinity], [-infinity, -infinity]], ['a', 'b']],
  ['hexadecimal floats', 'a,b\n0x1p-3,0x1.8\n1,2\n', [[0.125, 1], [1.5, 2]], ['a', 'b']],
  ['a minus sign of typography', 'a,b\n\u22121,2\n3,\u22124e-1\n', [[-1, 3], [2, -0.4]], ['a', 'b']],
  ['comments and blank lines', '# made by hand\na,b\n\n1,2\n\n# in the middle\n3,4\n\n', [[1, 3], [2, 4]], ['a', 'b']],
  ['one column', 'z\n1\n\n2\n', [[1, 2]], ['z']],
])('a CSV of %s', async (_, text, units, names) => {
  const read = await readTable(text);
  expect(read.units).toEqual(units);
  expect(read.opened.unitNames).toEqual(names);
}); // biome-ignore format: a table

test.each([
  ['a.tsv', 'a\tb\n1\t\n\t4\n', [[1, none], [none, 4]]],
  ['a.txt', '1 2\n  3\t 4 \n', [[1, 3], [2, 4]]],
  ['a.txt', 'a b\n1 nan\n3 inf\n', [[1, 3], [none, infinity]]],
  ['plain', '1.5\n-2.5e3\n', [[1.5, -2500]]],
])('the delimiter in %s', async (name, text, units) => expect((await readTable(text, {name})).units).toEqual(units)); // biome-ignore format: a table

test.each([
  ['csv', 'a.txt', '1 2\n3 4\n'],
  ['csv', 'a.dat', '1\t2\n3\t4\n'],
  ['csv', 'pipe', '1,2\n3,4\n'],
  ['csv', 'a.csv.gz', '1,2\n3,4\n'],
  ['tsv', 'pipe', '1\t2\n3\t4\n'],
  ['tsv', 'a.csv', '1\t2\n3\t4\n'],
  ['jsonl', 'a.csv', '[1,2]\n[3,4]\n'],
] as const)('the format %s, asked for or told by the ending of %s', async (from, name, text) =>
  expect((await readTable(text, {from, name})).units).toEqual([[1, 3], [2, 4]])); // biome-ignore format: a table

test('the index that pandas writes in a first column without a name is no unit, and that is told', async () => {
  const text = ',a,b\n0,1,2\n1,3,4\n';
  const {units, opened, notes} = await readTable(text);
  expect(units).toEqual([[1, 3], [2, 4]]); // biome-ignore format: a table
  expect(opened.unitNames).toEqual(['a', 'b']);
  expect(notes).toEqual([{code: 'indexSkipped', key: '1'}]);
  expect((await readTable(text, {keys: ['1', 'b']})).units).toEqual([[0, 1], [2, 4]]); // biome-ignore format: a table
});

test.each([
  ['a.csv', '0,1,2\n0.5,-1,3\n-2,1e3,4\n', '0,1,2', [[0.5, -2], [-1, 1000], [3, 4]], undefined],
  ['a.csv', '0,1\n7,8\n', '0,1', [[7], [8]], undefined],
  ['a.tsv', '0\t1\n0.5\t-1\n', '0\\t1', [[0.5], [-1]], undefined],
  ['a.csv', ',0,1\n0,0.5,-1\n1,3,4\n', ',0,1', [[0.5, 3], [-1, 4]], "''"],
  ['a.csv', ',0,1\nrow a,0.5,-1\n', ',0,1', [[0.5], [-1]], "''"],
  ['a.tsv', '\t0\n0\t0.5\n1\t3\n', '0', [[0.5, 3]], '1'],
])('what pandas writes to %s above columns without names is no sample, and that is told: %j', async (name, text, line, units, key) => {
  const index = key === undefined ? [] : [{code: 'indexSkipped', key}];
  for (const content of [text, gzipSync(text)]) {
    const read = await readTable(content, {name});
    expect(read.units).toEqual(units);
    expect(read.opened.unitNames).toBeUndefined();
    expect(read.notes).toEqual([{code: 'headerNumbered', line}, ...index]);
  }
}); // biome-ignore format: a table

test.each([
  ['0,1\n0,1\n', [[0, 0], [1, 1]]],
  ['0\n5\n', [[0, 5]]],
  ['0.0,1.0\n5,6\n', [[0, 5], [1, 6]]],
  ['0,2\n5,6\n', [[0, 5], [2, 6]]],
  ['1,2\n5,6\n', [[1, 5], [2, 6]]],
  [',0\n0.5,3\n', [[none, 0.5], [0, 3]]],
  ['a,b\n0,1\n5,6\n', [[0, 5], [1, 6]]],
])('the numbers in %j are all samples', async (text, units) => expect((await readTable(text)).units).toEqual(units)); // biome-ignore format: a table

test('the numbers above columns are their keys', async () => {
  const text = ',0,1,2\n7,0.5,-1,3\n8,-2,1e3,4\n';
  expect((await readTable(text, {keys: ['1', '0']})).units).toEqual([[-1, 1000], [0.5, -2]]); // biome-ignore format: one line
  expect((await readTable(text, {keys: ['']})).units).toEqual([[7, 8]]);
  expect(await refusal('0,1\n')).toBe(
    "ActError: a.csv holds no rows of numbers below its header '0', '1'; give a row for each sample, with a column for each unit",
  );
});

test('keys choose columns in their order, and the others may hold text', async () => {
  const text = 'id,x,y,"a, b"\nu1,1,2,"p,q"\nu2,3,4,"r""s"\n\u00fc,5,6,\n';
  const {units, opened} = await readTable(text, {keys: ['y', 'x']});
  expect(units).toEqual([[2, 4, 6], [1, 3, 5]]); // biome-ignore format: a table
  expect(opened.unitNames).toEqual(['y', 'x']);
  expect((await readTable(text, {keys: ['2']})).units).toEqual([[1, 3, 5]]);
  expect((await readTable('u1 1 x\nu2 3 y\n', {keys: ['2'], name: 'plain'})).units).toEqual([[1, 3]]);
});

test('lines that are skipped are told', async () => {
  const {notes} = await readTable('# one\na,b\n1,2\n\n# in the middle\n3,4\n\n\n');
  expect(notes).toEqual([{code: 'commentsSkipped', count: 2}, {code: 'blanksSkipped', count: 1}]); // biome-ignore format: one line
});

test.each([
  ['a,b\n1,2\n3\n', "a.csv, line 3: the row has 1 cell where the first has 2; give every row the same number of cells"],
  ['a,b\n1,2\n3,4,5\n', "a.csv, line 3: the row has 3 cells where the first has 2; give every row the same number of cells"],
  ['id,x\n1,2\nu3,4\n', "a.csv, line 3: 'u3' in column 'id' is not a number; choose the columns of numbers with --key"],
  ['1,2\n3,4.5.6\n', "a.csv, line 2: '4.5.6' in column '2' is not a number; choose the columns of numbers with --key"],
  ['a,b\n1,2e\n', "a.csv, line 2: '2e' in column 'b' is not a number; choose the columns of numbers with --key"],
  ['a,b\n1,1e400\n', "a.csv, line 2: '1e400' is beyond the largest double, about 1.8e308; write inf if infinity is meant"],
  ['a,b\n1,0x1F\n', "a.csv, line 2: '0x1F' could be an integer or a bit pattern; write a decimal number, or 0x1Fp0 for the integer"],
  ['a,b\n1,"2\n', 'a.csv, line 2: a quoted cell is never closed; end it with a double quote'],
  ['a,b\n1,"2"3\n', "a.csv, line 2: text follows the closing quote of a cell, '23'; put a delimiter between them, or double the quotes in it"],
  ['a,b\n1,2\r3,4\n', 'a.csv, line 2: the line contains a carriage return; end lines with line feeds'],
  ['a,b\n1,2\n# 3,4\n', "a.csv, line 3: '# 3,4' begins as comments do, but may be a row; leave it out, or put comments above the first row"],
  ['a,b\n', "a.csv holds no rows of numbers below its header 'a', 'b'; give a row for each sample, with a column for each unit"],
  ['', 'a.csv holds no rows of numbers; give a row for each sample, with a column for each unit'],
  ['a,b\n1,2\0\n', "a.csv, line 2: '2\0' in column 'b' is not a number; choose the columns of numbers with --key"],
  ['\0\x01\x02', 'a.csv is not text; give numbers one per line, or a CSV or TSV'],
])('%j is refused', async (text, message) => expect(await refusal(text)).toBe(`ActError: ${message}`)); // biome-ignore format: a table

test.each([
  [{keys: ['c']}, "a.csv has no column 'c'; --key takes 'a', 'b', 'b' or a number from 1 to 3"],
  [{keys: ['b']}, "a.csv has several columns 'b'; choose one with --key by its number, 1 to 3"],
  [{keys: ['4']}, "a.csv has no column '4'; --key takes 'a', 'b', 'b' or a number from 1 to 3"],
  [{keys: ['1']}, "a.csv, line 2: 'x' in column 'a' is not a number; leave a missing number empty, or write nan"],
  [{axis: 0}, 'a.csv is a table, whose columns are the units; leave --axis 0 out'],
])('%j of a table that has no such thing is refused', async (wanted, message) =>
  expect(await refusal('a,b,b\nx,1,2\n', wanted)).toBe(`ActError: ${message}`)); // biome-ignore format: a table

test('a file compressed by gzip is read, and one that is cut off or damaged is refused', async () => {
  const text = `a,b\n${'1.25,2\n-3,4e5\n'.repeat(50_000)}`;
  const whole = gzipSync(text);
  const {units} = await readTable(whole, {name: 'a.csv.gz'});
  expect(units[0]?.length).toBe(100_000);
  expect(units.map((unit) => unit.slice(0, 2))).toEqual([[1.25, -3], [2, 400_000]]); // biome-ignore format: a table
  for (const length of [3, 30, whole.length - 1])
    expect(await refusal(whole.subarray(0, length))).toContain('cannot be decompressed by gzip: it is cut off');
  const damaged = whole.map((byte, i) => (i === 40 ? byte ^ 255 : byte));
  expect(await refusal(damaged)).toContain('cannot be decompressed by gzip: it is damaged');
});

test('UTF-16 is read as UTF-8 is', async () => {
  const utf16 = new Uint8Array(Buffer.from('\ufeff\u00e4,b\n1,2\n3,\u22124\n', 'utf16le'));
  const {units, opened} = await readTable(utf16);
  expect(units).toEqual([[1, 3], [2, -4]]); // biome-ignore format: a table
  expect(opened.unitNames).toEqual(['\u00e4', 'b']);
});

test('rows of decimals, empty cells and NaN are all read from bytes, with no text for a line', () => {
  const text = '1,-2.5,3e-7\n,nan,NaN\n0.1234567890123456789,123456789.123456789, 5\r\n0,-0,.5\n';
  const bytes = new Uint8Array(text.length + slack).subarray(0, text.length);
  new TextEncoder().encodeInto(text, bytes);
  const lines = {bytes, at: 0};
  const buffer = {values: new Float64Array(12), filled: 0};
  expect(byteRows({delimiter: ',', width: 3, indexes: [0, 1, 2], empty: 'nan'})(lines, buffer)).toBe(4);
  expect(lines.at).toBe(text.length);
  expect([...buffer.values]).toEqual([1, -2.5, 3e-7, none, none, none, 0.12345678901234568, 123456789.12345679, 5, 0, -0, 0.5]); // biome-ignore format: one line
});

/** Cells as they are, and in quotes, with what is around them. */
const cell = oneof(
  {weight: 6, arbitrary: double().map(String)},
  {weight: 3, arbitrary: double({min: -10, max: 10, noNaN: true}).map((value) => value.toExponential(18))},
  {weight: 2, arbitrary: integer().map(String)},
  constantFrom('', ' ', 'nan', 'NaN', 'NA', 'inf', '-inf', '.5', '1.', '-', '.', '1e', '1e5', '+3', '\u22122', '0x1p2', '00.10', ' 4 ', '1 2'),
  string({maxLength: 4}).filter((text) => !/["\n\r,]/.test(text)),
); // biome-ignore format: a table

test('a table without quotes gives the same numbers, or the same error, as the same table with quotes', async () => {
  await assert(
    asyncProperty(array(array(cell, {minLength: 3, maxLength: 3}), {minLength: 1, maxLength: 8}), async (rows) => {
      const table = (quote: string) => {
        const lines = rows.map((cells) => cells.map((text) => `${quote}${text}${quote}`).join(','));
        return `a,b,c\n1,2,3\n${lines.join('\n')}\n`;
      };
      // A line that begins as comments do is none in quotes.
      const isComment = rows.some(([first]) => /^\s*[#%]/.test(first ?? ''));
      if (isComment) return;
      expect(await refusal(table(''))).toBe(await refusal(table('"')));
    }),
    {numRuns: 1500, seed: 5},
  );
});

test('a table gives the same numbers in whatever pieces it comes, and steps tell how many bytes have come', async () => {
  const text = `a,b\n${Array.from({length: 3000}, (_, i) => `${i / 7},${i % 11 === 0 ? '"5"' : -i}\n`).join('')}`;
  const bytes = new TextEncoder().encode(text);
  const whole = await readTable(text);
  for (const size of [1, 7, 4096, 20_000]) {
    const steps: number[] = [];
    async function* pieces() {
      for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
    }
    const [opened] = await openTable(
      {name: 'pipe.csv', bytes: pieces()},
      {...wantAll, step: (count) => steps.push(count)},
    );
    expect(opened && (await unitsOf(opened))).toEqual(whole.units);
    expect(steps.at(-1)).toBe(bytes.length);
    expect(opened?.bytes).toBeUndefined();
  }
  expect(whole.opened.bytes).toBe(bytes.length);
});

test('a single 0 above decimals is the name of a column, as pandas writes it; above whole numbers it is one of them', async () => {
  expect((await readTable('0\n-0.5\n1.5\n', {name: 'a.csv'})).units).toEqual([[-0.5, 1.5]]);
  expect((await readTable('0\n1e-3\n', {name: 'a.csv'})).units).toEqual([[0.001]]);
  expect((await readTable('0\n3\n', {name: 'a.csv'})).units).toEqual([[0, 3]]);
  expect((await readTable('0\n', {name: 'a.csv'})).units).toEqual([[0]]);
});

test('a column of its own may be called u0; e5 and l0 are mistyped numbers', async () => {
  expect((await readTable('u0\n1\n-2\n', {name: 'a.csv'})).units).toEqual([[1, -2]]);
  for (const cell of ['e5', 'l0', 'NA']) {
    const read = readTable(`${cell}\n1\n-2\n`, {name: 'a.csv'});
    if (cell === 'NA') expect((await read).units).toEqual([[Number.NaN, 1, -2]]);
    else await expect(read).rejects.toMatchObject({name: 'ActError'});
  }
});

test('a line of more than 2^24 bytes is refused with the byte at which it begins, before it is kept', async () => {
  const endless = {
    name: 'a.csv',
    bytes: (async function* () {
      yield new TextEncoder().encode('a,b\n1,2\n');
      while (true) yield new TextEncoder().encode('1'.repeat(2 ** 18));
    })(),
  };
  const [opened] = await openTable(endless, wantAll);
  await expect(unitsOf(opened as NonNullable<typeof opened>)).rejects.toThrow(
    'a.csv, byte 8: the line that begins there has more than 16777216 bytes; write a line for each sample',
  );
  const row = '1.5,'.repeat(20_000);
  expect((await readTable(`${row}\n${row}\n`)).opened.units).toBe(20_000);
});

test('a cell in which a quote is left open is refused before the whole file is in it', async () => {
  const told = 'a cell has more than 4194304 characters; close its double quote, or shorten it';
  expect(await refusal(`a,b\n1,2\n3,"4\n${'5,6\n'.repeat(2 ** 20)}`)).toBe(`ActError: a.csv, line 3: ${told}`);
  expect(await refusal(`a,b\n"1",${'2'.repeat(2 ** 22 + 1)}\n`)).toBe(`ActError: a.csv, line 2: ${told}`);
  // A text below the limit, in a column of its own, is no matter.
  const text = 'long '.repeat(200_000);
  expect((await readTable(`a,b\n"1",${text}\n"3","${text}"\n`, {keys: ['a']})).units).toEqual([[1, 3]]);
});

test.each([
  ['above the first row', '', 'a.csv begins with more than 4194304 bytes of blank lines and comments; leave them out'],
  ['below a row', 'a,b\n1,2\n', 'a.csv, line 4194307: the last 4194304 lines are blank or comments; leave them out'],
  ['below names', 'a,b\n', 'a.csv, line 4194306: the last 4194304 lines are blank or comments; leave them out'],
  ['of JSON', '[1,2]\n', 'a.csv, line 4194306: the last 4194304 lines are blank or comments; leave them out'],
])('a small compressed file of blank lines without end, %s, is refused', async (_, beginning, told) => {
  const bytes = gzipSync(`${beginning}${'\n'.repeat(5 * 2 ** 20)}1,2\n`);
  expect(bytes.length).toBeLessThan(6000);
  expect(await refusal(bytes)).toBe(`ActError: ${told}`);
});
