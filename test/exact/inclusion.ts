/**
 * The law of enclosures: whatever numbers are chosen from the arguments, the result for them lies in the result for the
 * arguments. The numbers are exact, and their result is taken with 600 bits.
 */

import fc from 'fast-check';
import {createBigArithmetic} from '../../src/exact/big-float/arithmetic.ts';
import type {Ball, Big} from '../../src/exact/big-float/big-float.ts';
import type {DoubleDouble} from '../../src/exact/double-double/double-double.ts';
import type {Arithmetic} from '../../src/formula/arithmetic.ts';
import {integer} from './enclosures.ts';

/** An enclosure and an exact number of it. */
export interface Choice<T> {
  readonly whole: T;
  readonly chosen: Big;
}

const finest = createBigArithmetic({precision: 600, last: false});

/** m 2^e, an open ball of radius r or an exact number. */
function ball(m: bigint, e: number, r = 0n): Big {
  return m === 0n && r === 0n ? {kind: 'zero', negative: false} : {kind: 'ball', m, e, r};
}

/** Where in an enclosure: in parts of 2^-20 of its radius from the middle, often as near to an end as can be. */
const most = 2 ** 20;
const shares = (last: number) =>
  fc.oneof(fc.constantFrom(-last, last, 0), fc.integer({min: -last, max: last})).map(BigInt);
const exponents = fc.oneof(fc.integer({min: -6, max: 6}), fc.integer({min: -130, max: 45}));

/** Exact numbers, wide balls and narrow ones, some of them about 0. */
const ballsOfSize = (tops: fc.Arbitrary<number>): fc.Arbitrary<Choice<Big>> =>
  fc
    .record({
      length: fc.oneof(fc.integer({min: 1, max: 6}), fc.integer({min: 1, max: 90})),
      head: fc.bigInt({min: 0n, max: 2n ** 90n - 1n}),
      sign: fc.constantFrom(1n, -1n),
      top: tops,
      width: fc.oneof(fc.integer({min: 0, max: 4}), fc.integer({min: 0, max: 92})),
      isExact: fc.integer({min: 0, max: 9}).map((n) => n === 0),
      share: shares(most - 1),
    })
    .map(({length, head, sign, top, width, isExact, share}) => {
      const m = sign * ((1n << BigInt(length - 1)) | (head >> BigInt(91 - length)));
      const r = isExact ? 0n : 1n << BigInt(Math.max(0, length - width));
      return {whole: ball(m, top - length, r), chosen: ball((m << 20n) + r * share, top - length - 20)};
    });

const balls = ballsOfSize(exponents);

/** Balls as large or as small as powers may be. */
const farBalls = ballsOfSize(
  fc
    .tuple(fc.constantFrom(1, -1), fc.constantFrom(37, 38, 39, 40, 40.529, 41, 42, 44), fc.integer({min: -9, max: 9}))
    .map(([sign, size, beside]) => sign * Math.round(2 ** size) + beside),
);

/** Numbers beyond all balls, or below them, kept as their logarithms. */
const powers: fc.Arbitrary<Choice<Big>> = fc
  .record({
    log: balls,
    lift: fc.constantFrom(41, 42, 43, 44, 50, 60),
    sign: fc.constantFrom(1n, -1n),
    negative: fc.boolean(),
  })
  .map(({log: {whole, chosen}, lift, sign, negative}) => {
    if (whole.kind !== 'ball' || chosen.kind !== 'ball' || 2n * whole.r > size(whole.m)) return {whole, chosen};
    const top = whole.e + size(whole.m).toString(2).length;
    const far = (log: typeof whole): Big => ({
      kind: 'power',
      negative,
      log: {...log, m: sign * log.m, e: log.e + lift - top},
    });
    return {whole: far(whole), chosen: far(chosen)};
  });

export const bigChoices = fc.oneof(
  {weight: 16, arbitrary: balls},
  {weight: 1, arbitrary: farBalls},
  {weight: 3, arbitrary: powers},
);

/** Double-doubles with an error up to half of their size; the number may lie at its very end. */
export const pairChoices: fc.Arbitrary<Choice<DoubleDouble>> = fc
  .record({
    head: fc.double({min: 1, max: 2, maxExcluded: true, noNaN: true}),
    sign: fc.constantFrom(1, -1),
    top: exponents,
    low: fc.oneof(fc.constant(0), fc.double({min: -1, max: 1, noNaN: true})),
    width: fc.oneof(fc.constant(Infinity), fc.integer({min: 1, max: 30}), fc.integer({min: 1, max: 106})),
    share: shares(most),
  })
  .map(({head, sign, top, low, width, share}) => {
    const hi = sign * head * 2 ** top;
    const whole = {hi, lo: low * 2 ** (top - 53), err: Math.abs(hi) * 2 ** -width};
    const middle = (integer(whole.hi) + integer(whole.lo)) << 20n;
    return {whole, chosen: ball(middle + integer(whole.err) * share, -1094)};
  });

