/**
 * The rounding to a number format a second time, as far from the one in src as can be: on fractions of integers, by a
 * division with remainder, from a table of its own.
 */

/** numerator / denominator, the denominator above 0; a zero may be negative. */
export interface Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;
  readonly negative: boolean;
}

interface Shape {
  readonly precision: number;
  /** The exponent of the smallest subnormal number. */
  readonly least: number;
  readonly largest: number;
  readonly beyond: number;
  readonly unsignedZero?: true;
}

/**
 * IEEE 754-2019 table 3.5, bfloat16 as the upper half of float32, tf32 with the exponents of float32 and the precision of
 * float16, the formats of 8 and 4 bits of the Open Compute Project, and those without -0 of Graphcore and AMD.
 */
export const shapes: Readonly<Record<string, Shape>> = {
  float64: {precision: 53, least: -1074, largest: 1.7976931348623157e308, beyond: Infinity},
  float32: {precision: 24, least: -149, largest: 3.4028234663852886e38, beyond: Infinity},
  tf32: {precision: 11, least: -136, largest: 3.4011621342146535e38, beyond: Infinity},
  float16: {precision: 11, least: -24, largest: 65504, beyond: Infinity},
  bfloat16: {precision: 8, least: -133, largest: 3.3895313892515355e38, beyond: Infinity},
  float8_e4m3fn: {precision: 4, least: -9, largest: 448, beyond: NaN},
  float8_e5m2: {precision: 3, least: -16, largest: 57344, beyond: Infinity},
  float8_e4m3fnuz: {precision: 4, least: -10, largest: 240, beyond: NaN, unsignedZero: true},
  float8_e5m2fnuz: {precision: 3, least: -17, largest: 57344, beyond: NaN, unsignedZero: true},
  float4_e2m1fn: {precision: 2, least: -1, largest: 6, beyond: 6},
};

/** `-1.25e-7` as a fraction, or one of the words `inf`, `-inf`, `nan` as a number. */
export function rationalOf(text: string): Rational | number {
  if (text === 'nan') return NaN;
  if (text.endsWith('inf')) return text === 'inf' ? Infinity : -Infinity;
  const [mantissa = '', exponent = '0'] = text.split('e');
  const [whole = '', fraction = ''] = mantissa.replace('-', '').split('.');
  const digits = BigInt(whole + fraction);
  const power = Number(exponent) - fraction.length;
  const scale = 10n ** BigInt(Math.abs(power));
  const negative = text.startsWith('-');
  return power < 0
    ? {numerator: digits, denominator: scale, negative}
    : {numerator: digits * scale, denominator: 1n, negative};
}

/** m 2^e as a fraction. */
export function binaryFraction(m: bigint, e: number): Rational {
  const size = m < 0n ? -m : m;
  const scale = 2n ** BigInt(Math.abs(e));
  const negative = m < 0n;
  return e < 0 ? {numerator: size, denominator: scale, negative} : {numerator: size * scale, denominator: 1n, negative};
}

/** The number of the format nearest to a fraction, ties to even. */
export function nearestTo(exact: Rational | number, format: string): number {
  const shape = shapes[format];
  if (shape === undefined) throw new Error(`no format ${format}`);
  if (typeof exact === 'number')
    return Number.isFinite(exact) || Number.isNaN(exact) ? exact : Math.sign(exact) * shape.beyond;
  const {numerator, denominator, negative} = exact;
  const size = numerator === 0n ? 0 : nearestSize(numerator, denominator, shape);
  return negative && !(size === 0 && shape.unsignedZero) ? -size : size;
}

/** The number of the format next to a fraction on the way to 0: the largest one, where the fraction is larger. */
export function towardZero({numerator, denominator, negative}: Rational, format: string): number {
  const shape = shapes[format];
  if (shape === undefined) throw new Error(`no format ${format}`);
  const size = numerator === 0n ? 0 : sizeBelow(numerator, denominator, shape);
  return negative && !(size === 0 && shape.unsignedZero) ? -size : size;
}

function sizeBelow(numerator: bigint, denominator: bigint, shape: Shape): number {
  const {exponent, below, unit} = divided(numerator, denominator, shape);
  return exponent > 1023 ? shape.largest : Math.min(shape.largest, Number(below) * 2 ** unit);
}

function nearestSize(numerator: bigint, denominator: bigint, shape: Shape): number {
  const {exponent, below, rest, divisor, unit} = divided(numerator, denominator, shape);
  const up = 2n * rest > divisor || (2n * rest === divisor && below % 2n === 1n);
  // More than 1024 binary places before the point: beyond every format, and beyond what a double can be scaled by.
  if (exponent > 1023) return shape.beyond;
  const size = Number(up ? below + 1n : below) * 2 ** unit;
  return size > shape.largest ? shape.beyond : size;
}

/** A fraction in units of the last place, and what is left over. */
function divided(numerator: bigint, denominator: bigint, shape: Shape) {
  let exponent = binaryLength(numerator) - binaryLength(denominator);
  const reaches = exponent < 0 ? numerator << BigInt(-exponent) : numerator;
  if (reaches < (exponent < 0 ? denominator : denominator << BigInt(exponent))) exponent -= 1;
  const unit = Math.max(exponent - shape.precision + 1, shape.least);
  const dividend = unit < 0 ? numerator << BigInt(-unit) : numerator;
  const divisor = unit < 0 ? denominator : denominator << BigInt(unit);
  return {exponent, unit, divisor, below: dividend / divisor, rest: dividend % divisor};
}

function binaryLength(integer: bigint): number {
  return integer.toString(2).length;
}
