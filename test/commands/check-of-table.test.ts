import {expect, test} from 'vitest';
import {formats} from '../../src/exact/number-format.ts';
import {runIn} from '../fake-io.ts';
import {checkText, refused} from './checked.ts';

test('what table writes is right, in every machine format that has rows of numbers', async () => {
  for (const format of ['csv', 'tsv', 'jsonl']) {
    const options = ['--dtype', 'bf16', '--range', '-9:9:0.25'];
    const {stdout} = await runIn({}, 'table', 'silu:beta=2', ...options, '--format', format);
    const {code, stderr, header, rows} = await checkText(stdout, 'silu:beta=2', '--dtype', 'bf16', '--max-ulp', '0');
    expect({code, stderr, header}).toEqual({code: 0, stderr: '', header: 'quantity,measure,amount,x,expected,got'});
    expect([rows.get('value,results'), rows.get('gradient,results')]).toEqual(['73,,,', '73,,,']);
    expect([rows.get('value,misrounded'), rows.get('gradient,misrounded')]).toEqual(['0,,,', '0,,,']);
  }
});

const layouts = [[], ['--bits']].flatMap((bits) =>
  [[], ['--hex']].flatMap((hex) => [[], ['--long']].map((long): readonly string[] => [...bits, ...hex, ...long])),
);
const machines = ['csv', 'tsv', 'json', 'jsonl', 'markdown'];
const dtypes = formats.map(({name}) => name);

test.each(dtypes.flatMap((dtype) => machines.map((format) => [dtype, format] as const)))(
  'what table writes of %s in %s is read back as it is, with and without --bits, --hex, --long',
  async (dtype, format) => {
    const range = ['--range=-3:3:0.5', '--dtype', dtype];
    const exact = await runIn({}, 'table', 'relu', ...range);
    for (const options of layouts) {
      const digits = format === 'markdown' ? ['--digits', '17'] : [];
      const written = ['--format', format, ...options, ...digits];
      const names = ['relu', 'silu:beta=2', 'maxout:weights=[1;-1],biases=[0;0]'];
      const {stdout: text} = await runIn({}, 'table', ...names, ...range, ...written);
      const {code, stderr, rows} = await checkText(text, 'silu:beta=2', '--max-ulp', '0', '--dtype', dtype);
      expect([options, code, rows.get('value,misrounded'), rows.get('value,rounded_results')]).toEqual([
        options,
        0,
        '0,,,',
        '0,,,',
      ]);
      expect([rows.get('value,results'), rows.get('gradient,results')]).toEqual(['13,,,', '13,,,']);
      // What was left aside is told.
      expect(stderr).toMatch(
        options.includes('--long') ? /: 13 of 39 rows checked; the rest: relu, maxout/ : /: not checked: relu, relu_/,
      );
      if (options.includes('--long')) continue;
      for (const column of options.includes('--bits') ? ['x', 'x_bits'] : ['x']) {
        const input = ['--input', '-', '--column', column, '--dtype', dtype];
        const bits = column === 'x_bits' ? ['--bits'] : [];
        const read = await runIn({stdin: text}, 'table', 'relu', ...input, ...bits);
        expect([column, read.code, read.stderr]).toEqual([column, 0, '']);
        if (bits.length === 0) expect(read.stdout).toBe(exact.stdout);
      }
    }
  },
  60_000,
);

test('in every format with a parameter, regions and f″, columns of another activation among them', async () => {
  for (const format of machines.slice(0, 4)) {
    const options = ['--wrt', 'alpha', '--show', 'value,gradient,second,region', '--format', format];
    for (const layout of layouts) {
      const {stdout} = await runIn({}, 'table', 'elu', 'celu', ...options, ...layout);
      const {code, rows} = await checkText(stdout, 'celu', '--max-ulp', '0');
      expect([format, layout, code, rows.get('second,misrounded')]).toEqual([format, layout, 0, '0,,,']);
    }
  }
});

test('a table for people, and decimals that are cut in a document, are refused with what to write', async () => {
  for (const ascii of [[], ['--ascii']]) {
    const {stdout} = await runIn({}, 'table', 'tanh', '--format', 'table', ...ascii);
    const message =
      'is a table for people, whose numbers are rounded; write it with --format csv, which keeps every digit';
    expect(await refused(stdout, 'tanh')).toContain(message);
    expect((await runIn({stdin: stdout}, 'table', 'relu', '--input', '-', '--column', 'x')).stderr).toContain(message);
  }
  const {stdout} = await runIn({}, 'table', 'tanh', '--range', '1:2', '--format', 'markdown');
  expect(await refused(stdout, 'tanh')).toContain(
    "line 7: '0.761594' may have lost digits, for this table is rounded to 6; write it with --format csv, or with --digits 17",
  );
  const {code, stderr} = await runIn({stdin: stdout}, 'table', 'relu', '--input', '-', '--column', 'x');
  expect([code, stderr]).toEqual([
    0,
    'act-cli: standard input: its decimals are rounded to 6 significant digits; --format csv keeps them all\n',
  ]);
  expect(await refused('| x | relu |\n| - | - |\n| 1 | 1 |\nmore\n')).toContain('line 4: a line without bars');
});

test('where no row is of the activation, those that there are are named', async () => {
  const one = await runIn({}, 'table', 'gelu', '--long', '--format', 'tsv');
  expect(await refused(one.stdout)).toContain("has no row whose activation is 'relu'; choose one of these: 'gelu'");
});

test('the example of the help: all of float16', async () => {
  const {stdout} = await runIn({}, 'table', 'silu', '--all', '--dtype', 'float16');
  const lines = stdout.split('\n');
  const place = lines.findIndex((line) => line.startsWith('-1.5,'));
  expect(lines[place]).toMatch(/^-1.5,-0.2737,/);
  const text = lines.with(place, (lines[place] ?? '').replace('-0.2737', '-0.2734')).join('\n');
  const {code, rows} = await checkText(text, 'silu', '--dtype', 'float16', '--max-ulp', '0');
  expect(code).toBe(1);
  expect(rows.get('value,results')).toBe('63490,,,');
  expect(rows.get('value,misrounded')).toBe('1,-1.5,-0.2737,-0.2734');
  expect(rows.get('value,worst')).toBe('1,-1.5,-0.2737,-0.2734');
  expect(rows.get('gradient,misrounded')).toBe('0,,,');
}, 60_000);
