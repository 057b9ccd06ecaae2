import {expect, test} from 'vitest';
import {select} from '../../src/activations/select.ts';
import {gradientOf, type Selection} from '../../src/activations/selection.ts';
import type {Fill} from '../../src/formula/arithmetic.ts';
import {closures} from '../../src/formula/closures.ts';
import {compile} from '../../src/formula/compile.ts';
import {differentiate} from '../../src/formula/differentiate.ts';
import type {Node} from '../../src/formula/tree.ts';
import {ofOneFormula} from '../activations/of-one-number.ts';

/** Ends of the doubles and of exponentials, and some thousands of places between. */
const places = [0, 5e-324, 2.5e-308, 2 ** -1022, 1e-160, 0.35, 0.5, 1, 2, 3, 6, 37, 40, 709.8, 745.2, 1e154, 1e300];
const far = [Number.MAX_VALUE, Number.POSITIVE_INFINITY, Number.NaN];
const spread = Array.from({length: 2000}, (_, i) => ((i * 0.618033988749895) % 1) * ([0.6, 3, 12, 800][i % 4] ?? 1));
const scales = Array.from({length: 300}, (_, i) => 2 ** (i * 7 - 1074) * 1.37).filter(Number.isFinite);
const points = Float64Array.from([...places, ...far, ...spread, ...scales].flatMap((size) => [size, -size]));

/** Everything that is evaluated in plain doubles: forms for doubles, derived forms, and the second derivative. */
function rootsOf(selection: Selection): readonly Node[] {
  const {trees, value, doubles, parameters} = selection;
  const slope = gradientOf(selection, 'x');
  const stated = [doubles.value ?? value, doubles.gradient ?? slope];
  const others = [...parameters.keys()].map((name) => gradientOf(selection, name));
  return [...stated, value, slope, differentiate(trees, doubles.gradient ?? slope, 'x'), ...others];
}

type Columns = readonly Float64Array[];

/** Results of all rows, and the rows for which a rescue is called. */
function filled(fill: Fill, inputs: Columns, count: number) {
  const outputs = Array.from({length: count}, () => new Float64Array(points.length).fill(-7));
  const rescued: number[] = [];
  fill(inputs, outputs, points.length, (row) => rescued.push(row));
  return {outputs, rescued};
}

/** The first rows in which closures and written code differ, by as little as the sign of a zero. */
function differences(roots: readonly Node[], {inputs, parameters}: Selection, columns: Columns = [points]) {
  const evaluation = {roots, inputs, parameters};
  const closed = filled(closures(evaluation), columns, roots.length);
  const written = filled(compile(evaluation), columns, roots.length);
  expect(closed.rescued).toEqual(written.rescued);
  const rows = closed.outputs.flatMap((output, k) =>
    [...output].flatMap((y, row) => (Object.is(y, written.outputs[k]?.[row]) ? [] : [{k, x: points[row], y}])),
  );
  return rows.slice(0, 3);
}

function differencesIn(text: string, flags: Readonly<Record<string, string>> = {}) {
  const [selection] = select([text], new Map(Object.entries(flags)));
  if (selection === undefined) throw new Error('nothing selected');
  const all = rootsOf(selection);
  // Value and gradient also apart: NaN in one root is a rescue for all.
  return [all.slice(0, 2), all, all.slice(0, 1)].flatMap((roots) => differences(roots, selection));
}

test.each(ofOneFormula)('closures and written code give the same doubles for %s', (name) => {
  expect(differencesIn(name)).toEqual([]);
});

test.each([
  'max(x, -x, 0)',
  'min(-0, x) + 1 / max(x, 0)',
  'max(0 / x, 1)',
  'min(x, log(x))',
  'x^2 - x^3 + x^4 + x^0.5 + x^-1 + x^x + 3^x',
  '(x * exp(x))^2 / (1 + (x * exp(x))^3)',
  'sigmoid(x) + sigmoid(-x) * softplus(-x) + exp(-abs(x))',
  'tanh(x) * sech2(-x) - Phi(-x) / phi(x) + erf(x) * erfc(-x)',
  'log(x) > 1 ? x : -x',
  'x > 0 and log(x) > 1 ? x : -x',
  'x < 0 or sqrt(x) > 2 ? exp(x) : log(-x)',
  'not (x < 0 or log(x) >= 0 and x != 2) ? 1 / x : x',
  'exp(x) - exp(x) == 0 ? x : 1',
  '1 / x > 0 ? 0 : -0',
  'x * (2 > 1 ? sqrt(2) : log(0)) + pi^2 - e^3',
])('closures and written code give the same doubles for %s', (formula) => {
  expect(differencesIn(`=${formula}`)).toEqual([]);
});

test.each(['2', '3', '-0', '0.1', '-1.5'])('so they do for powers and products of a parameter that is %s', (k) => {
  expect(differencesIn('=x^k + k^x + k * x + (k > 1 ? x : k)', {k})).toEqual([]);
});

test('several inputs are handed over one by one', () => {
  const [selection] = select(['maxout:weights=[1,2;-1,0.5]'], new Map());
  if (selection === undefined) throw new Error('nothing selected');
  const columns = [points, Float64Array.from(points, (x) => 1 - x * x)];
  expect(differences([selection.value, gradientOf(selection, 'x2')], selection, columns)).toEqual([]);
});
