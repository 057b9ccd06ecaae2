import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, describe, expect, test} from 'vitest';
import {runIn, type World} from '../fake-io.ts';
import {npyFile} from '../npy-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'act-cli-audit-'));
afterAll(() => rmSync(folder, {recursive: true}));

/** A file of doubles: a row for each sample. */
function layer(name: string, ...rows: readonly (readonly number[])[]): string {
  const path = join(folder, name);
  const shape = [rows.length, rows[0]?.length ?? 0];
  const data = new Uint8Array(Float64Array.from(rows.flat()).buffer);
  writeFileSync(path, npyFile({descr: '<f8', shape, data}));
  return path;
}

/** Ten units, of which the first is dead under relu. */
const some = layer('some.npy', [-1, ...Array(9).fill(1)], [-2, ...Array(9).fill(2)]);
const empty = join(folder, 'empty.npy');
const table = join(folder, 'table.csv');
writeFileSync(table, 'a,b\n1,-1\n');
writeFileSync(empty, '');

const audit = (...line: readonly string[]) => runIn({}, 'audit', ...line);

async function printed(line: readonly string[], world: World = {}) {
  const {code, stdout, stderr} = await runIn(world, 'audit', ...line);
  expect({code, stderr}).toEqual({code: 0, stderr: ''});
  return stdout;
}

async function refused(...line: readonly string[]) {
  const {code, stdout, stderr} = await audit(...line);
  expect({code, stdout}).toEqual({code: 2, stdout: ''});
  expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  return stderr;
}

const verdict = (text: string) => text.split('\n')[0];

test('the verdict is the first line, whether into a pipe or on a terminal', async () => {
  const line = 'relu: 1 of 10 units is dead, 0 saturated for more than half of 2 samples';
  expect(verdict(await printed(['relu', some]))).toBe(line);
  expect(verdict(await printed(['relu', some], {columns: 80, env: {NO_COLOR: '1'}}))).toBe(line);
});

test('a file as the only word is not taken for an activation', async () => {
  expect(await refused(some)).toBe(
    'act-cli: audit needs the file of a layer; give one after the activation, or - for standard input\n',
  );
});

describe('limits: exit code 1 if one is exceeded, and the sentence that says by what', () => {
  const lines = async (...limits: readonly string[]) => {
    const {code, stdout, stderr} = await audit('relu', some, '--width', '200', ...limits);
    expect(stderr).toBe('');
    return [code, ...stdout.split('\n').slice(1, 1 + limits.length / 2)];
  };

  test('at their borders: a tenth of ten units is not more than 10 %', async () => {
    expect(await lines('--max-dead', '10%')).toEqual([0, '--max-dead 10%: kept (1 of 10 units is dead, 10 %)']);
    expect(await lines('--max-dead', '9.9%')).toEqual([1, '--max-dead 9.9%: exceeded by 0.1 percentage points (1 of 10 units is dead, 10 %)']); // biome-ignore format: one line
    expect(await lines('--max-dead', '1')).toEqual([0, '--max-dead 1: kept (1 of 10 units is dead)']);
    expect(await lines('--max-dead', '0')).toEqual([1, '--max-dead 0: exceeded by 1 (1 of 10 units is dead)']);
  });

  test('several at once, each with its sentence; one is enough', async () => {
    expect(await lines('--max-nan', '0', '--max-saturated', '50%', '--max-dead', '0')).toMatchObject(
      [1, /^--max-dead 0: exceeded/, /^--max-saturated 50%: kept/, /^--max-nan 0: kept/].map((each) =>
        typeof each === 'number' ? each : expect.stringMatching(each),
      ),
    );
  });

  test('machine formats have the exit code too, and name what is exceeded on standard error', async () => {
    expect(await audit('relu', some, '--max-dead', '0', '--max-nan', '50%', '--format', 'csv')).toMatchObject({
      code: 1,
      stderr: 'act-cli: --max-dead 0: exceeded by 1 (1 of 10 units is dead)\n',
    });
    expect(await audit('relu', some, '--max-dead', '1', '--format', 'csv')).toMatchObject({code: 0, stderr: ''});
  });

  test.each(['110%', '-1', '1.5', '', 'ten', '10%%', 'NaN', '1e3'])('%j is refused', async (given) => {
    expect(await refused('relu', some, `--max-dead=${given}`)).toBe(
      `act-cli: invalid value for --max-dead: '${given}'; give a share such as 10%, or a count such as 3\n`,
    );
  });
});

