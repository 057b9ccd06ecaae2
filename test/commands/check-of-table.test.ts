import {expect, test} from 'vitest';
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

test('what table writes is right in every layout and machine format, for one activation of several', async () => {
  for (const format of ['csv', 'tsv', 'json', 'jsonl']) {
    for (const options of [[], ['--hex'], ['--long', '--wrt', 'beta'], ['--bits'], ['--long', '--hex', '--bits']]) {
      const {stdout} = await runIn({}, 'table', 'relu', 'silu:beta=2', 'maxout:weights=[1;-1],biases=[0;0]', '--format', format, ...options); // biome-ignore format: one line
      const {code, stderr, rows} = await checkText(stdout, 'silu:beta=2', '--max-ulp', '0');
      const others = options.includes('--long')
        ? /13 of 39 rows checked; the rest: relu, maxout/
        : /not checked: relu, /;
      expect([format, options, code]).toEqual([format, options, 0]);
      expect(stderr).toMatch(others);
      expect([rows.get('value,results'), rows.get('gradient,results')]).toEqual(['13,,,', '13,,,']);
      expect(rows.get('value,misrounded')).toBe('0,,,');
      const read = await runIn({stdin: stdout}, 'table', 'relu', '--input', '-', '--column', 'x');
      expect([read.code, read.stderr, read.stdout.split('\n')[1]]).toEqual([0, '', '-6,0,0']);
    }
  }
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
