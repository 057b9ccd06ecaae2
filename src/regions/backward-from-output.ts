/** Runs of a gradient g that frameworks compute from the rounded output: y(1 - y) for sigmoid, 1 - y² for tanh. */

import type {Selection} from '../activations/selection.ts';
import {actError} from '../errors/errors.ts';
import {bisect} from '../exact/doubles.ts';
import {exactEvaluator} from '../exact/ladder.ts';
import type {Direction, NumberFormat} from '../exact/number-format.ts';
import {parseFormula} from '../formula/parse.ts';
import {createTrees} from '../formula/tree.ts';
import type {GradientClass} from './gradient-class.ts';
import type {Run, Runs} from './runs.ts';

/**
 * The runs of round(g(round(f(x)))) over the real line: the output is rounded to the format, the gradient is computed
 * from it and rounded again.
 *
 * For x < 0 the output rises towards the middle of its range and g rises with it; for x > 0 g falls. Rounding is
 * monotone, so the rounded gradient is monotone on each half, and its edges are found by bisection.
 * @throws ActError where no framework takes the gradient from the output
 */
export function runsFromOutput(
  selection: Selection,
  {
    threshold,
    format,
    direction,
  }: {readonly threshold: number; readonly format: NumberFormat; readonly direction?: Direction | undefined},
): Runs {
  const text = selection.activation?.outputGradient;
  if (text === undefined) throw actError('noOutputGradient', selection.label);
  const trees = createTrees();
  const rounding = {format, overflow: 'ieee', direction} as const;
  const {value, inputs, parameters} = selection;
  const output = exactEvaluator({roots: [value], inputs, parameters}, rounding);
  const gradient = exactEvaluator(
    {roots: [parseFormula(text, {trees})], inputs: ['y'], parameters: new Map()},
    rounding,
  );
  const classAt = (x: number): GradientClass => {
    const size = Math.abs(gradient(output([x]))[0] ?? Number.NaN);
    return size === 0 ? 'dead' : size < threshold ? 'small' : 'large';
  };
  const halves = [...monotoneRuns(classAt, -Number.MAX_VALUE, -0), ...monotoneRuns(classAt, 0, Number.MAX_VALUE)];
  const runs: Run[] = [];
  for (const run of halves) {
    const last = runs.at(-1);
    if (last?.size === run.size) runs[runs.length - 1] = {...last, to: run.to};
    else runs.push(run);
  }
  return {runs, certain: true, converges: () => false};
}

function monotoneRuns(classAt: (x: number) => GradientClass, from: number, to: number): readonly Run[] {
  const runs: Run[] = [];
  let start = from;
  for (let size = classAt(start); size !== classAt(to); size = classAt(start)) {
    const own = size;
    const [last, next] = bisect(start, to, (x) => classAt(x) === own);
    runs.push({from: start, to: last, size});
    start = next;
  }
  return [...runs, {from: start, to, size: classAt(to)}];
}
