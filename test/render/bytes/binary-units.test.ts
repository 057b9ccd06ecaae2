import {expect, test} from 'vitest';
import {formats} from '../../../src/exact/number-format.ts';
import {binaryUnits, rowLength} from '../../../src/render/bytes/binary-units.ts';

/** value · 2^1200, which is whole for all parts of a row. */
const scaled = (value: number) => {
  const field = Math.max(-1000, Math.floor(Math.log2(Math.abs(value) || 1)));
  return BigInt(value * 2 ** (60 - field)) * 2n ** BigInt(1140 + field);
};

test.each(formats.map((format) => [format.name, format] as const))(
  'in %s the parts of each row are its ratio to 2^-105, and the power of ten is the least above the unit',
  (_, format) => {
    const {rows, powers, fill} = binaryUnits(format);
    const wrong: number[] = [];
    for (let field = 1; field < 2047; field++) {
      fill(field);
      const exponent = field - 1022 - format.precision;
      const power = powers[field] ?? Number.NaN;
      const [two, ten] = [2n ** BigInt(Math.abs(exponent)), 10n ** BigInt(Math.abs(power))];
      const [over, under] = [(exponent > 0 ? two : 1n) * (power < 0 ? ten : 1n), (exponent > 0 ? 1n : two) * (power < 0 ? 1n : ten)]; // biome-ignore format: a fraction
      // The unit over the power of ten lies between 0.1 and 1.
      const isLeast = over < under && 10n * over >= under;
      const [upper = 0, middle = 0, lower = 0, half = 0] = rows.subarray(field * rowLength, (field + 1) * rowLength);
      // Upper and middle are for the upper bits of m, so they count 2^26 of its units.
      const perUnit = 2n ** BigInt(53 - format.precision);
      const sum = (scaled(upper) + scaled(middle)) / 2n ** 26n + scaled(lower);
      const error = sum * perUnit * under - over * 2n ** 1200n;
      const isClose = (error < 0n ? -error : error) * 2n ** 105n <= under * 2n ** 1200n;
      const isHalf = Math.abs((2 * half * Number(under)) / Number(over) - 1) < 1e-15 || !Number.isFinite(Number(under) / Number(over)); // biome-ignore format: a question
      if (!isLeast || !isClose || !isHalf) wrong.push(field);
    }
    expect(wrong).toEqual([]);
  },
);
