import {createHash} from 'node:crypto';
import {readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {bitsOf, valueOfBits} from '../../src/exact/bit-patterns.ts';
import {patternNumbers} from '../../src/exact/every-number.ts';
import {dtypeNamed, type NumberFormat, roundDouble} from '../../src/exact/number-format.ts';

type Hashes = Readonly<Record<string, Readonly<Record<string, string>>>>;

const file = new URL('../vectors/narrow.json', import.meta.url);
const {tf32: ofTf32, ...ofNarrow} = JSON.parse(readFileSync(file, 'utf8')) as Hashes; // as narrow.py writes it

function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The patterns to which the numbers of a wide format are rounded, NaN left out. */
function roundings(format: NumberFormat, wide: string): Uint8Array {
  const numbers = patternNumbers(dtypeNamed(wide), {from: 0, to: 2 ** 16}).filter((number) => !Number.isNaN(number));
  return Uint8Array.from(numbers, (number) => Number(bitsOf(roundDouble(number, format, 'ieee'), format)));
}

describe.each(Object.entries(ofNarrow))('%s is as in ml_dtypes:', (name, hashes) => {
  const format = dtypeNamed(name);

  test('what each pattern stands for', () => {
    // A NaN of either sign is written as the same one.
    const numbers = patternNumbers(format, {from: 0, to: 2 ** format.bits}).map((number) =>
      Number.isNaN(number) ? NaN : number,
    );
    expect(digest(new Uint8Array(numbers.buffer))).toBe(hashes.values);
  });

  test.each(['float16', 'bfloat16'])('the rounding of every %s', (wide) => {
    expect(digest(roundings(format, wide))).toBe(hashes[wide]);
  });
});

test('tf32 is a float32 whose last 13 bits are rounded away, as an addition to its pattern does it', () => {
  const [float32, format] = [dtypeNamed('float32'), dtypeNamed('tf32')];
  const rounded: number[] = [];
  for (let upper = 0; upper < 2 ** 16; upper += 1) {
    for (const lower of [0x0fff, 0x1000, 0x1001, 0xefff, 0xf000, 0xf001]) {
      const number = valueOfBits(BigInt(upper * 2 ** 16 + lower), float32);
      if (!Number.isNaN(number)) rounded.push(Number(bitsOf(roundDouble(number, format, 'ieee'), format)));
    }
  }
  expect(digest(new Uint8Array(Uint32Array.from(rounded).buffer))).toBe(ofTf32?.float32);
});
