/** What must hold for every record; each law reports where a selection breaks it. */

import type {Activation} from '../../src/activations/activation.ts';
import {parseIntervals} from '../../src/activations/interval-notation.ts';
import {defaultsOf} from '../../src/activations/parameters.ts';
import {activationNamed, findActivation} from '../../src/activations/registry.ts';
import {fromRecord, gradientOf, type Selection} from '../../src/activations/selection.ts';
import {exactEvaluator} from '../../src/exact/ladder.ts';
import {float64} from '../../src/exact/number-format.ts';
import type {Application} from '../../src/formula/call.ts';
import {parseFormula} from '../../src/formula/parse.ts';
import type {Node} from '../../src/formula/tree.ts';
import {kinksOf} from '../../src/shape/joints/kinks.ts';

const rounding = {format: float64, overflow: 'ieee'} as const;

/** Correctly rounded values of some trees of a selection at x. */
export function exactly({inputs, parameters}: Selection, roots: readonly Node[]): (x: number) => readonly number[] {
  const evaluate = exactEvaluator({roots, inputs, parameters}, rounding);
  return (x) => evaluate([x]);
}

/** A text of the record as a tree of the selection's own family: other activations are applied at their defaults. */
export function treeOf({trees, parameters}: Selection, text: string): Node {
  const applied = ({name, args: [argument]}: Application): Node | undefined => {
    const activation = findActivation(name);
    if (activation === undefined || argument === undefined) return undefined;
    const value = (variable: string) => trees.number(activation.parameters?.[variable]?.default ?? NaN);
    const variable = (variableName: string) => (variableName === 'x' ? argument : value(variableName));
    return parseFormula(activation.formula, {trees, applied, variable});
  };
  const variable = (name: string): Node => {
    if (name !== 'x' && !parameters.has(name)) throw new Error(`unknown name ${name} in ${text}`);
    return trees.variable(name);
  };
  return parseFormula(text, {trees, applied, variable});
}

/** The next doubles to either side. */
function neighbours(x: number): readonly [below: number, above: number] {
  const bits = new BigInt64Array(Float64Array.of(x === 0 ? 0 : x).buffer);
  const step = (n: bigint) => new Float64Array(BigInt64Array.of((bits[0] ?? 0n) + n).buffer)[0] ?? NaN;
  if (x === 0) return [-5e-324, 5e-324];
  return x > 0 ? [step(-1n), step(1n)] : [step(1n), step(-1n)];
}

/** Kinks with their neighbours, ordinary numbers of no pattern, and magnitudes from the smallest to the largest. */
export function hostilePoints(selection: Selection): readonly number[] {
  const kinks = kinksOf(selection).flatMap(({x}) => [x, ...neighbours(x)]);
  // Irrational steps: no point is a round number.
  const ordinary = Array.from({length: 60}, (_, i) => (i - 29.5) * 0.3183098861837907);
  const sizes = [5e-324, 1e-310, 1e-300, 1e-160, 1e-20, 1e-8, 1e-3, 12.3, 38.5, 90, 300, 708.5, 745.5, 1e4];
  const huge = [1e8, 1e16, 1e100, 1e155, 1e300, Number.MAX_VALUE];
  const both = [...sizes, ...huge].flatMap((size) => [-size, size]);
  return [...new Set([...kinks, 0, ...ordinary, ...both])].sort((a, b) => a - b);
}

/** The same without the kinks themselves and what lies within a thousandth of them. */
export function smoothPoints(selection: Selection): readonly number[] {
  const kinks = kinksOf(selection).map(({x}) => x);
  return hostilePoints(selection).filter((x) => kinks.every((kink) => Math.abs(x - kink) > 1e-3));
}

/** Where another tree is not the same number as the first, to the last digit; a zero may have either sign. */
export function differences(
  selection: Selection,
  [first, second]: readonly [Node, Node],
  points: readonly number[],
): readonly string[] {
  const evaluate = exactly(selection, [first, second]);
  return points.flatMap((x) => {
    const [a, b] = evaluate(x);
    return a === b || (Number.isNaN(a) && Number.isNaN(b)) ? [] : [`${selection.label} at ${x}: ${a} and ${b}`];
  });
}

/** Where a value at ±1e300 or beyond contradicts the limit at infinity. */
export function limitMistakes(selection: Selection): readonly string[] {
  const evaluate = exactly(selection, [selection.value, gradientOf(selection, 'x')]);
  return [-1, 1].flatMap((sign) => {
    const [limits, here, there] = [Infinity, 1e300, Number.MAX_VALUE].map((size) => evaluate(sign * size));
    return [0, 1].flatMap((i) => {
      const [limit = NaN, near = NaN, far = NaN] = [limits?.[i], here?.[i], there?.[i]];
      const place = `${selection.label}${i === 0 ? '' : "'"}(${sign > 0 ? '' : '-'}inf) is ${limit}, but ${near} at 1e300`;
      // Without a limit nothing can be said.
      if (Number.isNaN(limit)) return [];
      const sameSign = Object.is(Math.sign(limit), Math.sign(near)) || limit === 0;
      if (Number.isFinite(limit)) return Math.abs(near - limit) <= 1e-15 * Math.abs(limit) + 1e-140 ? [] : [place];
      return sameSign && Math.abs(near) > 600 && Math.abs(far) >= Math.abs(near) ? [] : [place];
    });
  });
}

