import {execFileSync, spawnSync} from 'node:child_process';
import {mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, describe, expect, test} from 'vitest';
import {valueOfBits} from '../../src/exact/bit-patterns.ts';
import {dtypeNamed, formats, roundDouble} from '../../src/exact/number-format.ts';
import {runIn} from '../fake-io.ts';

const folder = mkdtempSync(join(tmpdir(), 'act-cli-golden-'));
afterAll(() => rmSync(folder, {recursive: true}));
const path = (name: string): string => join(folder, name);
const narrow = formats.filter(({bits}) => bits <= 16).map(({name}) => name);

/** Writes a golden file with `table` and gives its bytes. */
async function golden(file: string, ...words: readonly string[]): Promise<Uint8Array> {
  const {code, stdout, stderr} = await runIn({}, 'table', ...words, '--output', path(file));
  expect({code, stdout, stderr}).toEqual({code: 0, stdout: '', stderr: ''});
  return new Uint8Array(readFileSync(path(file)));
}

/** The head of a .npy, and the bytes behind it. */
function parts(bytes: Uint8Array) {
  const length = 10 + (bytes[8] ?? 0) + 256 * (bytes[9] ?? 0);
  expect([...bytes.subarray(0, 8), length % 64]).toEqual([0x93, ...Buffer.from('NUMPY'), 1, 0, 0]);
  const head = Buffer.from(bytes.subarray(10, length)).toString('latin1');
  return {head: head.trimEnd(), end: head.at(-1), data: bytes.slice(length)};
}

/** What NumPy 2 writes before numbers of a type and shape. */
const headOf = (descr: string, shape: string) => ({
  head: `{'descr': '${descr}', 'fortran_order': False, 'shape': ${shape}, }`,
  end: '\n',
});

/** The cells of a table as TSV, without its header, by column. */
async function columns(...words: readonly string[]): Promise<readonly (readonly string[])[]> {
  const {stdout} = await runIn({}, 'table', ...words, '--format', 'tsv');
  const [head = [], ...rows] = stdout.trimEnd().split('\n').map((line) => line.split('\t')); // biome-ignore format: one line
  return head.map((_, j) => rows.map((row) => row[j] ?? ''));
}

/** What `check` counts as wrong in a file, and how many results it sees of each quantity. */
async function judged(...words: readonly string[]) {
  const {code, stdout, stderr} = await runIn({}, 'check', ...words, '--max-ulp', '0', '--format', 'csv');
  const amounts = (measure: string) =>
    stdout.split('\n').flatMap((line) => (line.split(',')[1] === measure ? [Number(line.split(',')[2])] : []));
  const strict = ['misrounded', 'zero_signs', 'kink_choices', 'rounded_inputs', 'rounded_results'].flatMap(amounts);
  return {code, stderr, results: amounts('results'), wrong: strict.reduce((sum, count) => sum + count, 0)};
}

