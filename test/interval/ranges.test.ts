import {describe, expect, test} from 'vitest';
import type {Big} from '../../src/exact/big-float/big-float.ts';
import {evaluator} from '../../src/formula/arithmetic.ts';
import {parseFormula} from '../../src/formula/parse.ts';
import {createTrees} from '../../src/formula/tree.ts';
import {createBigEndpoints, doubleEndpoints, type Endpoints} from '../../src/interval/endpoints.ts';
import {createIntervalArithmetic, type Interval} from '../../src/interval/interval-arithmetic.ts';

const {sin, cos, exp, cosh} = Math;
const inf = Number.POSITIVE_INFINITY;
const sech2 = (x: number) => 1 / cosh(x) ** 2;

type Bounds = 'nan' | readonly [number, number];

function nearest(end: number | Big): number {
  if (typeof end === 'number') return end;
  if (end.kind === 'ball') return Number(end.m) * 2 ** end.e;
  return end.kind === 'zero' ? 0 : end.kind === 'infinity' ? (end.negative ? -inf : inf) : Number.NaN;
}

/** Bounds of a formula with one x on an interval, and whether a branch was undecided. */
function boundsOn<E extends number | Big>(ends: Endpoints<E>, text: string, [from, to]: readonly [number, number]) {
  const arithmetic = createIntervalArithmetic(ends);
  const trees = createTrees();
  const bound = evaluator<Interval<E>>({roots: [parseFormula(text, {trees})], inputs: ['x'], parameters: new Map()}, arithmetic); // biome-ignore format: one line
  arithmetic.wasUndecided();
  const [found = 'nan'] = bound([arithmetic.between(from, to)]);
  const bounds: Bounds = found === 'nan' ? 'nan' : [nearest(found.low), nearest(found.high)];
  return {bounds, undecided: arithmetic.wasUndecided()};
}

/** The range of a function of one x, by calculus: its values at the ends and at the turning points between. */
const decided: readonly (readonly [string, readonly [number, number], Bounds])[] = [
  ['sin(x)', [1, 2], [sin(1), 1]],
  ['sin(x)', [2, 4], [sin(4), sin(2)]],
  ['sin(x)', [4, 5], [-1, sin(4)]],
  ['sin(x)', [-2, -1], [-1, sin(-1)]],
  ['sin(x)', [1, 5], [-1, 1]],
  ['sin(x)', [0, 7], [-1, 1]],
  ['sin(x)', [100, 100.5], [sin(100), sin(100.5)]],
  ['sin(x)', [2e9, 2e9], [sin(2e9), sin(2e9)]],
  ['cos(x)', [-1, 2], [cos(2), 1]],
  ['cos(x)', [1, 3], [cos(3), cos(1)]],
  ['cos(x)', [3, 4], [-1, cos(4)]],
  ['cos(x)', [5, 6], [cos(5), cos(6)]],
  ['cos(x)', [6, 7], [cos(7), 1]],
  ['abs(x)', [-2, 1], [0, 2]],
  ['abs(x)', [-2, -1], [1, 2]],
  ['cosh(x)', [-1, 2], [1, cosh(2)]],
  ['sech2(x)', [-1, 2], [sech2(2), 1]],
  ['sech2(x)', [-2, -1], [sech2(2), sech2(1)]],
  ['phi(x)', [-1, 0.5], [exp(-0.5) / Math.sqrt(2 * Math.PI), 1 / Math.sqrt(2 * Math.PI)]],
  ['erfc(x)', [0, inf], [0, 1]],
  ['exp(x)', [-inf, 0], [0, 1]],
  ['log(x)', [0, 2], [-inf, Math.LN2]],
  ['log(x)', [-2, -1], 'nan'],
  ['sqrt(x)', [4, 9], [2, 3]],
  ['sqrt(x)', [0, 9], [0, 3]],
  ['sqrt(x)', [-2, -1], 'nan'],
  ['log1p(x)', [-1, 0], [-inf, 0]],
  ['x^2', [-1, 2], [0, 4]],
  ['x^2', [-2, -1], [1, 4]],
  ['x^3', [-1, 2], [-1, 8]],
  ['x^5', [-2, -1], [-32, -1]],
  ['x^64', [-2, 1], [0, 2 ** 64]],
  ['x^65', [1, 2], [1, 2 ** 65]],
  ['x^66', [-2, -1], [1, 2 ** 66]],
  ['x^67', [-2, -1], [-(2 ** 67), 2 ** 67]],
  ['x^0', [-1, 2], [1, 1]],
  ['x^-1', [2, 4], [0.25, 0.5]],
  ['x^-2', [-2, -1], [0.25, 1]],
  ['x^-3', [-2, -1], [-1, -0.125]],
  ['x^0.5', [4, 9], [2, 3]],
  ['x^1.5', [0, 4], [0, 8]],
  ['x^1.5', [-4, -1], 'nan'],
  ['2^x', [-1, 3], [0.5, 8]],
  ['0.5^x', [-1, 3], [0.125, 2]],
  ['max(x, 1)', [-2, 3], [1, 3]],
  ['min(x, 1)', [-2, 3], [-2, 1]],
  ['-x', [-2, 3], [-3, 2]],
  ['x - 1', [-2, 3], [-3, 2]],
  ['2*x', [-2, 3], [-4, 6]],
  ['-2*x', [-2, 3], [-6, 4]],
  ['x/2', [-2, 3], [-1, 1.5]],
  ['1/x', [2, 4], [0.25, 0.5]],
  ['-1/x', [-4, -2], [0.25, 0.5]],
  ['0*x', [-inf, inf], [0, 0]],
  ['x < 3 ? 1 : 2', [1, 2], [1, 1]],
  ['x < 3 ? 1 : 2', [4, 5], [2, 2]],
  ['0/(x - x)', [1, 1], 'nan'],
  ['sign(x)', [1, 2], [1, 1]],
  ['sign(x)', [-2, -1], [-1, -1]],
  ['sign(x)', [0, 0], [0, 0]],
];

