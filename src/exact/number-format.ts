/** The number formats that networks train in, and the rounding to them. */

import {actError} from '../errors/errors.ts';
import {mostDoublings, wholePower} from './whole-power.ts';

/** A binary floating-point format. */
export interface NumberFormat {
  readonly name: string;
  /** Other names for it. */
  readonly spellings: readonly string[];
  /** Size of a number in bits. */
  readonly bits: number;
  /** Bits of the significand, the hidden one included. */
  readonly precision: number;
  /** The smallest positive number is 2^leastExponent. */
  readonly leastExponent: number;
  readonly largest: number;
  /** In a format without infinities an overflow is NaN. */
  readonly hasInfinity: boolean;
}

/** The doubles. */
export const float64: NumberFormat = {
  name: 'float64',
  spellings: ['f64', 'fp64', 'double'],
  bits: 64,
  precision: 53,
  leastExponent: -1074,
  largest: Number.MAX_VALUE,
  hasInfinity: true,
};

/** All formats, the widest first. */
export const formats: readonly NumberFormat[] = [
  float64,
  {
    name: 'float32',
    spellings: ['f32', 'fp32', 'float'],
    bits: 32,
    precision: 24,
    leastExponent: -149,
    largest: (2 - 2 ** -23) * 2 ** 127,
    hasInfinity: true,
  },
  {
    name: 'float16',
    spellings: ['f16', 'fp16', 'half'],
    bits: 16,
    precision: 11,
    leastExponent: -24,
    largest: 65504,
    hasInfinity: true,
  },
  {
    name: 'bfloat16',
    spellings: ['bf16'],
    bits: 16,
    precision: 8,
    leastExponent: -133,
    largest: (2 - 2 ** -7) * 2 ** 127,
    hasInfinity: true,
  },
  {
    name: 'float8_e4m3fn',
    spellings: ['fp8-e4m3', 'e4m3', 'float8-e4m3'],
    bits: 8,
    precision: 4,
    leastExponent: -9,
    largest: 448,
    hasInfinity: false,
  },
  {
    name: 'float8_e5m2',
    spellings: ['fp8-e5m2', 'e5m2', 'float8-e5m2'],
    bits: 8,
    precision: 3,
    leastExponent: -16,
    largest: 57344,
    hasInfinity: true,
  },
];

/**
 * The format of a name or spelling; case, `-` and `_` are ignored.
 * @throws ActError for an unknown name
 */
export function dtypeNamed(text: string): NumberFormat {
  const plain = (name: string) => name.toLowerCase().replace(/[-_\s]/g, '');
  const found = formats.find(({name, spellings}) => [name, ...spellings].some((each) => plain(each) === plain(text)));
  if (found !== undefined) return found;
  throw actError(
    'unknownDtype',
    text,
    formats.map(({name}) => name),
  );
}

/** What an overflow becomes: an infinity (NaN in a format without one), or the largest number. */
export type Overflow = 'ieee' | 'saturate';

/** The number of bits of a positive integer. */
export function bitLength(m: bigint): number {
  const log = Math.log2(Number(m));
  const near = Math.round(log);
  if (Math.abs(log - near) > 2 ** -20) return Math.floor(log) + 1;
  // This close to a power of two, the double or its logarithm may have been rounded across it.
  if (near < 1000) return m >> BigInt(near) === 0n ? near : near + 1;
  const hex = m.toString(16);
  return hex.length * 4 - (Math.clz32(Number.parseInt(hex[0] as string, 16)) - 28); // never empty
}

/** m 2^e, m not 0, rounded once to a format: ties to even, subnormals kept; a zero has the sign of m. */
export function roundInteger(m: bigint, e: number, format: NumberFormat, overflow: Overflow): number {
  const negative = m < 0n;
  const size = negative ? -m : m;
  const length = bitLength(size);
  const top = length + e;
  if (top > 1100) return overflowed(negative, format, overflow);
  const last = Math.max(top - format.precision, format.leastExponent);
  const shift = last - e;
  // The whole number is less than half a unit of the last place.
  if (shift > length + 1) return negative ? -0 : 0;
  const kept = shift <= 0 ? size << BigInt(-shift) : roundShift(size, shift);
  const value = scale(Number(kept), last);
  if (value > format.largest) return overflowed(negative, format, overflow);
  return negative ? -value : value;
}

/** size / 2^shift to the nearest integer, ties to even. */
function roundShift(size: bigint, shift: number): bigint {
  const places = BigInt(shift);
  const kept = size >> places;
  const rest = size - (kept << places);
  const half = 1n << (places - 1n);
  return rest > half || (rest === half && (kept & 1n) === 1n) ? kept + 1n : kept;
}

