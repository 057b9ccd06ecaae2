import {expect, test} from 'vitest';
import {bitsOf} from '../../src/exact/bit-patterns.ts';
import {dtypeNamed} from '../../src/exact/number-format.ts';
import {npyResults} from '../../src/input/pattern-results.ts';
import {npyFile} from '../npy-file.ts';

const float32 = dtypeNamed('float32');
const all = 2 ** 32;

/** A file of 32 GiB that is nowhere: values, then gradients; each number says where it stands. */
function endless() {
  const head = npyFile({descr: '<f4', shape: [2, all], data: new Uint8Array(0)});
  const reads: (readonly [position: number, length: number])[] = [];
  return {
    reads,
    name: 'endless.npy',
    size: head.length + 8 * all,
    read(position: number, length: number): Uint8Array {
      if (position === 0) return new Uint8Array(length).fill(0).map((_, i) => head[i] ?? 0);
      reads.push([position - head.length, length]);
      return new Uint8Array(Float32Array.from({length: length / 4}, (_, i) => (position - head.length) / 4 + i).buffer);
    },
  };
}

test('all results of float32 are read some thousands at a time, a value and its gradient together', async () => {
  const file = endless();
  const {chunks, count, quantities} = await npyResults(file, {
    format: float32,
    inputs: ['x'],
    show: undefined,
    shard: undefined,
  });
  expect([count, quantities]).toEqual([all, ['value', 'gradient']]);
  let [seen, largest] = [0, 0];
  for await (const {x, value = [], gradient = []} of chunks) {
    expect([value[0], gradient[0], x.length]).toEqual([seen, all + seen, value.length]);
    expect(Number(bitsOf(x[5] ?? 0, float32))).toBe(seen + 5);
    seen += x.length;
    largest = Math.max(largest, ...file.reads.map(([, length]) => length));
    if (seen > 1e6) break;
  }
  expect(largest).toBeLessThanOrEqual(65_536);
  // No byte twice, none skipped.
  expect(file.reads.reduce((sum, [, length]) => sum + length, 0)).toBe(8 * seen);
});

test('a shard of them begins at its bit patterns, and its file at its own beginning', async () => {
  const numbers = Float32Array.from({length: all / 2 ** 16}, (_, i) => i);
  const file = npyFile({descr: '<f4', shape: [numbers.length], data: new Uint8Array(numbers.buffer)});
  const source = {
    name: 'pipe',
    bytes: (async function* () {
      for (let at = 0; at < file.length; at += 1001) yield file.subarray(at, at + 1001);
    })(),
  };
  const {chunks} = await npyResults(source, {
    format: float32,
    inputs: ['x'],
    show: ['gradient'],
    shard: {part: 3, of: 2 ** 16},
  });
  let seen = 0;
  for await (const {x, gradient = []} of chunks) {
    expect([Number(bitsOf(x[0] ?? 0, float32)), gradient[0]]).toEqual([2 * 65_536 + seen, seen]);
    seen += x.length;
  }
  expect(seen).toBe(65_536);
});
