/** Ranges and lists of points as people write them. */

import {actError, commandLineError} from '../errors/errors.ts';
import {doubtAbout, readNumber} from '../formula/number-text.ts';

/** The interval from:to, in the order given, and the step if one is given. */
export interface Range {
  readonly text: string;
  readonly from: number;
  readonly to: number;
  readonly step: number | undefined;
  /** The same numbers exactly as written: integers over 10^places. */
  readonly exact: {
    readonly from: bigint;
    readonly to: bigint;
    readonly step: bigint | undefined;
    readonly places: number;
  };
}

/**
 * The range that `from:to` or `from:to:step` names.
 * @throws ActError for other text, numbers that are not finite, or a step that never reaches the end
 */
export function parseRange(text: string): Range {
  const parts = text.split(':').map((part) => part.trim().replaceAll('\u2212', '-'));
  if (parts.length < 2 || parts.length > 3) throw commandLineError('range', text, '');
  const values = parts.map((part) => {
    const value = readNumber(part);
    if (value === undefined) throw commandLineError('range', text, `'${part}' is not a number`);
    if (!Number.isFinite(value)) throw commandLineError('range', text, `'${part}' is not finite`);
    const doubt = doubtAbout(part, value);
    if (doubt !== undefined) throw actError('doubtful', `invalid range '${text}'`, part, doubt);
    return value;
  });
  const decimals = values.map((value, index) => exactDecimal(parts[index] ?? '', value));
  const places = Math.max(...decimals.map((decimal) => decimal.places));
  const integers = decimals.map((decimal) => decimal.digits * 10n ** BigInt(places - decimal.places));
  const [exactFrom, exactTo, exactStep] = integers as [bigint, bigint, bigint?]; // two or three parts
  const [from, to, step] = values as [number, number, number?]; // two or three parts
  if (exactStep === 0n) throw commandLineError('range', text, 'the step is 0');
  if (exactStep !== undefined && (exactTo - exactFrom) * exactStep < 0n) {
    throw commandLineError('range', text, `the step ${parts[2]} leads away from ${parts[1]}`);
  }
  return {text, from, to, step, exact: {from: exactFrom, to: exactTo, step: exactStep, places}};
}

/**
 * Points as `--at` has them: numbers such as `-1,0,inf`, or points of several coordinates, `3,0.5;1,2`.
 */
export interface PointList {
  readonly text: string;
  /** What stands between semicolons: some numbers, or the coordinates of a point. */
  readonly rows: readonly Float64Array[];
}

/**
 * The points of a list, in the order given.
 * @throws ActError where one is not a number
 */
export function parseAt(text: string): PointList {
  const number = (part: string): number => {
    const value = readNumber(part);
    if (value === undefined) throw commandLineError('at', text, part.trim());
    const doubt = doubtAbout(part, value);
    if (doubt !== undefined) throw actError('doubtful', `invalid points '${text}'`, part.trim(), doubt);
    return value;
  };
  const inner = /^\s*\[(.*)\]\s*$/s.exec(text)?.[1] ?? text;
  return {text, rows: inner.split(';').map((row) => Float64Array.from(row.split(','), number))};
}

/** A number as digits / 10^places: exactly as written or, for hexadecimal text, as the double that it names. */
export function exactDecimal(text: string, value: number): {readonly digits: bigint; readonly places: number} {
  if (Number.isSafeInteger(value) && String(value) === text) return {digits: BigInt(value), places: 0};
  const match = /^([+-]?\d*)\.?(\d*)(?:e([+-]?\d+))?$/i.exec(text);
  const exponent = Number(match?.[3] ?? '0');
  // A finite number with an exponent so large rounds to 0; its digits would fill the memory.
  if (match === null || Math.abs(exponent) > 2000) return exactDouble(value);
  const [, whole = '', fraction = ''] = match;
  const digits = BigInt(whole.replace(/^\+/, '') + fraction);
  const places = fraction.length - exponent;
  return places < 0 ? {digits: digits * 10n ** BigInt(-places), places: 0} : {digits, places};
}

/** Every double is an integer over a power of two, and so a finite decimal. */
function exactDouble(value: number): {readonly digits: bigint; readonly places: number} {
  let places = 0;
  let scaled = value;
  while (!Number.isInteger(scaled)) {
    // Doubling is exact short of an overflow, which a number with a fraction cannot reach.
    scaled *= 2;
    places += 1;
  }
  return {digits: BigInt(scaled) * 5n ** BigInt(places), places};
}