function overflowed(negative: boolean, format: NumberFormat, overflow: Overflow): number {
  const size = overflow === 'saturate' ? format.largest : format.hasInfinity ? Number.POSITIVE_INFINITY : Number.NaN;
  return negative ? -size : size;
}

/** value 2^e, exact whenever the result is a double, even where 2^e alone is not one. */
export function scale(value: number, e: number): number {
  if (Math.abs(e) <= mostDoublings) return value * wholePower(e);
  const half = Math.trunc(e / 2);
  return value * 2 ** half * 2 ** (e - half);
}

/** floor(log2 |x|) of a finite double other than 0. */
export function exponentOf(x: number): number {
  const size = Math.abs(x);
  const guess = Math.max(-1074, Math.min(1023, Math.floor(Math.log2(size))));
  // The logarithm may round up to the next integer just below a power of two.
  return scale(1, guess) > size ? guess - 1 : guess;
}

/**
 * A double rounded once to a format, ties to even. An exact value is correctly rounded this way only if it is a double,
 * or if both ends of an enclosure of it round to the same number.
 */
export function roundDouble(x: number, format: NumberFormat, overflow: Overflow): number {
  if (x === 0 || Number.isNaN(x)) return x;
  if (!Number.isFinite(x)) return overflowed(x < 0, format, overflow);
  if (format.precision === 53) return x;
  if (format.name === 'float32') {
    const value = Math.fround(x);
    return Number.isFinite(value) ? value : overflowed(x < 0, format, overflow);
  }
  const last = Math.max(exponentOf(x) - format.precision + 1, format.leastExponent);
  // |x / 2^last| < 2^24; adding and subtracting 1.5·2^52 rounds it to an integer, ties to even.
  const scaled = scale(x, -last);
  const big = 6755399441055744;
  const value = scale(scaled + big - big, last);
  if (Math.abs(value) > format.largest) return overflowed(x < 0, format, overflow);
  return value === 0 && x < 0 ? -0 : value;
}

/** The bit pattern of a number of the format: sign, exponent field, fraction. NaN gives the quiet NaN of sign 0. */
export function bitsOf(value: number, format: NumberFormat): bigint {
  const fieldOne = 2 ** (format.precision - 1);
  const sign = 1n << BigInt(format.bits - 1);
  if (Number.isNaN(value)) {
    // In a format without infinities NaN is all ones; else it is infinity with the first bit of the fraction set.
    return format.hasInfinity ? magnitudeBits(Infinity, format) + BigInt(fieldOne / 2) : sign - 1n;
  }
  return (value < 0 || Object.is(value, -0) ? sign : 0n) | magnitudeBits(Math.abs(value), format);
}

/** The bit pattern of a number that is not negative. */
function magnitudeBits(size: number, format: NumberFormat): bigint {
  const {precision, leastExponent} = format;
  const fieldOne = 2 ** (precision - 1);
  if (size === Infinity) return magnitudeBits(format.largest, format) + 1n;
  // The exponent of the ulp: the exponent field counts its doublings from the subnormals on.
  const last = size === 0 ? leastExponent : Math.max(exponentOf(size) - precision + 1, leastExponent);
  // In bigints, because a pattern of float64 has more bits than a double holds.
  return BigInt(last - leastExponent) * BigInt(fieldOne) + BigInt(scale(size, -last));
}

/** The number of the format with this bit pattern. */
export function valueOfBits(bits: bigint, format: NumberFormat): number {
  const fraction = BigInt(format.precision - 1);
  const size = bits & ((1n << BigInt(format.bits - 1)) - 1n);
  const value = valueOfFields(Number(size >> fraction), Number(size & ((1n << fraction) - 1n)), format);
  return size === bits ? value : -value;
}

/** The numbers of all bit patterns of a format of 32 bits or fewer, one at a time: without bigints. */
export function valueOfPattern(format: NumberFormat): (pattern: number) => number {
  const sign = 2 ** (format.bits - 1);
  const fieldOne = 2 ** (format.precision - 1);
  return (pattern) => {
    const size = pattern % sign;
    const fraction = size % fieldOne;
    const value = valueOfFields((size - fraction) / fieldOne, fraction, format);
    return size === pattern ? value : -value;
  };
}

/** The number, not negative, with this exponent field and this fraction. */
function valueOfFields(
  field: number,
  fraction: number,
  {precision, leastExponent, largest, hasInfinity}: NumberFormat,
) {
  const fieldOne = 2 ** (precision - 1);
  if (field === 0) return scale(fraction, leastExponent);
  const value = scale(fieldOne + fraction, leastExponent + field - 1);
  return value <= largest ? value : hasInfinity && fraction === 0 ? Number.POSITIVE_INFINITY : Number.NaN;
}