describe('activations', () => {
  const labels = async (named: string) => {
    const rows = JSON.parse(await printed([named, some, '--format', 'json'])) as readonly {
      readonly activation: string;
    }[];
    return [...new Set(rows.map(({activation}) => activation))];
  };

  test.each([
    ['relu,gelu', ['relu', 'gelu']],
    ['max(0,x),gelu', ['max(0,x)', 'gelu']],
    ['elu:alpha=0.5,gelu', ['elu:alpha=0.5', 'gelu']],
    ['gelu,elu:alpha=0.5', ['gelu', 'elu:alpha=0.5']],
    ['relu, tanh', ['relu', 'tanh']],
    ['=clip(x,-1,1),max(0, min(x, 6))', ['clip(x,-1,1)', 'max(0, min(x, 6))']],
  ])('%s', async (named, expected) => {
    expect((await labels(named)).map((label) => label.replace(/^=/, ''))).toEqual(expected);
  });

  test('settings between commas belong to the activation before them', async () => {
    expect(await labels('selu:alpha=1.6,scale=1.05,relu')).toHaveLength(2);
  });

  test.each(['=x*y', 'relu,=x+y'])('%s, a function of several inputs, is refused', async (named) => {
    expect(await refused(named, some)).toMatch(/^act-cli: .*; /);
  });

  test('so is a function of vectors, though its settings have commas', async () => {
    expect(await refused('relu,maxout:weights=[1,2;3,4],biases=[0;0]', some)).toContain(
      'is a function of 2 numbers, x1, x2',
    );
  });

  test.each(['', 'relu,', ',relu', 'nosuch', 'relu,nosuch', 'max(0,x'])('%j is refused', async (named) => {
    expect(await audit(named, some)).toMatchObject({code: 2, stdout: ''});
  });
});

describe('files that cannot be audited give no verdict, and nothing on standard output', () => {
  test.each([
    ['no file', [], 'audit needs the file of a layer; give one after the activation'],
    ['a file that is not there', [join(folder, 'none.npy')], 'there is no such file'],
    ['a folder', [folder], `it is a directory; give its files, such as ${folder}/*.npy`],
    [
      'a pattern that no shell has filled in',
      [join(folder, '*.parquet')],
      'there is no such file; if it is a pattern, leave its quotes out so that the shell finds the files, or add --engine duckdb',
    ],
    ['a shape beside an .npy', [some, '--shape', '2,3'], '--shape is about raw numbers, and'],
    [
      'a type beside an .npy of another',
      [some, '--stored', 'int8'],
      'which says itself what it holds; leave --stored out',
    ],
    ['a type beside a table', [table, '--stored', 'float32'], '--stored is about raw numbers, and'],
    ['an empty file', [empty], 'it is empty'],
    ['a file that is not what it is said to be', [empty, '--from', 'nosuch'], '--from'],
  ])('%s', async (_, line, message) => {
    expect(await refused('relu', ...line)).toContain(message);
  });

  test('a file cut at any byte', async () => {
    const bytes = npyFile({descr: '<f8', shape: [20, 3], data: new Uint8Array(480)});
    const path = join(folder, 'cut.npy');
    for (const length of [1, 5, 6, 9, 10, 40, 127, 128, 129, 136, 300, bytes.length - 8, bytes.length - 1]) {
      writeFileSync(path, bytes.subarray(0, length));
      expect(await refused('relu', path)).toContain(path);
    }
  });

  test('the second of two files cut', async () => {
    const path = join(folder, 'half.npy');
    writeFileSync(path, npyFile({descr: '<f8', shape: [3, 10], data: new Uint8Array(240)}).subarray(0, 300));
    expect(await refused('relu', some, path)).toContain('half.npy');
    expect(await refused('relu', some, path, '--each', '--format', 'csv')).toContain('half.npy');
  });

  test('files of different units, unless each is for itself', async () => {
    const other = layer('other.npy', [1, 2, 3]);
    expect(await refused('relu', some, other)).toContain('other.npy has 3 units and');
    expect((await printed(['relu', some, other, '--each', '--format', 'csv'])).trimEnd().split('\n')).toHaveLength(3);
  });
});

