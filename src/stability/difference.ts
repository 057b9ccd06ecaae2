/** Differences that are too small for doubles: of a tree at a point and a number, or of two trees, in 320 bits. */

import {createBigArithmetic} from '../exact/big-float/arithmetic.ts';
import {abs, fromNumber, top} from '../exact/big-float/big-float.ts';
import {bitLength, scale} from '../exact/number-format.ts';
import {type Evaluation, evaluator} from '../formula/arithmetic.ts';
import type {Node, Trees} from '../formula/tree.ts';

const precision = 320;

/**
 * The first tree minus the second at a point, in units of 2^unit. NaN where 320 bits do not tell it, unless it is certain to
 * be below 2^-60 units, and then 0.
 */
export function differenceEvaluator(
  trees: Trees,
  [minuend, subtrahend]: readonly [Node, Node],
  {inputs, parameters}: Pick<Evaluation, 'inputs' | 'parameters'>,
): (point: readonly number[], unit: number) => number {
  const root = trees.call('sub', minuend, subtrahend);
  const evaluate = evaluator({roots: [root], inputs, parameters}, createBigArithmetic({precision, last: false}));
  return (point, unit) => {
    const [result] = evaluate(point.map(fromNumber));
    if (result?.kind === 'zero') return 0;
    if (result?.kind !== 'ball') return Number.NaN;
    if (top(result) < unit - 60) return 0;
    const {m, e, r} = result;
    if (m === 0n || abs(m) >> 20n < r) return Number.NaN;
    const excess = Math.max(0, bitLength(abs(m)) - 60);
    return scale(Number(m >> BigInt(excess)), e + excess - unit);
  };
}
