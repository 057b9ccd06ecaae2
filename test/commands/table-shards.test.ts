import {describe, expect, test} from 'vitest';
import {runIn} from '../fake-io.ts';
import {lines, printed, refused} from './table-text.ts';

/** What the shards of a table print, one after the other. */
async function shards(line: readonly string[], of: number): Promise<readonly string[]> {
  const texts: string[] = [];
  for (let part = 1; part <= of; part += 1) texts.push(await printed([...line, '--shard', `${part}/${of}`]));
  return texts;
}

describe('the shards of a table, one behind the other, are the whole table', () => {
  test.each([
    ['gelu --all --dtype e4m3 -f csv', [1, 2, 3, 7, 300]],
    ['gelu relu --all --dtype e5m2 -f tsv --bits', [2, 5]],
    ['gelu relu --all --dtype e5m2 -f jsonl --long', [2, 5]],
    ['sigmoid --all --dtype bfloat16 -f csv', [3]],
    ['tanh --all --dtype float16 -f jsonl --hex', [2]],
    ['tanh -r -6:6 -n 1001 -f csv', [1, 4]],
    ['tanh -r 0:1e300:1e296 -f csv', [3]],
    ['tanh --at=-1,0,inf -f csv', [2, 4]],
    ['maxout:weights=[1,2;3,4],biases=[0;0] -r 0:1:0.1 --from [0,1] --along [1,1] -f csv', [4]],
  ] as const)('%s', async (text, counts) => {
    const line = text.split(' ');
    const whole = await printed(line);
    for (const of of counts) expect([of, (await shards(line, of)).join('')]).toEqual([of, whole]);
  });
});

test('their sizes differ by one row at most, and csv has its header in the first alone', async () => {
  const texts = await shards('relu --all --dtype e4m3 -f csv --show value'.split(' '), 7);
  const sizes = texts.map((text, i) => lines(text).length - (i === 0 ? 1 : 0));
  expect(texts.filter((text) => text.includes('x,'))).toEqual([texts[0]]);
  expect(sizes.reduce((sum, size) => sum + size)).toBe(254);
  expect(Math.max(...sizes) - Math.min(...sizes)).toBe(1);
});

describe('--all of float32', () => {
  const shard = async (part: number, of: number) =>
    lines(await printed(['relu', '--all', '--dtype', 'float32', '-f', 'csv', '--show', 'value', '--bits', '--shard', `${part}/${of}`])); // biome-ignore format: one line
  // 2 (0x7f800000 + 1) numbers; 2^32 less the NaN of both signs.
  const [all, of] = [2 ** 32 - 2 * (2 ** 23 - 1), 1_000_000];

  test('begins at -Infinity and ends at Infinity, in ascending order', async () => {
    const [header, ...first] = await shard(1, of);
    expect([header, ...first.slice(0, 2)]).toEqual([
      'x,x_bits,relu,relu_bits',
      '-Infinity,0xff800000,0,0x00000000',
      '-3.4028235e+38,0xff7fffff,0,0x00000000',
    ]);
    expect(first.length).toBe(Math.floor(all / of));
    const last = await shard(of, of);
    expect(last.slice(-2)).toEqual([
      '3.4028235e+38,0x7f7fffff,3.4028235e+38,0x7f7fffff',
      'Infinity,0x7f800000,Infinity,0x7f800000',
    ]);
    expect([last.length, last[0]?.split(',')[1]]).toEqual([
      Math.ceil(all / of),
      `0x${(0x7f800001 - Math.ceil(all / of)).toString(16)}`,
    ]);
  });

  test('goes from -0 to 0 between the two shards in the middle', async () => {
    const [before, behind] = [await shard(of / 2, of), await shard(of / 2 + 1, of)];
    expect(before.slice(-2)).toEqual(['-1e-45,0x80000001,0,0x00000000', '-0,0x80000000,0,0x00000000']);
    expect(behind.slice(0, 2)).toEqual(['0,0x00000000,0,0x00000000', '1e-45,0x00000001,1e-45,0x00000001']);
  });

  test('neither lacks nor repeats a number where two shards meet, on either side of 0', async () => {
    for (const [part, step] of [
      [123_456, -1],
      [654_321, 1],
    ] as const) {
      const [before, behind] = [await shard(part, of), await shard(part + 1, of)];
      const bits = (line = '') => Number(line.split(',')[1]);
      expect(bits(behind[0]) - bits(before.at(-1))).toBe(step);
    }
  });

  test('the first rows leave before the others are made', async () => {
    const onWrite = () => {
      throw Object.assign(new Error('write EPIPE'), {code: 'EPIPE'});
    };
    const line = ['table', 'gelu', '--all', '--dtype', 'float32', '-f', 'csv'];
    expect(await runIn({onWrite}, ...line)).toEqual({code: 0, stdout: '', stderr: ''});
  });
});

test.each(['0/16', '17/16', '3/0', '3', '1e9/2', '-1/4', '1.5/4', '1/1000001', '3/16/2'])(
  '--shard %s says what is wanted',
  async (text) => {
    expect(await refused(['relu', `--shard=${text}`, '-f', 'csv'])).toBe(
      `act-cli: invalid value for --shard: '${text}'; give a part and how many there are, in digits, such as 1/16 to 16/16; at most 1000000 parts\n`,
    );
  },
);

test('--shard needs a format whose parts can be joined, and inputs that are known beforehand', async () => {
  for (const format of ['json', 'markdown', 'table'])
    expect(await refused(['relu', '--shard', '1/2', '-f', format])).toBe(
      `act-cli: the parts of a table cannot be joined as ${format}; give --format 'csv', 'tsv' or 'jsonl' with --shard\n`,
    );
  expect(await refused(['relu', '--shard', '1/2'], {columns: 80})).toContain("give --format 'csv'");
  expect(await refused(['relu', '--shard', '1/2', '-i', '-', '-f', 'csv'], {stdin: '1\n'})).toBe(
    'act-cli: --input and --shard cannot be combined; give only one of them\n',
  );
});