describe('options', () => {
  const rowsOf = (text: string) => text.split('\n').filter((line) => /^unit \d/.test(line)).length;

  test('--top: how many units people see; --all-units: all of them', async () => {
    const wide = layer(
      'wide.npy',
      Array.from({length: 64}, (_, i) => i - 3),
    );
    expect(rowsOf(await printed(['relu', wide, '--width', '200']))).toBe(20);
    for (const top of [0, 1, 7, 64, 1000])
      expect(rowsOf(await printed(['relu', wide, '--width', '200', '--top', String(top)]))).toBe(Math.min(top, 64));
    expect(rowsOf(await printed(['relu', wide, '--width', '200', '--all-units']))).toBe(64);
  });

  test.each(['-1', '1.5', 'x', ''])('--top %j is refused', async (top) => {
    expect(await refused('relu', some, `--top=${top}`)).toContain('--top');
  });

  test('--each: a row for each file; with --all-units for each unit of each', async () => {
    const each = async (...more: readonly string[]) =>
      (await printed(['relu,tanh', some, some, '--each', '--format', 'csv', ...more])).trimEnd().split('\n');
    const rows = await each();
    expect(rows[0]).toMatch(/^data,activation,units,dead_units,saturated_units,/);
    expect(rows.slice(1).map((row) => row.split(',').slice(1, 4))).toEqual([
      ['relu', '10', '1'],
      ['tanh', '10', '0'],
      ['relu', '10', '1'],
      ['tanh', '10', '0'],
    ]);
    expect(await each('--all-units')).toHaveLength(41);
  });

  test('--axis: which axis has the units; several files follow each other', async () => {
    expect(verdict(await printed(['relu', some, '--axis', '0']))).toContain('0 of 2 units are dead, 0 saturated');
    expect(verdict(await printed(['relu', some, some]))).toContain('of 4 samples');
    expect(await refused('relu', some, '--axis', '2')).toMatch(/axis/);
    expect(await refused('relu', some, '--axis', 'x')).toContain('--axis');
  });

  test('--threshold and --dtype: by which gradient a number is saturated or lost', async () => {
    const far = layer('far.npy', [20, 4.5], [20, 4.5]);
    const counts = async (...more: readonly string[]) => {
      const rows = JSON.parse(await printed(['sigmoid', far, '--format', 'json', ...more])) as readonly Record<string, unknown>[]; // biome-ignore format: one line
      return rows.map(({underflow, saturated}) => [underflow, saturated]);
    };
    expect(await counts()).toEqual([[undefined, 2], [undefined, 0]]); // biome-ignore format: one line
    expect(await counts('--threshold', '0.02')).toEqual([[undefined, 2], [undefined, 2]]); // biome-ignore format: one line
    expect(await counts('--dtype', 'float16')).toEqual([[2, 0], [0, 0]]); // biome-ignore format: one line
  });

  test('--range: for functions that oscillate; the numbers beyond it are unknown, and no others', async () => {
    const wide = layer('range.npy', [-100], [0], [100]);
    const [sin] = JSON.parse(await printed(['sin', wide, '--format', 'json', '--range=-1:1'])) as readonly object[];
    expect(sin).toMatchObject({count: 3, unknown: 2});
    const [relu] = JSON.parse(await printed(['relu', wide, '--format', 'json', '--range=-1:1'])) as readonly object[];
    expect(relu).toMatchObject({dead: 2});
  });

  test('- is standard input, of which the number of samples may be left open', async () => {
    const piped = (...line: readonly string[]) => runIn({stdin: 'ABCDEF'}, 'audit', 'relu', '-', '--from', 'raw', '--stored', 'int8', ...line); // biome-ignore format: one line
    const {code, stdout} = await piped('--shape', '2,3', '--format', 'json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject([{unit: 0, min: 65, max: 68}, {max: 69}, {max: 70}]);
    expect(await piped('--shape', '3,3')).toMatchObject({code: 2, stdout: ''});
    expect(await piped('--shape=-1,3', '--format', 'json')).toMatchObject({code: 0, stdout});
    expect(await piped('--shape=-1,4')).toMatchObject({code: 2, stdout: ''});
    expect(await piped('--shape=2,-1')).toMatchObject({code: 2, stdout: ''});
  });

  test('a file that holds no numbers', async () => {
    const path = join(folder, 'numbers.dat');
    writeFileSync(path, 'abcdefgh');
    expect(await refused('relu', path)).toContain('numbers.dat');
  });
});

test('a page is a file that needs no other', async () => {
  const page = await printed(['relu', some, '--format', 'html']);
  expect(page).toMatch(/^<!doctype html>/);
  expect(page.replaceAll(/xmlns(:\w+)?="http:[^"]*"/g, '')).not.toMatch(/https?:\/\//);
});

test('a layer of NaN only: it is said that nothing is known', async () => {
  const nan = layer('nan.npy', [Number.NaN, 1], [Number.NaN, 2]);
  expect((await printed(['relu', nan, '--width', '200'])).split('\n').slice(0, 3)).toEqual([
    'relu: 0 of 2 units are dead, 0 saturated for more than half of 2 samples',
    '1 unit has no finite number: whether it is dead is not known',
    '2 NaN, the first in unit 0, sample 0 (counted from 0); left out of all means and shares',
  ]);
});

test('the file that is audited is not overwritten by the report, however its path is written', async () => {
  for (const path of [table, `${folder}/.//table.csv`])
    expect(await audit('relu', table, '--output', path)).toMatchObject({code: 2, stdout: ''});
  expect(readFileSync(table, 'utf8')).toBe('a,b\n1,-1\n');
  expect(await audit('relu', table, '--output', join(folder, 'report.csv'))).toMatchObject({code: 0});
});

test('weights among several arrays are chosen with --key, since --predict takes no --each', async () => {
  const told = await refused('relu', 'test/vectors/arrays/types.safetensors', '--predict');
  expect(told).toContain('holds 17 arrays; choose one with --key: ');
  expect(told).not.toContain('--each');
});

test('biases are no array of several in a file of their own: --key names the weights', async () => {
  const told = await refused('relu', some, '--predict', '--bias', 'test/vectors/arrays/types.safetensors');
  expect(told).toContain(
    'holds 17 arrays; --bias takes a file of one array, or, where --key names the weights, the name of an array in the same file: ',
  );
});

test('of nothing on standard input it is said that there is nothing, not that its format is not known', async () => {
  const {code, stderr} = await runIn({stdin: ''}, 'audit', 'relu', '-');
  expect([code, stderr]).toEqual([
    2,
    'act-cli: standard input holds no numbers, so there is no verdict; give a layer with samples\n',
  ]);
});
