/** Interval arithmetic for formulas: the result for an interval holds every value of the function on it. */

import type {Arithmetic, Ordering} from '../formula/arithmetic.ts';
import type {StepName} from '../formula/steps.ts';
import type {Bounds, Endpoints} from './endpoints.ts';

/** All numbers between two ends, both included; `nan` where the function has no value anywhere. */
export type Interval<E> = {readonly low: E; readonly high: E} | 'nan';

/** The arithmetic, with a memory of whether it could decide every branch. */
export interface IntervalArithmetic<E> extends Arithmetic<Interval<E>> {
  /** Whether a branch or a sign was undecided since the last call: then a derivative may jump within the interval. */
  readonly wasUndecided: () => boolean;
  readonly between: (low: number, high: number) => Interval<E>;
  /** The intersection of several enclosures of the same number; `nan` where all are. */
  readonly meet: (enclosures: readonly Interval<E>[]) => Interval<E>;
}

const increasing = ['exp', 'expm1', 'atan', 'sinh', 'tanh', 'erf', 'sigmoid', 'softplus', 'Phi'];
const decreasing = ['erfc'];
/** Decreasing and increasing functions of |x|. */
const evenFalling = ['sech2', 'phi'];
const evenRising = ['cosh', 'abs'];
/** Increasing functions on x > start; at the start sqrt is 0, the others -∞. */
const startingAt: Readonly<Record<string, number>> = {log: 0, log1p: -1, sqrt: 0};

