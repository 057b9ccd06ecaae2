import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {patternNumbers, stretchOf} from '../../src/exact/every-number.ts';
import {dtypeNamed} from '../../src/exact/number-format.ts';
import {runIn} from '../fake-io.ts';
import {npyFile} from '../npy-file.ts';
import {checkFile} from './checked.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'act-cli-'));
});
afterAll(() => rmSync(folder, {recursive: true}));

/** The path of a new file. */
function saved(name: string, content: Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const of = 65_536;
const each = 2 ** 32 / of;

/** relu and its gradient at the float32 numbers of a shard, in the order of their bit patterns. */
function rectified(part: number): {readonly value: Float32Array; readonly gradient: Float32Array} {
  const x = patternNumbers(dtypeNamed('float32'), stretchOf({part, of}, 2 ** 32));
  return {
    value: Float32Array.from(x, (each) => (each > 0 || Number.isNaN(each) ? each : 0)),
    gradient: Float32Array.from(x, (each) => (each > 0 ? 1 : Number.isNaN(each) ? each : 0)),
  };
}

const bytes = (...rows: readonly Float32Array[]) => Buffer.concat(rows.map((row) => new Uint8Array(row.buffer)));

/** The options of a check of a shard. */
const shard = (part: number) => ['--dtype', 'float32', '--shard', `${part}/${of}`, '--max-ulp', '0'];

describe('results for a shard of the bit patterns of float32', () => {
  test.each([
    ['from 0 on', 1],
    ['normal numbers', 16_257],
    ['Infinity, then NaN', 0x7f81],
    ['NaN alone', 0x8000],
    ['from -0 on', 0x8001],
    ['-Infinity, then NaN', 0xff81],
    ['the last one', 65_536],
  ])('%s', async (title, part) => {
    const {value, gradient} = rectified(part);
    const npy = npyFile({descr: '<f4', shape: [2, each], data: bytes(value, gradient)});
    for (const path of [saved('both.npy', npy), saved('both.f32', bytes(value, gradient))]) {
      const {code, stderr, rows} = await checkFile(path, 'relu', ...shard(part));
      const found = ['value', 'gradient'].map((what) => [`${what},results`, `${what},misrounded`].map((key) => rows.get(key))); // biome-ignore format: one line
      expect({title, code, stderr, found}).toEqual({
        title,
        code: 0,
        stderr: '',
        found: Array(2).fill([`${each},,,`, '0,,,']),
      });
    }
  });

  test('those of another shard are wrong', async () => {
    const path = saved('other.bin', bytes(rectified(16_257).value));
    expect((await checkFile(path, 'relu', ...shard(16_258))).rows.get('value,misrounded')).toMatch(/^65536,/);
  });

  test('one that is wrong is found with its x, in the middle and at both ends', async () => {
    for (const at of [0, 40_000, each - 1]) {
      const {value, gradient} = rectified(16_257);
      gradient[at] = 0.5;
      value[at] = (value[at] as number) * (1 - 2 ** -22);
      const {code, rows} = await checkFile(saved('wrong.bin', bytes(value, gradient)), 'relu', ...shard(16_257));
      const x = Number(Math.fround(1 + at * 2 ** -23).toPrecision(9));
      const [amount, place] = (rows.get('gradient,misrounded') ?? '').split(',');
      expect([code, amount, Math.fround(Number(place))]).toEqual([1, '1', Math.fround(x)]);
      expect(rows.get('value,misrounded')).toMatch(/^1,/);
      expect(rows.get('gradient,max_ulp')).toMatch(/^8388608,/);
    }
  });

  test('a pipe of values is read as it comes, and gradients beside them where memory holds both', async () => {
    const {value, gradient} = rectified(0x8001);
    const stdin = (data: Uint8Array, shape: readonly number[]) => ({
      async *[Symbol.asyncIterator]() {
        const file = npyFile({descr: '<f4', shape, data});
        for (let i = 0; i < file.length; i += 4099) yield file.subarray(i, i + 4099);
      },
    });
    for (const world of [stdin(bytes(value), [each]), stdin(bytes(value, gradient), [2, each])]) {
      const {code, stdout} = await runIn({stdinBytes: world}, 'check', 'relu', '-', ...shard(0x8001));
      expect([code, stdout]).toEqual([0, expect.stringContaining(`value,results,${each},,,`)]);
    }
    const short = await runIn({stdinBytes: stdin(bytes(value).subarray(4), [each])}, 'check', 'relu', '-', ...shard(0x8001)); // biome-ignore format: one line
    expect([short.code, short.stderr]).toEqual([2, expect.stringContaining(`it ends after ${each - 1} of ${each}`)]);
  });
});

test('shards of 16 and 8 bits, in C order and in that of Fortran', async () => {
  const x = patternNumbers(dtypeNamed('e5m2'), stretchOf({part: 3, of: 5}, 256));
  const values = Float32Array.from(x, (each) => (each > 0 || Number.isNaN(each) ? each : 0));
  const slopes = Float32Array.from(x, (each) => (each > 0 ? 1 : Number.isNaN(each) ? each : 0));
  const turned = Float32Array.from({length: 2 * x.length}, (_, i) => (i % 2 === 0 ? values : slopes)[i >> 1] ?? 0);
  const options = ['--dtype', 'e5m2', '--shard', '3/5', '--max-ulp', '0'];
  for (const [fortran, data] of [
    [false, bytes(values, slopes)],
    [true, bytes(turned)],
  ] as const) {
    const path = saved('part.npy', npyFile({descr: '<f4', shape: [2, x.length], data, fortran}));
    const {code, rows} = await checkFile(path, 'relu', ...options);
    expect([fortran, code, rows.get('gradient,results')]).toEqual([fortran, 0, `${x.length},,,`]);
  }
});

test.each([
  [
    'bytes that are no numbers',
    'odd.f32',
    3,
    "cannot read '",
    ' as raw float32: it has 3 bytes, which is no multiple of 4',
  ],
  ['too few', 'few.bin', 4 * each - 4, '', `has 65535 numbers, and part 1/65536 of float32 has ${each} bit patterns`],
  ['none', 'none.raw', 0, '', 'has 0 numbers, and part 1/65536'],
])('%s is an error', async (_title, name, length, start, message) => {
  const {code, stdout, stderr} = await runIn({}, 'check', 'relu', saved(name, new Uint8Array(length)), ...shard(1));
  expect({code, stdout}).toEqual({code: 2, stdout: ''});
  expect(stderr).toContain(start);
  expect(stderr).toContain(message.replace(' as raw', "' as raw"));
});

test('a file with an x of its own has no shards', async () => {
  const {code, stderr} = await runIn({stdin: 'x,value\n1,1\n'}, 'check', 'relu', '-', '--shard', '1/2');
  expect([code, stderr]).toEqual([
    2,
    'act-cli: --shard is about results for every bit pattern in order, and standard input has rows with an x of their own; leave --shard out\n',
  ]);
});