/** The enclosure of a double-double: nothing known, or a ball that is closed, and so a little wider. */
export function ofPair({hi, lo, err}: DoubleDouble): Big {
  if (Number.isNaN(hi) || err === Infinity) return {kind: 'unknown'};
  const m = integer(hi) + integer(lo);
  return err === 0 ? ball(m, -1074) : ball(m << 30n, -1104, (integer(err) << 30n) + 1n);
}

function size(m: bigint): bigint {
  return m < 0n ? -m : m;
}

/**
 * Whether a result can hold the real number that a finer one encloses; undefined where one of them says nothing, or
 * they are too far apart to be compared.
 */
function mayHold(coarse: Big, fine: Big): boolean | undefined {
  if (fine.kind === 'unknown') return undefined;
  // At most e^log in size.
  if (coarse.kind === 'unknown')
    return coarse.log === undefined || fine.kind !== 'power' ? undefined : reaches(coarse.log, fine.log);
  if (coarse.kind === 'nan' || fine.kind === 'nan') return coarse.kind === fine.kind;
  if (coarse.kind === 'infinity' || fine.kind === 'infinity') return coarse.kind === fine.kind;
  if (coarse.kind === 'power' && fine.kind === 'power')
    return coarse.negative === fine.negative && mayHold(coarse.log, fine.log);
  if (coarse.kind === 'ball' && fine.kind === 'power') return holdsPower(coarse, fine);
  const [a, b] = [endsOf(coarse), endsOf(fine)];
  if (a === undefined || b === undefined || Math.abs(a.e - b.e) > 20_000) return undefined;
  const e = Math.min(a.e, b.e);
  const [low, high, first, last] = [a.low << BigInt(a.e - e), a.high << BigInt(a.e - e), b.low << BigInt(b.e - e), b.high << BigInt(b.e - e)]; // biome-ignore format: one line
  // An exact number is at neither end of a ball.
  return first === last && low < high ? low < first && first < high : low <= last && first <= high;
}

/** Whether one logarithm may be as large as another. */
function reaches(coarse: Big, fine: Big): boolean | undefined {
  const [a, b] = [endsOf(coarse), endsOf(fine)];
  if (a === undefined || b === undefined || Math.abs(a.e - b.e) > 20_000) return undefined;
  const e = Math.min(a.e, b.e);
  return b.low << BigInt(b.e - e) <= a.high << BigInt(a.e - e);
}

/** Whether a ball holds a number that is known by its logarithm, as far as doubles tell. */
function holdsPower({m, e, r}: Ball, {log, negative}: Big & {readonly kind: 'power'}): boolean | undefined {
  if (log.kind !== 'ball' || log.r > size(log.m) >> 30n) return undefined;
  // Of an exact logarithm there may be more bits than a double has exponents.
  const cut = Math.max(0, size(log.m).toString(2).length - 60);
  const wanted = (Number(log.m >> BigInt(cut)) * 2 ** (log.e + cut)) / Math.LN2;
  const [low, high] = negative ? [-m - r, r - m] : [m - r, m + r];
  const exponentOf = (end: bigint) => (end <= 0n ? -Infinity : end.toString(2).length + e);
  const slack = 1 + Math.abs(wanted) * 1e-8;
  return exponentOf(low) - 1 <= wanted + slack && exponentOf(high) >= wanted - slack;
}

function endsOf(a: Big): {readonly low: bigint; readonly high: bigint; readonly e: number} | undefined {
  if (a.kind === 'zero') return {low: 0n, high: 0n, e: 0};
  return a.kind === 'ball' ? {low: a.m - a.r, high: a.m + a.r, e: a.e} : undefined;
}

export interface Law<T> {
  readonly name: string;
  readonly arithmetic: Arithmetic<T>;
  readonly enclosure: (value: T) => Big;
}

function applied<T>({unary, binary}: Arithmetic<T>, name: string, values: readonly T[]): T {
  const [a, b] = values as readonly [T, T]; // or one alone
  const [one, two] = [unary[name], binary[name]];
  return two === undefined ? (one as (a: T) => T)(a) : two(a, b); // a name of the language
}

/** The choices whose result lies outside that of their enclosures, and how many there were to be compared. */
export function broken<T>(
  {name, arithmetic, enclosure}: Law<T>,
  sample: readonly (readonly Choice<T>[])[],
): {readonly compared: number; readonly broken: readonly string[]} {
  const outcomes = sample.map((given) => {
    const result = applied(arithmetic, name, given.map(({whole}) => whole)); // biome-ignore format: one line
    const fine = applied(finest, name, given.map(({chosen}) => chosen)); // biome-ignore format: one line
    return {holds: mayHold(enclosure(result), fine), given, result, fine};
  });
  const text = (value: unknown) => JSON.stringify(value, (_, each) => (typeof each === 'bigint' ? `${each}n` : each));
  return {
    compared: outcomes.filter(({holds}) => holds !== undefined).length,
    broken: outcomes.flatMap(({holds, ...rest}) => (holds === false ? [text(rest)] : [])),
  };
}