/** Interval arithmetic over ends of any kind. */
export function createIntervalArithmetic<E>(ends: Endpoints<E>): IntervalArithmetic<E> {
  type I = Interval<E>;
  type Real = Exclude<I, 'nan'>;
  let undecided = false;

  const lesser = (a: E, b: E): E => (ends.compare(b, a) < 0 ? b : a);
  const greater = (a: E, b: E): E => (ends.compare(b, a) > 0 ? b : a);
  const zero = ends.from(0);
  const one = ends.from(1);
  const whole: Real = {low: ends.from(Number.NEGATIVE_INFINITY), high: ends.from(Number.POSITIVE_INFINITY)};
  const unit: Real = {low: ends.from(-1), high: one};
  const at = (a: E): Real => ({low: a, high: a});
  const of = ([low, high]: Bounds<E>): Real => ({low, high});
  const span = (a: Bounds<E>, b: Bounds<E>): Real => ({low: lesser(a[0], b[0]), high: greater(a[1], b[1])});
  const isPoint = (a: Real): boolean => ends.compare(a.low, a.high) === 0;
  const opposite = (a: Real): Real => ({low: ends.negate(a.high), high: ends.negate(a.low)});
  const negative = (a: I): I => (a === 'nan' ? a : opposite(a));
  const holdsZero = (a: Real): boolean => ends.compare(a.low, zero) <= 0 && ends.compare(a.high, zero) >= 0;

  const lifted =
    (operation: (a: Real, b: Real) => I) =>
    (a: I, b: I): I =>
      a === 'nan' || b === 'nan' ? 'nan' : operation(a, b);
  const add = lifted((a, b) => ({low: ends.add(a.low, b.low)[0], high: ends.add(a.high, b.high)[1]}));
  const corners = (operation: (a: E, b: E) => Bounds<E>, a: Real, b: Real): Real => {
    if (isPoint(b))
      return isPoint(a) ? of(operation(a.low, b.low)) : span(operation(a.low, b.low), operation(a.high, b.low));
    if (isPoint(a)) return span(operation(a.low, b.low), operation(a.low, b.high));
    const [bottom, top] = [
      span(operation(a.low, b.low), operation(a.low, b.high)),
      span(operation(a.high, b.low), operation(a.high, b.high)),
    ];
    return {low: lesser(bottom.low, top.low), high: greater(bottom.high, top.high)};
  };
  const mul = lifted((a, b) => corners(ends.mul, a, b));
  const div = lifted((a, b) => {
    if (!holdsZero(b)) return corners(ends.div, a, b);
    if (isPoint(a) && isPoint(b) && holdsZero(a)) return 'nan';
    // A pole: a derivative may jump there.
    undecided = true;
    return whole;
  });

  const compare = (a: I, b: I): Ordering => {
    if (a === 'nan' || b === 'nan') return 'unordered';
    if (ends.compare(a.high, b.low) < 0) return -1;
    if (ends.compare(a.low, b.high) > 0) return 1;
    return isPoint(a) && isPoint(b) ? 0 : 'undecided';
  };
  const hull = (a: I, b: I): I => {
    if (a === 'nan') return b;
    return b === 'nan' ? a : {low: lesser(a.low, b.low), high: greater(a.high, b.high)};
  };

  const extreme = (pick: (a: E, b: E) => E) =>
    lifted((a, b) => ({low: pick(a.low, b.low), high: pick(a.high, b.high)}));
  const real =
    (operation: (a: Real) => I) =>
    (a: I): I =>
      a === 'nan' ? a : operation(a);
  const rising = (name: string) => real((a) => ({low: ends.call(name, a.low)[0], high: ends.call(name, a.high)[1]}));
  const falling = (name: string) => real((a) => ({low: ends.call(name, a.high)[0], high: ends.call(name, a.low)[1]}));
  /** The interval of |x|. */
  const size = (a: Real): Real => {
    if (ends.compare(a.low, zero) >= 0) return a;
    if (ends.compare(a.high, zero) <= 0) return opposite(a);
    return {low: zero, high: greater(ends.negate(a.low), a.high)};
  };
  const starting = (name: string, start: number) =>
    real((a) => {
      const edge = ends.from(start);
      if (ends.compare(a.high, edge) < 0) return 'nan';
      const bottom = name === 'sqrt' ? zero : whole.low;
      const low = ends.compare(a.low, edge) <= 0 ? bottom : ends.call(name, a.low)[0];
      if (ends.compare(a.low, edge) < 0) undecided = true;
      return {low, high: ends.compare(a.high, edge) === 0 ? bottom : ends.call(name, a.high)[1]};
    });

  /** sin or cos, with the turning points between the ends; the maxima lie at `crest` + 2kπ. */
  const wave = (name: 'sin' | 'cos', crest: number) =>
    real((a) => {
      const [low, high] = [ends.near(a.low), ends.near(a.high)];
      if (!(Math.abs(low) < 1e9 && Math.abs(high) < 1e9 && high - low < 6))
        return isPoint(a) && Math.abs(low) < 1e300 ? of(ends.call(name, a.low)) : unit;
      // The ends are below 10^9 in size, so doubles count their periods to 10^-6.
      const turns = (offset: number): boolean =>
        Math.floor((low - crest - offset) / (2 * Math.PI) - 1e-6) !==
        Math.floor((high - crest - offset) / (2 * Math.PI) + 1e-6);
      const atEnds = span(ends.call(name, a.low), ends.call(name, a.high));
      return {low: turns(Math.PI) ? unit.low : atEnds.low, high: turns(0) ? one : atEnds.high};
    });
  const sin = wave('sin', Math.PI / 2);
  const cos = wave('cos', 0);
  const sign = real((a) => {
    const order = compare(a, at(zero));
    if (typeof order === 'number') return at(ends.from(order));
    undecided = true;
    return unit;
  });

  const step = (name: StepName) =>
    real((a) => {
      const [low, high] = [ends.step(name, a.low)[0], ends.step(name, a.high)[1]];
      // At a jump the derivative has no meaning.
      if (ends.compare(low, high) !== 0) undecided = true;
      return {low, high};
    });

  const wholePower = (a: Real, n: number): I => {
    if (n < 0) return div(at(one), wholePower(a, -n));
    if (n % 2 === 0 && n > 0) return repeated(size(a), n);
    return n === 0 ? at(one) : {low: lowPower(a.low, n), high: highPower(a.high, n)};
  };
  const repeated = (a: Real, n: number): Real => {
    let result = a;
    for (let i = 1; i < n; i += 1)
      result = {low: ends.mul(result.low, a.low)[0], high: ends.mul(result.high, a.high)[1]};
    return result;
  };
  const oddPower = (a: E, n: number): Real => {
    if (ends.compare(a, zero) >= 0) return repeated(at(a), n);
    return opposite(repeated(at(ends.negate(a)), n));
  };
  const lowPower = (a: E, n: number): E => oddPower(a, n).low;
  const highPower = (a: E, n: number): E => oddPower(a, n).high;
  /** a^b as e^(b log a), for a >= 0; 0 has no powers below 0. */
  const realPower = (a: Real, b: Real): I => {
    if (ends.compare(a.low, zero) <= 0 && ends.compare(b.low, zero) < 0) undecided = true;
    return unary.exp?.(mul(b, unary.log?.(a) ?? whole)) ?? whole;
  };
  const pow = lifted((a, b) => {
    const n = isPoint(b) ? ends.near(b.low) : Number.NaN;
    const isWhole = Number.isInteger(n) && ends.compare(ends.from(n), b.low) === 0;
    if (isWhole && Math.abs(n) <= 64) return wholePower(a, n);
    if (ends.compare(a.low, zero) >= 0) return realPower(a, b);
    const either = realPower(size(a), b);
    if (isWhole) return n % 2 === 0 ? either : hull(negative(either), either);
    if (isPoint(b)) return ends.compare(a.high, zero) < 0 ? 'nan' : realPower(a, b);
    // A negative number has powers of whole exponents only, which may have either sign.
    undecided = true;
    return hull(negative(either), either);
  });

  const unary: Record<string, (a: I) => I> = {
    neg: negative,
    sin,
    cos,
    tan: (a) => div(sin(a), cos(a)),
    sign,
    floor: step('floor'),
    round: step('round'),
    ...Object.fromEntries(increasing.map((name) => [name, rising(name)])),
    ...Object.fromEntries(decreasing.map((name) => [name, falling(name)])),
    ...Object.fromEntries(evenFalling.map((name) => [name, real((a) => falling(name)(size(a)))])),
    ...Object.fromEntries(
      evenRising.map((name) => [name, real((a) => (name === 'abs' ? size(a) : rising(name)(size(a))))]),
    ),
    ...Object.fromEntries(Object.entries(startingAt).map(([name, start]) => [name, starting(name, start)])),
  };

  return {
    number: (x) => at(ends.from(x)),
    constant: (name) => of(ends.constant(name)),
    nan: 'nan',
    compare,
    either: (then, otherwise) => {
      undecided = true;
      return hull(then(), otherwise());
    },
    unary,
    binary: {add, sub: (a, b) => add(a, negative(b)), mul, div, pow, max: extreme(greater), min: extreme(lesser)},
    wasUndecided: () => {
      const was = undecided;
      undecided = false;
      return was;
    },
    meet: (enclosures) => {
      const narrower = (a: I, b: I): I => {
        if (a === 'nan') return b;
        return b === 'nan' ? a : {low: greater(a.low, b.low), high: lesser(a.high, b.high)};
      };
      return enclosures.reduce(narrower, 'nan');
    },
    between: (low, high) => ({low: ends.from(low), high: ends.from(high)}),
  };
}