/** Where the slope of the formula on one side of a kink is not what the value does there, a hair away. */
export function slopeMistakes(selection: Selection): readonly string[] {
  const evaluate = exactly(selection, [selection.value, gradientOf(selection, 'x')]);
  return kinksOf(selection).flatMap(({x, left, right}) =>
    [-1, 1].flatMap((side) => {
      const {value, gradient} = side < 0 ? left : right;
      if (!Number.isFinite(value)) return []; // an end of the domain, or a pole
      // f(x + h) - f(x) from this side, h a power of two: within a thousandth of the slope at such a distance.
      const h = side * 2 ** -20 * 2 ** Math.ceil(Math.log2(Math.max(1, Math.abs(x))));
      const [beside = NaN, slope = NaN] = evaluate(x + h);
      const chord = (beside - value) / h;
      const near = (a: number) => Math.abs(a - gradient) <= 1e-3 * Math.max(1, Math.abs(gradient));
      return near(chord) && near(slope) ? [] : [`${selection.label} at ${x}: ${gradient}, but ${chord} and ${slope}`];
    }),
  );
}

export interface Bounds {
  readonly low: number;
  readonly high: number;
  readonly lowClosed: boolean;
  readonly highClosed: boolean;
}

/** The intervals of a record's range, with their ends as numbers. */
function boundsOf(selection: Selection, range: string): readonly Bounds[] {
  const end = (text: string): number => {
    if (/^-?Infinity$/.test(text)) return Number(text);
    return exactly(selection, [treeOf(selection, text)])(0)[0] ?? NaN;
  };
  return parseIntervals(range).map(({from, to, fromClosed, toClosed}) => ({
    low: end(from),
    high: end(to),
    lowClosed: fromClosed,
    highClosed: toClosed,
  }));
}

const dense = Array.from({length: 641}, (_, i) => (i - 320) / 32);

/** Where the gradient changes its sign, to the last double. */
function extrema(selection: Selection): readonly number[] {
  const slope = exactly(selection, [gradientOf(selection, 'x')]);
  const signs = dense.map((x) => Math.sign(slope(x)[0] ?? NaN));
  return dense.slice(1).flatMap((above, i) => {
    let [low, high] = [dense[i] ?? NaN, above];
    if (!((signs[i] ?? 0) * (signs[i + 1] ?? 0) < 0)) return [];
    for (let middle = (low + high) / 2; middle > low && middle < high; middle = (low + high) / 2) {
      if (Math.sign(slope(middle)[0] ?? NaN) === signs[i]) low = middle;
      else high = middle;
    }
    return [low, high];
  });
}

/** Values outside a range, and ends of it that no value comes near. */
export function rangeMistakes(selection: Selection, range: string): readonly string[] {
  const bounds = boundsOf(selection, range);
  const evaluate = exactly(selection, [selection.value]);
  const points = [...hostilePoints(selection), ...dense, ...extrema(selection), -Infinity, Infinity];
  const values = points.flatMap((x) => {
    const [value = NaN] = evaluate(x);
    return Number.isNaN(value) ? [] : [{x, value}];
  });
  // An end that is not reached may still be the nearest double to what comes close, and the end itself is rounded.
  const slack = (end: number) => (Number.isFinite(end) ? 2 ** -51 * Math.abs(end) : 0);
  const outside = values.filter(({value}) =>
    bounds.every(({low, high}) => value < low - slack(low) || value > high + slack(high)),
  );
  const ends = bounds.flatMap(({low, high}) => [low, high]);
  const missed = ends.filter((end) => {
    if (Number.isFinite(end))
      return values.every(({value}) => Math.abs(value - end) > 2e-3 * Math.max(1, Math.abs(end)));
    return values.every(({value}) => Math.sign(value) !== Math.sign(end) || Math.abs(value) < 300);
  });
  return [
    ...outside.map(({x, value}) => `${selection.label}: ${value} at ${x} is outside ${range}`),
    ...missed.map((end) => `${selection.label}: nothing comes near ${end} of ${range}`),
  ];
}

/** Finite ends of a range that are not, to the last double, the infimum and the supremum found without the record. */
export function endMistakes(selection: Selection, range: string, found: readonly [string, string]): readonly string[] {
  const bounds = boundsOf(selection, range);
  const ends = [Math.min(...bounds.map(({low}) => low)), Math.max(...bounds.map(({high}) => high))];
  // A function that oscillates was searched near 0 only, where it does not come near an infinite end.
  const wrong = ends.map((end, i) => Number.isFinite(end) && end !== Number(found[i]));
  return ends.flatMap((end, i) =>
    wrong[i] ? [`${selection.label}: ${end} of ${range} should be ${Number(found[i])}`] : [],
  );
}

/** A record at given parameters, the others at their defaults. */
export function at(name: string, parameters: Readonly<Record<string, number>>, changes: Partial<Activation> = {}) {
  const record = {...activationNamed(name), ...changes};
  return {record, selection: fromRecord(record, new Map(Object.entries({...defaultsOf(record), ...parameters})))};
}
