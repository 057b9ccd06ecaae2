/**
 * Whether two enclosures of the same real number can both be right: a narrow one by 600 bits against that of a
 * double-double or of 140 bits. If they do not meet, one of the error bounds is wrong.
 */

import fc from 'fast-check';
import {createBigArithmetic} from '../../src/exact/big-float/arithmetic.ts';
import type {Big} from '../../src/exact/big-float/big-float.ts';
import {createDoubleDoubleArithmetic} from '../../src/exact/double-double/arithmetic.ts';
import type {DoubleDouble} from '../../src/exact/double-double/double-double.ts';
import {createWideArithmetic, type Wide} from '../../src/exact/double-double/wide.ts';
import {pairCodeOf} from '../../src/exact/straight-line/straight-line.ts';
import type {Arithmetic} from '../../src/formula/arithmetic.ts';
import {primitives} from '../../src/formula/primitives.ts';
import {createTrees, type Node} from '../../src/formula/tree.ts';

/** [low, high] 2^e, or what else is known. */
export type Interval = {readonly low: bigint; readonly high: bigint; readonly e: number} | 'nan' | 'unknown';

export const unaryNames: readonly string[] = ['neg', ...primitives.map(({name}) => name)];
export const binaryNames: readonly string[] = ['add', 'sub', 'mul', 'div', 'pow', 'max', 'min'];

/** One expression over two doubles: outer(inner(x)) or outer(first(x), second(y)). */
export interface Expression {
  readonly outer: string;
  readonly inner: readonly string[];
  readonly x: number;
  readonly y: number;
}

export interface Encloser {
  readonly name: string;
  readonly enclose: (expression: Expression) => Interval;
}

function compute<T>({unary, binary, number}: Arithmetic<T>, {outer, inner, x, y}: Expression): T {
  const apply = (name: string | undefined, value: T): T =>
    name === undefined ? value : (unary[name]?.(value) ?? value);
  const first = apply(inner[0], number(x));
  const two = binary[outer];
  return two === undefined ? apply(outer, first) : two(first, apply(inner[1], number(y)));
}

/** Balls of so many bits; `change` may spoil what they give. */
export function balls(precision: number, change: (value: Big) => Big = (value) => value): Encloser {
  const arithmetic = createBigArithmetic({precision, last: false});
  const enclose = (expression: Expression): Interval => {
    const value = change(compute(arithmetic, expression));
    if (value.kind === 'ball') return {low: value.m - value.r, high: value.m + value.r, e: value.e};
    if (value.kind === 'zero') return {low: 0n, high: 0n, e: 0};
    return value.kind === 'nan' ? 'nan' : 'unknown';
  };
  return {name: `balls of ${precision} bits`, enclose};
}

/** Double-doubles with their running error. */
export function doubleDoubles(change: (value: DoubleDouble) => DoubleDouble = (value) => value): Encloser {
  const arithmetic = createDoubleDoubleArithmetic();
  const enclose = (expression: Expression): Interval => {
    const {hi, lo, err} = change(compute(arithmetic, expression));
    // NaN stands for nothing known as well: the ladder goes on to the next rung.
    if (Number.isNaN(hi) || err === Infinity) return 'unknown';
    const [middle, radius] = [integer(hi) + integer(lo), integer(err)];
    return {low: middle - radius, high: middle + radius, e: -1074};
  };
  return {name: 'double-double', enclose};
}

/** Double-doubles with an exponent of their own. */
export function wideDoubleDoubles(change: (value: Wide) => Wide = (value) => value): Encloser {
  const arithmetic = createWideArithmetic();
  const enclose = (expression: Expression): Interval => {
    const {d, k} = change(compute(arithmetic, expression));
    if (Number.isNaN(d.hi) || d.err === Infinity) return 'unknown';
    const [middle, radius] = [integer(d.hi) + integer(d.lo), integer(d.err)];
    return {low: middle - radius, high: middle + radius, e: k - 1074};
  };
  return {name: 'wide double-double', enclose};
}

