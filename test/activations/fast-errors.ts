/**
 * How far the plain doubles of `--fast` are from the exact values, in units in the last place of the exact one.
 *
 * Near a zero of f (or of f') other than 0 no formula in doubles keeps its digits, as the argument itself is rounded:
 * there the unit is that of x f'(x), by which f changes if x changes by its own size. Such a zero is near if twice
 * Newton's step, of at most half of x, leads to the other sign or nearly to 0. Everywhere else, in tails that fall to 0
 * too, it is the result's own unit. Below the smallest normal number doubles lose their digits one by one, and a square
 * may overflow before its reciprocal underflows: a subnormal result is off by so many times that number.
 */

import {gradientOf, type Selection} from '../../src/activations/selection.ts';
import {createEvaluate} from '../../src/evaluation/evaluate.ts';
import {exponentOf, float64} from '../../src/exact/number-format.ts';
import {differentiate} from '../../src/formula/differentiate.ts';
import {exactly} from './laws.ts';

const leastNormal = 2 ** -1022;

export interface Worst {
  /** In units in the last place, and where. */
  readonly error: number;
  readonly x: number;
}

/** The results that are measured, by the function to be measured. */
export type Fast = (x: number) => readonly [value: number, gradient: number];

/** From -10 to 10, where networks live; and from there on, and below a thousandth, every third power of two. */
export interface Grid {
  readonly ordinary: readonly number[];
  readonly extreme: readonly number[];
}

/** Every `stride`-th point of the grid by which the errors are stated. */
export function gridOf(stride: number): Grid {
  const every = (_: unknown, i: number) => i % stride === 0;
  const ordinary = Array.from({length: 4096}, (_, i) => (i - 2047.4) / 204.8);
  // Beside the powers, and between 10 and 750 closer together: there exponentials come to their ends.
  const powers = Array.from({length: 699}, (_, i) => 1.37 * 2 ** (3 * i - 1072));
  const tails = Array.from({length: 1024}, (_, i) => 10.01 * 75 ** (i / 1023));
  const sizes = [...powers, ...tails].filter(every);
  return {ordinary: ordinary.filter(every), extreme: [...sizes, ...sizes.map((x) => -x)]};
}

/** What `--fast` computes. */
function fastOf(selection: Selection): Fast {
  const precision = {format: float64, overflow: 'ieee', fast: true, parametersInFormat: false} as const;
  const evaluate = createEvaluate(selection, ['x'], precision);
  return (x) => {
    const [values, gradients] = evaluate([Float64Array.of(x)], 1);
    return [values?.[0] ?? NaN, gradients?.[0] ?? NaN];
  };
}

/** The largest errors of value and gradient at some points. */
export function worstErrors(
  selection: Selection,
  points: readonly number[],
  fast: Fast = fastOf(selection),
): readonly [value: Worst, gradient: Worst] {
  const slope = gradientOf(selection, 'x');
  const evaluate = exactly(selection, [selection.value, slope, differentiate(selection.trees, slope, 'x')]);
  const measured = points.map((x) => ({x, exact: evaluate(x), results: fast(x)}));
  const worst = (part: 0 | 1): Worst =>
    measured.reduce<Worst>(
      (most, {x, exact, results}) => {
        const error = errorAt(evaluate, {x, part, exact, result: results[part]});
        return error > most.error ? {error, x} : most;
      },
      {error: 0, x: NaN},
    );
  return [worst(0), worst(1)];
}

interface Measured {
  readonly x: number;
  readonly part: 0 | 1;
  /** Value, gradient and its own slope. */
  readonly exact: readonly number[];
  readonly result: number;
}

function errorAt(evaluate: (x: number) => readonly number[], {x, part, exact, result}: Measured): number {
  const [value = NaN, slope = NaN] = [exact[part], exact[part + 1]];
  if (Object.is(result, value) || result === value || (Number.isNaN(value) && Number.isNaN(result))) return 0;
  if (Math.abs(value) < leastNormal && Number.isFinite(result)) return Math.abs(result - value) / leastNormal;
  // An overflow by one rounding is an error of one unit, not an infinite one.
  if (!Number.isFinite(result) || !Number.isFinite(value)) {
    const bothHuge = Math.min(Math.abs(result), Math.abs(value)) > 0.999 * Number.MAX_VALUE;
    return bothHuge && Math.sign(result) === Math.sign(value) ? 1 : Infinity;
  }
  const step = (2 * value) / slope;
  const change = Math.abs(x * slope);
  const other = evaluate(x - step)[part] ?? NaN;
  const leavesSide = Math.sign(other) !== Math.sign(value) || Math.abs(other) < Math.abs(value) / 64;
  const isNear = Math.abs(step) <= Math.abs(x) / 2 && leavesSide;
  const size = isNear && Number.isFinite(change) ? Math.max(Math.abs(value), change) : Math.abs(value);
  return Math.abs(result - value) / 2 ** (exponentOf(size) - 52);
}