describe('what table writes for all bit patterns, check finds exact', () => {
  test.each(narrow.flatMap((dtype) => ['npy', 'bin', 'raw', dtype].map((ending) => [dtype, ending] as const)))(
    '%s as .%s',
    async (dtype, ending) => {
      const file = `relu-${dtype}.${ending}`;
      const count = 2 ** dtypeNamed(dtype).bits;
      await golden(file, 'leaky_relu', '--all', '--dtype', dtype);
      expect(await judged('leaky_relu', path(file), '--dtype', dtype)).toEqual({
        code: 0,
        stderr: '',
        results: [count, count],
        wrong: 0,
      });
    },
  );

  test.each([
    ['e5m2', '--show value'],
    ['e5m2', '--show gradient'],
    ['e5m2', '--show value,gradient,second'],
    ['e4m3', '--bits'],
    ['e4m3', '--saturate'],
    ['e4m3', '--shard 2/3'],
    ['e4m3', '--shard 3/3 --show value,second'],
    ['float16', '--shard 7/400 --bits'],
    ['float32', '--shard 1/1000000'],
    ['float32', '--shard 999999/1000000 --bits'],
  ])('%s with %s', async (dtype, options) => {
    const words = options.split(' ');
    const file = `part-${dtype}-${words.join('')}`.replaceAll(/[^\w.-]/g, '_');
    const reading = words.filter((word) => word !== '--bits');
    for (const ending of ['npy', 'bin']) {
      await golden(`${file}.${ending}`, 'gelu', '--all', '--dtype', dtype, ...words);
      const found = await judged('gelu', path(`${file}.${ending}`), '--dtype', dtype, ...reading);
      expect(found).toMatchObject({code: 0, stderr: '', wrong: 0});
      expect(found.results[0]).toBeGreaterThan(0);
    }
  });

  // 1/x is 0 at infinity, and another number at the largest one; gcu has no limit there.
  test.each(formats.filter(({bits}) => bits <= 16).map(({name}) => name))(
    '%s with --saturate: an infinite input stays infinite, and nothing is said to be rounded',
    async (dtype) => {
      for (const [name, formula] of [
        ['reciprocal', 'reciprocal=1/x'],
        ['gcu', 'gcu'],
      ] as const) {
        const file = `saturated-${name}-${dtype}.npy`;
        const words = [formula, '--all', '--dtype', dtype, '--saturate', '--output', path(file)];
        expect(await runIn({}, 'table', ...words)).toMatchObject({code: 0, stderr: ''});
        const found = await judged(formula, path(file), '--dtype', dtype, '--saturate');
        expect(found).toMatchObject({code: 0, stderr: '', wrong: 0});
      }
    },
  );

  test('one wrong bit is seen', async () => {
    const bytes = await golden('wrong.bin', 'gelu', '--all', '--dtype', 'e4m3');
    bytes[0x30] = (bytes[0x30] ?? 0) ^ 1;
    writeFileSync(path('wrong.bin'), bytes);
    expect(await judged('gelu', path('wrong.bin'), '--dtype', 'e4m3')).toMatchObject({code: 1, wrong: 1});
  });
});

describe('at other points x comes first', () => {
  test.each(
    ['float64', ...formats.map(({name}) => name)].flatMap((dtype) =>
      ['npy', 'raw'].map((ending) => [dtype, ending] as const),
    ),
  )('%s as .%s', async (dtype, ending) => {
    const file = `points-${dtype}.${ending}`;
    const at = dtypeNamed(dtype).hasNaN ? '--at=-1,0,nan,inf,-inf,-0,0.5' : '--at=-1,0,1,2,3,-0,0.5'; // a note says which formats have no infinity
    await runIn({}, 'table', 'gelu', at, '--dtype', dtype, '--output', path(file));
    const {code, results, wrong} = await judged(
      ...['gelu', path(file), '--dtype', dtype, '--show', 'x,value,gradient'],
    );
    expect({code, results, wrong}).toEqual({code: 0, results: [7, 7], wrong: 0});
  });

  test('a .npy of float64 has what CSV has, and is a file as NumPy writes it', async () => {
    const words = ['elu:alpha=0.5', 'gelu', '--range', '-3:3:0.25', '--wrt', 'alpha'];
    const cells = (await columns(...words)).flat().map(Number);
    const data = new Uint8Array(Float64Array.from(cells).buffer);
    expect(parts(await golden('grid.npy', ...words))).toEqual({...headOf('<f8', '(6, 25)'), data});
  });

  test('a file that is read while it is computed is held, and its length stands in the head', async () => {
    const numbers = '1\n-2\n0.5\n';
    writeFileSync(path('in.txt'), numbers);
    const data = new Uint8Array(Float32Array.from([1, -2, 0.5, 1, 0, 0.5, 1, 0, 1]).buffer);
    const bytes = await golden('in.npy', 'relu', '--input', path('in.txt'), '--dtype', 'float32');
    expect(parts(bytes)).toEqual({...headOf('<f4', '(3, 3)'), data});
  });

  test('of a line through space its place is left out, and each coordinate is a row', async () => {
    const line = ['maxout:weights=[1,2;-2,1],biases=[0;1]', '--from', '[0,0]', '--along', '[1,-1]', '--range', '0:3'];
    const [, ...cells] = await columns(...line, '--dtype', 'float32');
    const data = new Uint8Array(Float32Array.from(cells.flat().map(Number)).buffer);
    expect(parts(await golden('line.npy', ...line, '--dtype', 'float32'))).toEqual({
      ...headOf('<f4', `(${cells.length}, 4)`),
      data,
    });
  });

  test('a check without the rows that a file has is told', async () => {
    await golden('rows.npy', 'relu', '--at', '1,2,3', '--dtype', 'float16');
    const asked = (...words: readonly string[]) => runIn({}, 'check', 'relu', path('rows.npy'), '--dtype', 'float16', ...words); // biome-ignore format: one line
    expect((await asked()).stderr).toContain('put these in a first row, and give --show x,value,gradient');
    expect((await asked('--show', 'x,value')).stderr).toContain('has the shape (3,3), which is not a row each for x, value; name the rows'); // biome-ignore format: one line
    expect((await asked('--show', 'x,value,gradient', '--shard', '1/2')).stderr).toContain('--shard');
  });
});

