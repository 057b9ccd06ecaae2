import {readFileSync} from 'node:fs';
import {gzipSync} from 'node:zlib';
import {expect, test} from 'vitest';
import {ActError} from '../../../src/errors/errors.ts';
import {bytesInMemory} from '../../../src/input/arrays/bytes.ts';
import {openParquet} from '../../../src/input/arrays/parquet.ts';
import {openTable} from '../../../src/input/arrays/text/table.ts';
import {random} from '../mutant.ts';
import {mutantOf} from './mutant.ts';
import {unitsOf, wantAll} from './read-table.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const rows = Array.from({length: 40}, (_, i) => `${i / 7},${-i}e-3,"${i}"\n`).join('');
const vector = (name: string) => new Uint8Array(readFileSync(`test/vectors/parquet/${name}`));
const seeds: readonly (readonly [name: string, bytes: Uint8Array, open: typeof openTable])[] = [
  ['a.csv', utf8(`# x\na,b,c\n${rows}nan,,inf\n`), openTable],
  ['a.tsv', utf8('a\tb\n1\t\n0x1p3\t-4e5\n\n5\tNA\n'), openTable],
  ['a.jsonl', utf8('{"a":1,"b":[2,null]}\n{"b":["nan",3e4],"a":NaN}\n'), (source, wanted) => openTable(source, {...wanted, keys: ['b']})],
  ['arrays.jsonl', utf8('[1,2.5]\n[-3e2,null]\n[NaN,"-inf"]\n'), openTable],
  ['a.csv.gz', new Uint8Array(gzipSync(`a,b,c\n${rows}`)), openTable],
  ...['plain', 'snappy', 'gzip', 'zstd', 'brotli', 'lz4', 'second-version', 'holes', 'split', 'halves', 'deltas', 'decimals', 'list', 'list-holes', 'list-dictionary', 'list-of-lists', 'fields', 'truths', 'truths-second-version'].map(
    (name) => [`${name}.parquet`, vector(`${name}.parquet`), openParquet] as const,
  ),
]; // biome-ignore format: a table

/** 10,000 of each with `npm run test:exhaustive`. */
const copies = process.env.MODE === 'exhaustive' ? 10_000 : 300;

test.each(seeds)(
  `${copies} damaged copies of %s are read whole or refused, each within a second of processor time`,
  async (name, bytes, open) => {
    const next = random(3);
    let refused = 0;
    for (let i = 0; i < copies; i += 1) {
      const damaged = mutantOf(bytes, next);
      const before = process.cpuUsage();
      try {
        for (const opened of await open(bytesInMemory(damaged, name), wantAll)) {
          const units = await unitsOf(opened);
          const counts = new Set(units.map(({length}) => length));
          expect(counts.size).toBe(1);
          if (opened.samples !== undefined) expect([...counts]).toEqual([opened.samples]);
        }
      } catch (error) {
        if (!(error instanceof ActError)) throw error;
        expect(error.code).not.toBe('internal');
        expect(error.message).not.toContain('\n');
        refused += 1;
      }
      // Of processor time: what else runs on the machine is no matter.
      const {user, system} = process.cpuUsage(before);
      expect((user + system) / 1000).toBeLessThan(1000);
    }
    expect(refused).toBeGreaterThan(copies / 10);
  },
  900_000,
);

test('with checksums, a file of which one bit is flipped before its footer gives the same numbers or none', async () => {
  const bytes = vector('doubles.parquet');
  const end = bytes.length - 8 - new DataView(bytes.buffer).getUint32(bytes.length - 8, true);
  const numbers = async (content: Uint8Array) => {
    const [opened] = await openParquet(bytesInMemory(content, 'doubles.parquet'), wantAll);
    return opened && unitsOf(opened);
  };
  const whole = await numbers(bytes);
  let same = 0;
  for (let at = 0; at < end; at += 3) {
    const flipped = bytes.slice();
    flipped[at] = (flipped[at] ?? 0) ^ (1 << (at % 8));
    const read = await numbers(flipped).catch((error: unknown) => {
      if (error instanceof ActError) return undefined;
      throw error;
    });
    if (read === undefined) continue;
    same += 1;
    expect(read).toEqual(whole);
  }
  // Only the statistics of a page, which nobody reads here, may change unseen.
  expect(same).toBeLessThan(end / 12);
}, 300_000);