/** The same arithmetic as text that became code. */
export function pairCode(change: (value: readonly number[]) => readonly number[] = (value) => value): Encloser {
  const made = new Map<string, (x: number, y: number) => readonly number[] | undefined>();
  const enclose = (expression: Expression): Interval => {
    const {outer, inner, x, y} = expression;
    const key = [outer, ...inner].join();
    const run = made.get(key) ?? codeOf(expression);
    made.set(key, run);
    const found = run(x, y);
    const [h = Number.NaN, l = 0, e = 0] = found === undefined ? [] : change(found);
    if (!Number.isFinite(h) || !Number.isFinite(e)) return 'unknown';
    const [middle, radius] = [integer(h) + integer(l), integer(e * 1.000001)];
    return {low: middle - radius, high: middle + radius, e: -1074};
  };
  return {name: 'double-double in code', enclose};
}

function codeOf({outer, inner}: Expression): (x: number, y: number) => readonly number[] | undefined {
  const trees = createTrees();
  const [x, y] = [trees.variable('x'), trees.variable('y')];
  const apply = (name: string | undefined, node: Node): Node => (name === undefined ? node : trees.call(name, node));
  const first = apply(inner[0], x);
  const root = binaryNames.includes(outer) ? trees.call(outer, first, apply(inner[1], y)) : apply(outer, first);
  const evaluation = {roots: [root], inputs: ['x', 'y'], parameters: new Map()};
  const fill = pairCodeOf(evaluation, Number, (_, {h, l = '0', e = '0'}) => [h, l, e]);
  const outputs = [0, 0, 0].map(() => new Float64Array(1));
  return (x, y) => {
    let isGivenUp = false;
    fill([Float64Array.of(x), Float64Array.of(y)], outputs, 1, () => {
      isGivenUp = true;
    });
    return isGivenUp ? undefined : outputs.map(([part]) => part as number); // of one
  };
}

/** A double in units of 2^-1074. */
export function integer(x: number): bigint {
  const bits = new BigInt64Array(Float64Array.of(Math.abs(x)).buffer)[0] ?? 0n;
  const field = bits >> 52n;
  const size = field === 0n ? bits : ((bits & ((1n << 52n) - 1n)) | (1n << 52n)) << (field - 1n);
  return x < 0 ? -size : size;
}

/** Whether a real number can lie in both; undefined where one of them says nothing. */
function meet(a: Interval, b: Interval): boolean | undefined {
  if (a === 'unknown' || b === 'unknown') return undefined;
  if (a === 'nan' || b === 'nan') return a === b;
  // Beyond the reach of shifts nothing is compared.
  if (Math.abs(a.e - b.e) > 20000) return undefined;
  const e = Math.min(a.e, b.e);
  const [s, t] = [BigInt(a.e - e), BigInt(b.e - e)];
  return a.low << s <= b.high << t && b.low << t <= a.high << s;
}

const half = fc.integer({min: -80, max: 80}).map((k) => (k * Math.PI) / 2);
const special = fc.constantFrom(0, 1, -1, 0.5, 2, 10, -745.2, 709.7, 26.5, -0.7517915246935645, 1 + 2 ** -52);

/** Doubles of every size, many near the places where a function is 0, changes its method or overflows. */
const hostile: fc.Arbitrary<number> = fc.oneof(
  fc.double({noNaN: true, noDefaultInfinity: true}),
  fc.double({min: -40, max: 40, noNaN: true}),
  fc.double({min: -1, max: 1, noNaN: true}),
  fc.tuple(fc.oneof(half, special), fc.integer({min: -60, max: -10})).map(([x, e]) => x * (1 + 2 ** e)),
  fc.tuple(fc.constantFrom(-1, 1), fc.integer({min: -1074, max: 1023})).map(([sign, e]) => sign * 2 ** e),
  special,
);

export function expressions(outer: string, inner: readonly string[]): fc.Arbitrary<Expression> {
  return fc.record({outer: fc.constant(outer), inner: fc.constant(inner), x: hostile, y: hostile});
}

export interface Findings {
  /** How many pairs of enclosures said something. */
  readonly compared: number;
  readonly contradictions: readonly string[];
}

/** Compares an encloser with balls of 600 bits on random expressions. */
export function contradictions(encloser: Encloser, sample: readonly Expression[], reference: Encloser): Findings {
  const outcomes = sample.map((expression) => ({
    expression,
    met: meet(encloser.enclose(expression), reference.enclose(expression)),
  }));
  return {
    compared: outcomes.filter(({met}) => met !== undefined).length,
    contradictions: outcomes.flatMap(({met, expression}) => (met === false ? [JSON.stringify(expression)] : [])),
  };
}
