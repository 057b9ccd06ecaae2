/** Where an activation gives exactly 0, in a number format. */

import type {Selection} from '../activations/selection.ts';
import {createEvaluate} from '../evaluation/evaluate.ts';
import {bisect, nextDouble} from '../exact/doubles.ts';
import type {NumberFormat} from '../exact/number-format.ts';
import {shapeOf} from '../shape/shape.ts';

/** An interval of doubles; a closed end belongs to it. */
export interface Interval {
  readonly from: number;
  readonly to: number;
  readonly fromClosed: boolean;
  readonly toClosed: boolean;
}

/** The intervals where the output is 0, and whether there are no others. */
export interface Zeros {
  readonly zeros: readonly Interval[];
  readonly isCertain: boolean;
}

/**
 * The intervals of doubles, ends included, at which f rounds to 0 in a format; over a part of the real line, or all of
 * it. Between two turns f goes one way, and so does what it rounds to: its sign changes at most twice, which bisection
 * finds to the last double.
 */
export function zerosOf(
  selection: Selection,
  format: NumberFormat,
  over: readonly [from: number, to: number] | undefined,
): Zeros {
  const [from, to] = over ?? [-Number.MAX_VALUE, Number.MAX_VALUE];
  const {joints, extrema, plateaus, isComplete, unknown} = shapeOf(selection, over && {from, to});
  const evaluate = createEvaluate(selection, [], {
    format,
    overflow: 'saturate',
    fast: false,
    parametersInFormat: false,
  });
  const signAt = (x: number): number => Math.sign(evaluate([Float64Array.of(x)], 1)[0]?.[0] ?? Number.NaN) + 0;
  // Both neighbours too: the place itself may lie on either side of the double nearest to it.
  const places = [...joints.map(({x}) => x), ...[...extrema, ...plateaus].flatMap((part) => [part.from, part.to])]
    .filter(Number.isFinite)
    .flatMap((x) => [nextDouble(x, -1n), x, nextDouble(x)])
    .filter((x) => from < x && x < to);
  const cuts = [...new Set([from, ...places.sort((a, b) => a - b), to])];
  const zeros: Interval[] = [];
  const add = (first: number, last: number) => {
    const before = zeros.at(-1);
    if (before !== undefined && before.to >= nextDouble(first, -1n)) zeros[zeros.length - 1] = {...before, to: last};
    else zeros.push({from: first, to: last, fromClosed: true, toClosed: true});
  };
  for (const [i, low] of cuts.entries()) {
    const high = cuts[i + 1];
    const sign = signAt(low);
    if (sign === 0) add(low, low);
    if (high === undefined || nextDouble(low) === high) continue;
    const last = signAt(high);
    // The two signs differ, or f is 0 all the way between two zeros.
    const begin = sign === 0 ? low : sign === last ? undefined : bisect(low, high, (x) => signAt(x) === sign)[1];
    if (begin === undefined || signAt(begin) !== 0) continue;
    add(begin, last === 0 ? high : bisect(begin, high, (x) => signAt(x) === 0)[0]);
  }
  // Towards infinity f goes on as it does at the last double.
  const ends = zeros.map((zero) => ({
    ...zero,
    ...(over === undefined && zero.from === from ? {from: Number.NEGATIVE_INFINITY, fromClosed: false} : {}),
    ...(over === undefined && zero.to === to ? {to: Number.POSITIVE_INFINITY, toClosed: false} : {}),
  }));
  return {zeros: ends, isCertain: isComplete && unknown.length === 0};
}
