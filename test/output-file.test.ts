import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {runIn} from './fake-io.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'act-cli-output-'));
});
afterEach(() => rmSync(folder, {recursive: true}));

const done = {code: 0, stdout: '', stderr: ''};

test.each([
  ['a.csv', 'table relu --range -1:1', 'csv'],
  ['a.tsv', 'table relu --range -1:1', 'tsv'],
  ['a.json', 'regions gelu', 'json'],
  ['a.jsonl', 'compare relu gelu --no-cost', 'jsonl'],
  ['a.MD', 'list swish', 'markdown'],
  ['a.json', 'info elu', 'json'],
  ['a.csv', 'plot elu', 'csv'],
  ['a.txt', 'table relu --range -1:1', 'table'],
  ['a.svg', 'plot elu', 'svg'],
  ['a.svg', 'elu --order 2', 'svg'],
  ['a.html', 'plot elu', 'html'],
  ['a.dat', 'table relu --range -1:1 --format tsv', 'tsv'],
])('%s of %s holds what --format %s prints', async (name, line, format) => {
  const path = join(folder, name);
  const words = line.split(' ');
  // Neither a terminal nor colours reach the file.
  expect(await runIn({columns: 100, env: {FORCE_COLOR: '1'}}, ...words, '--output', path)).toEqual(done);
  const given = words.includes('--format') ? [] : ['--format', format];
  expect(readFileSync(path, 'utf8')).toBe((await runIn({}, ...words, ...given)).stdout);
  expect(readdirSync(folder)).toEqual([name]);
});

test('a text file of a plot is the plot as a pipe has it', async () => {
  await runIn({columns: 100}, 'plot', 'elu', '-o', join(folder, 'a.txt'));
  expect(readFileSync(join(folder, 'a.txt'), 'utf8')).toBe((await runIn({}, 'plot', 'elu')).stdout);
});

test('- is standard output', async () => {
  const line = ['list', 'swish', '--format', 'csv'];
  expect(await runIn({}, ...line, '--output', '-')).toEqual(await runIn({}, ...line));
});

test('a file is replaced, keeps its rights, and a link to it stays one', async () => {
  const [path, link] = [join(folder, 'a.csv'), join(folder, 'link.csv')];
  writeFileSync(path, 'before');
  chmodSync(path, 0o640);
  symlinkSync(path, link);
  expect(await runIn({}, 'table', 'relu', '--at', '1', '--output', link)).toEqual(done);
  expect(readFileSync(path, 'utf8')).toBe('x,relu,relu_grad\n1,1,1\n');
  expect(statSync(path).mode & 0o777).toBe(0o640);
  expect(readdirSync(folder).sort()).toEqual(['a.csv', 'link.csv']);
});

test('of an error nothing is left, and what was there stays', async () => {
  const path = join(folder, 'a.csv');
  writeFileSync(path, 'before');
  const input = join(folder, 'input.txt');
  writeFileSync(input, `${'1\n'.repeat(5000)}oops\n`);
  const {code, stdout, stderr} = await runIn({}, 'table', 'relu', '--input', input, '--output', path);
  expect({code, stdout}).toEqual({code: 2, stdout: ''});
  expect(stderr).toContain("line 5001: 'oops' is not a number");
  expect(stderr).not.toContain('incomplete');
  expect(readFileSync(path, 'utf8')).toBe('before');
  expect(readdirSync(folder).sort()).toEqual(['a.csv', 'input.txt']);
});

test('a file may be made from itself', async () => {
  const path = join(folder, 'a.csv');
  writeFileSync(path, 'x\n1\n');
  const {code} = await runIn({}, 'table', 'relu', '--input', path, '--column', 'x', '--output', path);
  expect([code, readFileSync(path, 'utf8')]).toEqual([0, 'x,relu,relu_grad\n1,1,1\n']);
});

test('an exceeded limit writes the file too', async () => {
  const path = join(folder, 'a.csv');
  const world = {stdin: 'x,value\n1,2\n'};
  const {code} = await runIn(world, 'check', 'relu', '-', '--max-ulp', '1', '--output', path);
  expect(code).toBe(1);
  expect(readFileSync(path, 'utf8')).toContain('max_ulp');
});

test.each([
  ['folder', 'table relu --format csv', 'it is a directory; add the name of a file'],
  ['folder/', 'table relu --format csv', 'it is a directory; add the name of a file'],
  ['new/', 'table relu --format csv', 'it is a directory; add the name of a file'],
  ['missing/a.csv', 'table relu', 'its folder does not exist; create it, or choose another'],
  ['device.csv', 'table relu', 'it is not a regular file; choose another name'],
  ['nowhere.csv', 'table relu', 'it is a link to a file that does not exist; choose another name, or remove the link'],
])('%s is not written to', async (name, line, problem) => {
  mkdirSync(join(folder, 'folder'));
  symlinkSync('/dev/null', join(folder, 'device.csv'));
  symlinkSync('missing.csv', join(folder, 'nowhere.csv'));
  const path = join(folder, name);
  expect(await runIn({}, ...line.split(' '), '--output', path)).toEqual({
    code: 2,
    stdout: '',
    stderr: `act-cli: cannot write '${path}': ${problem}\n`,
  });
  expect(readdirSync(folder).sort()).toEqual(['device.csv', 'folder', 'nowhere.csv']);
});

test.each([
  [
    'plot elu --output a.xml',
    "cannot tell a format from the name 'a.xml'; end it with '.svg', '.html', '.txt', '.csv', '.tsv', '.json', '.jsonl' or '.md', or give a --format",
  ],
  ['plot elu --output .svg', "cannot tell a format from the name '.svg'; end it with"],
  ['plot elu --output svg', "cannot tell a format from the name 'svg'; end it with"],
  [
    'table elu --output a.svg',
    "cannot write 'a.svg': table makes no pictures; use 'act-cli plot', or end the name with '.txt', '.csv'",
  ],
  ['info elu --output a.html', "cannot write 'a.html': info makes no pictures; use 'act-cli plot', or"],
  ['regions elu --output a.jpg', "cannot write 'a.jpg': regions makes no pictures; use 'act-cli plot', or"],
  ...['png', 'jpg', 'pdf'].map((ending) => [
    `plot elu --output a.${ending}`,
    `cannot write 'a.${ending}': PNG, JPEG and PDF are not supported; write an .svg, which a browser or Inkscape can convert`,
  ]),
  ['plot elu --output a.svg --format csv', "--output 'a.svg' asks for svg and --format for csv; leave --format out"],
  ['table elu --output a.svg --format csv', "cannot write 'a.svg': table makes no pictures"],
  [
    'plot elu relu --difference --format html',
    'an HTML page cannot show --difference; write an .svg, or leave --difference out',
  ],
  ['table elu --format svg', "table makes no pictures: --format svg is for 'act-cli plot'; give another format"],
])('%s is told', async (line, said) => {
  const {code, stdout, stderr} = await runIn({}, ...line.split(' '));
  expect({code, stdout}).toEqual({code: 2, stdout: ''});
  expect(stderr).toContain(`act-cli: ${said}`);
  expect(stderr.split('\n')).toHaveLength(2);
});