test('types are those that NumPy has by itself: floats, else bit patterns', async () => {
  const descr = async (...words: readonly string[]) =>
    /'descr': '(.*?)'/.exec(
      Buffer.from(await golden('type.npy', 'relu', '--at', '1', ...words)).toString('latin1'),
    )?.[1];
  const all = formats.map(({name}) => name);
  expect(Object.fromEntries(await Promise.all(all.map(async (name) => [name, await descrOf(name)])))).toMatchObject({
    float64: '<f8',
    float32: '<f4',
    float16: '<f2',
    bfloat16: '<u2',
    float8_e4m3fn: '|u1',
    float8_e5m2: '|u1',
  });
  expect(await descr('--dtype', 'float32', '--bits')).toBe('<u4');
  expect(await descr('--bits')).toBe('<u8');

  async function descrOf(name: string) {
    const {stdout} = await runIn({}, 'table', 'relu', '--at', '1', '--dtype', name, '--format', 'npy');
    return /'descr': '(.*?)'/.exec(stdout)?.[1];
  }
});

test('many points are computed in a pass for each array, on any number of threads, to the same bytes', async () => {
  const words = ['tanh', 'elu', '--all', '--dtype', 'float32', '--wrt', 'alpha', '--shard'];
  // 2^18 points are held; this part is one longer.
  const [parts, half] = [`1/16383`, 2 ** 32 / 16383];
  const whole = await golden('passes.raw', ...words, parts);
  const length = Math.floor(half);
  expect(whole.length).toBe(4 * 5 * length);
  const numbers = new Float32Array(whole.buffer);
  const row = (i: number) => numbers.subarray(i * length, (i + 1) * length);
  const at = 0x3_f000; // the pattern of a subnormal number, where each is what it tends to at 0
  expect([row(0)[at], row(1)[at], row(3)[at], row(4)[at]]).toEqual([row(2)[at], 1, 1, 0]);
});

test('standard output has the same bytes, and a terminal is not written to', async () => {
  const {stdout} = await runIn({}, 'table', 'relu', '--at', '1,2', '--dtype', 'e4m3', '--format', 'c');
  expect(stdout).toContain('static const uint8_t relu_x_float8_e4m3fn[2] = {\n  0x38, 0x40\n};\n');
  for (const format of ['npy', 'raw']) {
    const {code, stderr} = await runIn({columns: 80}, 'table', 'relu', '--format', format);
    expect({code, stderr}).toEqual({
      code: 2,
      stderr: `act-cli: a terminal cannot show ${format}; give --output with the name of a file\n`,
    });
  }
});

