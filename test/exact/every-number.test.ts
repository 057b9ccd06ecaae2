import {expect, test} from 'vitest';
import {bitsOf} from '../../src/exact/bit-patterns.ts';
import {ascendingNumbers, numberCount, patternNumbers, stretchOf} from '../../src/exact/every-number.ts';
import {dtypeNamed, formats} from '../../src/exact/number-format.ts';
import {everyInput} from '../../src/sampling/grid.ts';

const narrow = formats.filter(({bits}) => bits <= 32);
const float32 = dtypeNamed('float32');

test.each(narrow.map((format) => [format.name, format] as const))(
  'the numbers of %s have the bit patterns of their places, at both ends and across the sign',
  (_name, format) => {
    const all = 2 ** format.bits;
    for (const from of [0, all / 2 - 3, all - 6]) {
      const numbers = patternNumbers(format, {from, to: from + 6});
      const patterns = Array.from(numbers, (number, i) =>
        Number.isNaN(number) ? from + i : Number(bitsOf(number, format) >> BigInt(format.padding)),
      );
      expect(patterns).toEqual(Array.from(numbers, (_, i) => from + i));
    }
  },
);

test.each(narrow.map((format) => [format.name, format] as const))(
  'ascending, the numbers of %s rise from one to the next, but for -0 and 0 where it has both',
  (_name, format) => {
    const count = numberCount(format);
    for (const from of [0, Math.floor(count / 2) - 6, count - 12]) {
      const numbers = ascendingNumbers(format, {from, to: from + 12});
      for (let i = 1; i < numbers.length; i += 1) {
        const [before = 0, number = 0] = numbers.subarray(i - 1);
        expect(number > before || (Object.is(before, -0) && Object.is(number, 0)), `${before}, ${number}`).toBe(true);
      }
    }
    const [first, last] = [0, count - 1].map((from) => ascendingNumbers(format, {from, to: from + 1})[0]);
    const most = format.hasInfinity ? Number.POSITIVE_INFINITY : format.largest;
    expect([first, last]).toEqual([-most, most]);
  },
);

test('shards follow one another without a gap, and differ by one element at most, even of 2^53', () => {
  for (const [length, of] of [
    [10, 3],
    [3, 10],
    [2 ** 32, 7],
    [Number.MAX_SAFE_INTEGER, 999_983],
  ] as const) {
    let [end, most, least] = [0, 0, length];
    for (let part = 1; part <= of; part += 1) {
      const {from, to} = stretchOf({part, of}, length);
      if (from !== end) expect.unreachable(`${part}/${of}`);
      [end, most, least] = [to, Math.max(most, to - from), Math.min(least, to - from)];
    }
    expect([end, most - least <= 1]).toEqual([length, true]);
  }
});

test('the numbers of float32 are made a few thousand at a time, wherever one begins', () => {
  const inputs = everyInput(float32);
  for (const part of [inputs, inputs.slice({from: 3e9, to: 4e9})]) {
    const lengths: number[] = [];
    for (const chunk of part.chunks()) {
      lengths.push(chunk.length);
      if (lengths.length === 1000) break;
    }
    expect([lengths.length, Math.max(...lengths)]).toEqual([1000, 4096]);
  }
  const [[first] = []] = inputs.slice({from: 3e9, to: 4e9}).chunks();
  expect(Number(bitsOf(first ?? 0, float32))).toBe(3e9 - numberCount(float32) / 2);
});
