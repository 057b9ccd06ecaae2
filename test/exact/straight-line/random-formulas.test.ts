import {expect, test} from 'vitest';
import {derivedOf} from '../../../src/activations/derivatives.ts';
import {createBudget} from '../../../src/exact/budget.ts';
import {exactEvaluator} from '../../../src/exact/ladder.ts';
import {formats, type NumberFormat, roundDouble} from '../../../src/exact/number-format.ts';
import {straightLine} from '../../../src/exact/straight-line/straight-line.ts';
import {randomFormulas, selected} from '../../random/formulas.ts';

const plain = [0, -0, 1, -1, 0.5, 2, 30, -30, 700, -700, 1e-8, -1e-300, 1e250];
const between = Array.from({length: 20}, (_, i) => Math.sin(99 * i + 1) * 10 ** (1 - (i % 5)));

/** Rows in which the code of a formula and the interpreted ladder do not agree, and how many the code has settled. */
function disagreements(formula: string, format: NumberFormat) {
  const selection = selected(formula);
  const {roots} = derivedOf(selection, ['x']);
  const evaluation = {roots, inputs: selection.inputs, parameters: selection.parameters};
  const rounding = {format, overflow: 'ieee'} as const;
  const xs = Float64Array.from([...plain, ...between], (x) => roundDouble(x, format, 'saturate'));
  const outputs = roots.map(() => new Float64Array(xs.length));
  const rescued = new Set<number>();
  straightLine(evaluation, rounding)?.([xs], outputs, xs.length, (row) => void rescued.add(row));
  const budget = createBudget(1e6);
  const exact = exactEvaluator(evaluation, rounding, budget);
  const settled = [...xs.keys()].filter((row) => !rescued.has(row));
  const different = settled.filter((row) => {
    const wanted = exact([xs[row] as number]);
    return !budget.isSpent() && !wanted.every((value, i) => Object.is(value, outputs[i]?.[row]));
  });
  return {settled: settled.length, different: different.map((row) => `${formula} at ${xs[row]} in ${format.name}`)};
}

test('the code of random formulas gives what the interpreted ladder gives, signs of zeros included', () => {
  const found = randomFormulas(240, 20261130).flatMap((formula, i) =>
    [formats[0], formats[i % formats.length]].map((format) => disagreements(formula, format as NumberFormat)),
  );
  expect(found.flatMap(({different}) => different)).toEqual([]);
  expect(found.reduce((sum, {settled}) => sum + settled, 0)).toBeGreaterThan(8000);
});