test.each([
  ['table relu --long --format npy', '--long'],
  ['table relu --show region --format c', '--show region'],
  ['table relu --hex --format raw', '--hex'],
  ['table relu --all --output a.npy', "--all cannot list every value of 'float64'"],
  [
    'table relu --output a.bf16 --dtype float16',
    "--output 'a.bf16' asks for bfloat16 and --dtype for float16; give the same --dtype, or end the name with .bin",
  ],
  ['table relu --output a.npy --format c', 'asks for npy and --format for c'],
  ['regions relu --output a.npy', "cannot tell a format from the name 'a.npy'"],
  ['plot relu --format c', "unknown format: 'c'"],
])('%s is told', async (line, said) => {
  const {code, stdout, stderr} = await runIn({}, ...line.split(' '));
  expect({code, stdout}).toEqual({code: 2, stdout: ''});
  expect(stderr).toContain(said);
  expect(stderr.split('\n')).toHaveLength(2);
});

test('of an error no golden file is left, and what was there stays', async () => {
  writeFileSync(path('kept.npy'), 'before');
  writeFileSync(path('bad.txt'), '1\n2\noops\n');
  const {code} = await runIn({}, 'table', 'relu', '--input', path('bad.txt'), '--output', path('kept.npy'));
  expect([code, readFileSync(path('kept.npy'), 'utf8')]).toEqual([2, 'before']);
  expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
});

/** The arrays of a header by name, as numbers: constants are read here by hand. */
function arraysIn(header: string, dtype: string): Readonly<Record<string, readonly number[]>> {
  const format = dtypeNamed(dtype);
  const found = [...header.matchAll(/^static const (\w+) (\w+)\[(\d+)\] = \{\n([^}]*)\n\};$/gm)];
  return Object.fromEntries(
    found.map(([, type = '', name = '', length, body = '']) => {
      const numbers = body.split(',').map((cell) => {
        const text = cell.trim();
        if (type.startsWith('uint')) return valueOfBits(BigInt(text), format);
        if (/NAN|INFINITY/.test(text)) return Number(text.replace('NAN', 'NaN').replace('INFINITY', 'Infinity'));
        const [, sign = '', digits = '', power] = /^(-?)0x1?0?\.?([0-9a-f]*)p([+-]\d+)f?$/.exec(text) ?? [];
        const size = /0x0p/.test(text) ? 0 : (1 + Number.parseInt(`0${digits}`, 16) / 16 ** digits.length) * 2 ** Number(power); // biome-ignore format: one line
        return sign === '-' ? -size : size;
      });
      expect(numbers).toHaveLength(Number(length));
      return [name, numbers];
    }),
  );
}

const pointsIn = (dtype: string) =>
  dtypeNamed(dtype).hasNaN ? '--at=-1,0,nan,inf,-inf,-0,0.5,3.25,1e-3' : '--at=-1,0,1,2,3,-0,0.5,3.25,1e-3';