/** A pole, a step or the end of a domain within: what is known is what it may be on either side. */
const undecided: typeof decided = [
  ['sign(x)', [-1, 2], [-1, 1]],
  ['sign(x)', [0, 2], [-1, 1]],
  ['1/x', [-1, 2], [-inf, inf]],
  ['1/x', [0, 2], [-inf, inf]],
  ['x^-1', [-1, 1], [-inf, inf]],
  ['tan(x)', [1, 2], [-inf, inf]],
  ['sqrt(x)', [-1, 4], [0, 2]],
  ['log(x)', [-1, 2], [-inf, Math.LN2]],
  ['log1p(x)', [-2, 0], [-inf, 0]],
  ['(-2)^x', [1, 2], [-4, 4]],
  ['x < 3 ? 1 : 2', [1, 4], [1, 2]],
  ['x < 3 ? 1 : 0/0', [1, 4], [1, 1]],
];

/** Whether both ends are those of the range, and the bounds are not narrower, but for the rounding of Math's values. */
function agree(bounds: Bounds, range: Bounds): boolean {
  if (bounds === 'nan' || range === 'nan') return bounds === range;
  return bounds.every(
    (end, i) => end === range[i] || Math.abs(end - (range[i] ?? 0)) <= 1e-10 * Math.abs(range[i] ?? 0),
  );
}

describe.each([
  ['doubles', (text: string, span: readonly [number, number]) => boundsOn(doubleEndpoints, text, span)],
  ['big floats', (text: string, span: readonly [number, number]) => boundsOn(createBigEndpoints(), text, span)],
] as const)('bounds by %s of what holds x once are the range itself:', (_name, bounds) => {
  test.each(decided)('%s on %j is %j', (text, span, range) => {
    const found = bounds(text, span);
    expect(found).toEqual({bounds: found.bounds, undecided: false});
    expect(agree(found.bounds, range), `${found.bounds}`).toBe(true);
  });

  test.each(undecided)('%s on %j is undecided within %j', (text, span, range) => {
    const found = bounds(text, span);
    expect(found).toEqual({bounds: found.bounds, undecided: true});
    expect(agree(found.bounds, range), `${found.bounds}`).toBe(true);
  });
});
