/** The number formats that networks train in, and the rounding to them. */

import {actError} from '../errors/errors.ts';
import {nearest} from '../formula/spelling.ts';
import {mostDoublings, wholePower} from './whole-power.ts';

/** A binary floating-point format. */
export interface NumberFormat {
  readonly name: string;
  /** Other names for it. */
  readonly spellings: readonly string[];
  /** Size of a number in bits. */
  readonly bits: number;
  /** Bits of memory behind them, which are 0: a tf32 is held as a float32. */
  readonly padding: number;
  /** Bits of the significand, the hidden one included. */
  readonly precision: number;
  /** The smallest positive number is 2^leastExponent. */
  readonly leastExponent: number;
  readonly largest: number;
  /** In a format without infinities an overflow is NaN; without NaN either, it is the largest number. */
  readonly hasInfinity: boolean;
  /** A result that does not exist is NaN in every format; where the format has no NaN, it has no pattern of its own. */
  readonly hasNaN: boolean;
  /** Without a negative zero what underflows is 0, and the pattern of -0 is free for NaN. */
  readonly hasNegativeZero: boolean;
}

/** What a format has beside numbers other than 0: all that IEEE 754 has, or, as `fn` and `fnuz` in names say, less. */
const ieee = {hasInfinity: true, hasNaN: true, hasNegativeZero: true} as const;
const finite = {...ieee, hasInfinity: false} as const;
const finiteUnsignedZero = {...finite, hasNegativeZero: false} as const;
const onlyNumbers = {...finite, hasNaN: false} as const;

/** The doubles. */
export const float64: NumberFormat = {
  name: 'float64',
  spellings: ['f64', 'fp64', 'double'],
  bits: 64,
  padding: 0,
  precision: 53,
  leastExponent: -1074,
  largest: Number.MAX_VALUE,
  ...ieee,
};

/** All formats, the widest first. */
export const formats: readonly NumberFormat[] = [
  float64,
  {
    name: 'float32',
    spellings: ['f32', 'fp32', 'float'],
    bits: 32,
    padding: 0,
    precision: 24,
    leastExponent: -149,
    largest: (2 - 2 ** -23) * 2 ** 127,
    ...ieee,
  },
  {
    name: 'tf32',
    spellings: ['tfloat32', 'tensorfloat32'],
    bits: 19,
    padding: 13,
    precision: 11,
    leastExponent: -136,
    largest: (2 - 2 ** -10) * 2 ** 127,
    ...ieee,
  },
  {
    name: 'float16',
    spellings: ['f16', 'fp16', 'half'],
    bits: 16,
    padding: 0,
    precision: 11,
    leastExponent: -24,
    largest: 65504,
    ...ieee,
  },
  {
    name: 'bfloat16',
    spellings: ['bf16'],
    bits: 16,
    padding: 0,
    precision: 8,
    leastExponent: -133,
    largest: (2 - 2 ** -7) * 2 ** 127,
    ...ieee,
  },
  {
    name: 'float8_e4m3fn',
    spellings: ['fp8-e4m3', 'e4m3', 'e4m3fn', 'fp8-e4m3fn', 'f8e4m3fn'],
    bits: 8,
    padding: 0,
    precision: 4,
    leastExponent: -9,
    largest: 448,
    ...finite,
  },
  {
    name: 'float8_e5m2',
    spellings: ['fp8-e5m2', 'e5m2', 'f8e5m2'],
    bits: 8,
    padding: 0,
    precision: 3,
    leastExponent: -16,
    largest: 57344,
    ...ieee,
  },
  {
    name: 'float8_e4m3fnuz',
    spellings: ['fp8-e4m3fnuz', 'e4m3fnuz', 'f8e4m3fnuz'],
    bits: 8,
    padding: 0,
    precision: 4,
    leastExponent: -10,
    largest: 240,
    ...finiteUnsignedZero,
  },
  {
    name: 'float8_e5m2fnuz',
    spellings: ['fp8-e5m2fnuz', 'e5m2fnuz', 'f8e5m2fnuz'],
    bits: 8,
    padding: 0,
    precision: 3,
    leastExponent: -17,
    largest: 57344,
    ...finiteUnsignedZero,
  },
  {
    name: 'float4_e2m1fn',
    spellings: ['fp4', 'float4', 'e2m1', 'fp4-e2m1', 'float4-e2m1', 'e2m1fn', 'fp4-e2m1fn', 'f4e2m1fn'],
    bits: 4,
    padding: 0,
    precision: 2,
    leastExponent: -1,
    largest: 6,
    ...onlyNumbers,
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
    nearFormats(plain(text), plain),
    formats.map(({name}) => name),
  );
}

/**
 * The names of formats of which a text is a part, as `fp8` is, or a mistyped spelling. None for the name of another format,
 * such as float8_e4m3, which has infinities and is not float8_e4m3fn.
 */
function nearFormats(text: string, plain: (name: string) => string): readonly string[] {
  if (/^(?:float|fp|f)(?:\d+e\d+m\d+|6(?!4))/.test(text)) return [];
  const named = formats.flatMap(({name, spellings}) =>
    [name, ...spellings].map((each) => [plain(each), name] as const),
  );
  const partly = named.filter(([spelling]) => text.length > 2 && spelling.startsWith(text));
  const near = nearest(
    text,
    named.map(([spelling]) => spelling),
  );
  const found = partly.length > 0 ? partly : near.flatMap((word) => named.filter(([spelling]) => spelling === word));
  return [...new Set(found.map(([, name]) => name))];
}

/** What an overflow becomes: an infinity, or what a format without one has for it; or the largest number. */
export type Overflow = 'ieee' | 'saturate';

/**
 * Where a result goes that lies between two numbers of the format: to the nearer one, from a tie to the even one, or
 * with `nearestAway` to the one further from 0; or to the one nearer to 0, as in hardware that drops bits.
 */
export type Direction = 'nearest' | 'nearestAway' | 'toZero';

/** How exact results become numbers of a format. */
export interface Rounding {
  readonly format: NumberFormat;
  readonly overflow: Overflow;
  /** `nearest` if absent. */
  readonly direction?: Direction | undefined;
}

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

/** The zero of a sign, as far as the format has both. */
export function zeroOf(negative: boolean, {hasNegativeZero}: NumberFormat): number {
  return negative && hasNegativeZero ? -0 : 0;
}

/** What a number beyond the largest becomes, and an infinity. */
export function overflowed(negative: boolean, format: NumberFormat, overflow: Overflow): number {
  const {largest, hasInfinity, hasNaN} = format;
  const beyond = hasInfinity ? Number.POSITIVE_INFINITY : hasNaN ? Number.NaN : largest;
  const size = overflow === 'saturate' ? largest : beyond;
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
  if (Number.isNaN(x)) return x;
  if (x === 0) return zeroOf(Object.is(x, -0), format);
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
  return value === 0 ? zeroOf(x < 0, format) : value;
}