describe('a header for C', () => {
  test.each(formats.map(({name}) => name))('of %s has the numbers of CSV', async (dtype) => {
    const {stdout} = await runIn({}, 'table', 'gelu', pointsIn(dtype), '--dtype', dtype, '--format', 'c');
    const decimals = (await columns('gelu', pointsIn(dtype), '--dtype', dtype)).map((cells) => cells.map(Number));
    const arrays = arraysIn(stdout, dtype);
    const names = ['gelu_x', 'gelu', 'gelu_grad'].map((name) => `${name}_${dtype}`);
    expect(Object.keys(arrays)).toEqual(names);
    const read = names.map((name) => arrays[name] ?? []);
    // The shortest decimal of a number is not the number, but rounds to it.
    const format = dtypeNamed(dtype);
    expect(read).toEqual(decimals.map((cells) => cells.map((number) => roundDouble(number, format, 'ieee'))));
    expect(read.map(({length}) => length)).toEqual([9, 9, 9]);
  });

  test('says how it was made, in lines that do not end its comment', async () => {
    const {stdout} = await runIn({}, 'table', 'elu:alpha=0.5', '--all', '--dtype', 'e5m2', '--shard', '2/4', '--format', 'c'); // biome-ignore format: one line
    expect(stdout.slice(0, stdout.indexOf('static'))).toMatchInlineSnapshot(`
      "/*
       * Golden values of act-cli 0.1.0, made by
       *   act-cli table elu:alpha=0.5 --all --dtype e5m2 --shard 2/4 --format c
       * elu:alpha=0.5: f(x) = x > 0 ? x : alpha * expm1(x), alpha = 0.5
       * correctly rounded to float8_e5m2, x too; ties to even
       * 64 numbers in each array
       * the numbers at index i belong to the x whose bit pattern is 0x40 + i
       */
      #ifndef ACT_CLI_ELU_ALPHA_0_5_FLOAT8_E5M2_D06212D3_H
      #define ACT_CLI_ELU_ALPHA_0_5_FLOAT8_E5M2_D06212D3_H

      #include <stdint.h>

      "
    `);
    const other = await runIn({}, 'table', '"a */ b /*"=x*sigmoid(2*x)', '--at', '1', '--format', 'c');
    expect(other.stdout.match(/\/\*|\*\//g)).toEqual(['/*', '*/']);
  });

  test('has names that are no functions of math.h, no two of them the same', async () => {
    const {stdout} = await runIn({}, 'table', 'tanh', '=tanh(x)*x', '=tanh(x)+x', '--at', '1', '--format', 'c');
    const names = [...stdout.matchAll(/ (\w+)\[1\]/g)].map(([, name]) => name);
    expect(names).toMatchInlineSnapshot(`
      [
        "tanh_x_float64",
        "tanh_float64",
        "tanh_grad_float64",
        "tanh_x_x_float64",
        "tanh_x_x_grad_float64",
        "tanh_x_x_float64_2",
        "tanh_x_x_grad_float64_2",
      ]
    `);
    expect(new Set(names).size).toBe(names.length);
  });

  test('of a part of all inputs names the part, so that parts can be included together', async () => {
    const namesOf = async (...options: readonly string[]) => {
      const {stdout} = await runIn({}, 'table', 'tanh', '--all', '--show', 'value', '--format', 'c', ...options);
      return [...stdout.matchAll(/ (\w+)\[\d+\] =/g)].map(([, name]) => name);
    };
    expect(await namesOf('--dtype', 'e5m2')).toEqual(['tanh_float8_e5m2']);
    expect(await namesOf('--dtype', 'e5m2', '--shard', '1/2')).toEqual(['tanh_float8_e5m2_from_0x0']);
    expect(await namesOf('--dtype', 'e5m2', '--shard', '2/2')).toEqual(['tanh_float8_e5m2_from_0x80']);
    expect(await namesOf('--dtype', 'float32', '--shard', '3/65536')).toEqual(['tanh_float32_from_0x20000']);
  });

  const compilers = ['cc', 'c++'].filter((name) => spawnSync(name, ['--version']).status === 0);
  // Where there is no compiler, the numbers are still read by hand above.
  test.skipIf(compilers.length < 2)(
    'compiles as C99 and C++17 without a warning, and has the numbers of .npy (needs cc and c++)',
    {timeout: 60_000},
    async () => {
      const used = ['float64', 'float32', 'float16', 'bfloat16', 'e4m3'];
      const sizes: string[] = [];
      for (const dtype of used) {
        await golden(`${dtype}.h`, 'tanh', '=x*sigmoid(2*x)', '--range', '-3:3', '--dtype', dtype);
        const header = readFileSync(path(`${dtype}.h`), 'utf8');
        sizes.push(...[...header.matchAll(/ (\w+)\[7\]/g)].map(([, name = '']) => name));
        await golden(`${dtype}.all.raw`, 'tanh', '=x*sigmoid(2*x)', '--range', '-3:3', '--dtype', dtype);
      }
      const body = sizes.map((name) => `  fwrite(${name}, sizeof ${name}, 1, stdout);\n`).join('');
      const source = `#include <stdio.h>\n${used.map((dtype) => `#include "${dtype}.h"\n`.repeat(2)).join('')}int main(void) {\n${body}  return 0;\n}\n`;
      const expected = Buffer.concat(used.map((dtype) => readFileSync(path(`${dtype}.all.raw`))));
      for (const [compiler, standard, ending] of [
        ['cc', 'c99', 'c'],
        ['c++', 'c++17', 'cc'],
      ] as const) {
        writeFileSync(path(`main.${ending}`), source);
        const words = [`-std=${standard}`, '-Wall', '-Wextra', '-pedantic', '-Werror', path(`main.${ending}`), '-o', path(`main-${ending}`)]; // biome-ignore format: one line
        const built = spawnSync(compiler, words, {encoding: 'utf8'});
        expect({compiler, status: built.status, stderr: built.stderr}).toEqual({compiler, status: 0, stderr: ''});
        expect(execFileSync(path(`main-${ending}`)).equals(expected)).toBe(true);
      }
    },
  );
});

describe('--input of what table wrote', () => {
  test.each([
    ['gelu', '1,2,3', 'x'],
    ['gelu', '1', 'x'],
    ['swiglu', '3,0.5;1,2', 'x,u'],
    ['swiglu', '3,0.5;1,2;2,2', 'x,u'],
    ['softmax:size=3', '3,0.5,1;1,2,1;2,2,1', 'x1,x2,x3'],
  ])('%s at %s: --column %s reads the points, and without it nothing is guessed', async (name, at, coordinates) => {
    const [file, again] = [path('points.npy'), path('again.npy')];
    await runIn({}, 'table', name, `--at=${at}`, '--output', file);
    const read = await runIn({}, 'table', name, '--input', file, '--column', coordinates, '--output', again);
    expect(read).toMatchObject({code: 0, stderr: ''});
    expect(readFileSync(again)).toEqual(readFileSync(file));
    const guessed = await runIn({}, 'table', name, '--input', file);
    expect(guessed).toMatchObject({code: 2, stdout: ''});
    expect(guessed.stderr).toContain(`give --column ${coordinates} if its first row`);
  });

  test('bit patterns that are read as numbers are told, with --bits they are the points', async () => {
    await runIn({}, 'table', 'swiglu', '--at=3,0.5;1,2', '--dtype', 'bf16', '--output', path('bits.npy'));
    const words = [
      'table',
      'swiglu',
      '--input',
      path('bits.npy'),
      '--column',
      'x,u',
      '--dtype',
      'bf16',
      '--show',
      'value',
    ];
    const asNumbers = await runIn({}, ...words);
    expect(asNumbers.stderr).toContain('its unsigned integers were read as numbers; with --bits they are bit patterns');
    const {stdout, stderr} = await runIn({}, ...words, '--bits');
    expect([stderr, stdout]).toEqual(['', expect.stringContaining('\n3,0x4040,0.5,0x3f00,1.43,')]);
  });

  test('an array of points with more rows than one activation has is read as such, which is said', async () => {
    await runIn({}, 'table', 'swiglu', 'geglu', '--at=3,0.5;1,2', '--output', path('two.npy'));
    const {stdout, stderr} = await runIn({}, 'table', 'bilinear', '--input', path('two.npy'), '--show', 'value');
    expect(stdout).toContain('\n3,1,3\n0.5,2,1\n');
    expect(stderr).toContain(
      'its 8 rows were read as points; of an array that table wrote, --column x,u reads the points',
    );
  });

  test('a header for C is refused, and it is said what to write', async () => {
    await runIn({}, 'table', 'gelu', '--at=1,2', '--output', path('g.h'));
    for (const words of [
      ['table', 'gelu', '--input', path('g.h')],
      ['check', 'gelu', path('g.h')],
    ]) {
      const {code, stderr} = await runIn({}, ...words);
      expect(code).toBe(2);
      expect(stderr).toContain('is source text of C, which is not read; write the same numbers with --output');
    }
  });
});
