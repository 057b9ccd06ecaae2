/** Errors against the real value, in fractions of an ulp. */

import {derivedOf, twice} from '../activations/derivatives.ts';
import type {Selection} from '../activations/selection.ts';
import {createEvaluate, type Precision, parametersOf, type Quantity} from '../evaluation/evaluate.ts';
import {exponentOf, float64, type NumberFormat} from '../exact/number-format.ts';
import type {Node, Relation} from '../formula/tree.ts';

/** Some numbers at each x, and the correctly rounded results. */
interface Compared {
  readonly x: Float64Array;
  readonly got: Float64Array;
  readonly expected: Float64Array;
}

/** The real values of a quantity beside other numbers. */
export interface RealValues {
  /**
   * How far numbers are from f(x), in ulps of f(x), which are the distance of the numbers of the format there; within 2^-24,
   * or 2^-40 of it. NaN where one of the numbers is not finite.
   */
  readonly errors: (compared: Compared) => Float64Array;
  /** Whether f(x) is nearer to 0 than each of the numbers (-1), further from it on their side (1), or equal to them (0). */
  readonly sides: (x: Float64Array, numbers: Float64Array) => Float64Array;
}

/** Few bits, and none far behind the point, so that nearly all are settled at once. */
const short: NumberFormat = {...float64, name: 'error in ulps', precision: 40, leastExponent: -24};
/**
 * Added to errors, so that one next to 0 has no sign that would have to be found: that of Φ(x) + xφ(x) - 1 far out takes
 * thousands of bits. A number of the format `short`, to which such a sum rounds, and unlike any usual error.
 */
const offset = Math.round(0.7548776662466927 * 2 ** 24) / 2 ** 24;
const plain = {overflow: 'ieee', fast: false, parametersInFormat: false} as const;

/** Both are formulas of f and other inputs, evaluated as any other. */
export function realValuesOf(selection: Selection, quantity: Quantity, precision: Precision): RealValues {
  const {format} = precision;
  const {trees} = selection;
  const by = {value: [], gradient: ['x'], second: [twice]} as const;
  const f = derivedOf(selection, by[quantity]).roots.at(-1) ?? selection.value;
  const got = trees.variable('got');
  const of = (value: Node, inputs: readonly string[]): Selection => ({
    ...selection,
    value,
    inputs,
    parameters: parametersOf(selection, precision),
    doubles: {},
  });
  const difference = trees.call('mul', trees.call('sub', f, got), trees.variable('perUlp'));
  const error = trees.call('add', difference, trees.number(offset));
  const errorsAt = createEvaluate(of(error, ['x', 'got', 'perUlp']), [], {...plain, format: short});
  const isNegative = trees.compare('<', got, trees.number(0));
  const [minusOne, none, one] = [trees.number(-1), trees.number(0), trees.number(1)];
  const side = (below: Relation, above: Relation) =>
    trees.choose(trees.compare(below, f, got), minusOne, trees.choose(trees.compare(above, f, got), one, none));
  const sides = trees.choose(isNegative, side('>', '<'), side('<', '>'));
  const sidesAt = createEvaluate(of(sides, ['x', 'got']), [], {...plain, format: float64});

  return {
    errors({x, got: numbers, expected}) {
      const exponents = expected.map((each) => Math.min(1000, Math.max(-1000, exponentOfUlp(each, format)))); // of doubles
      const areFinite = (i: number): boolean =>
        [x, numbers, expected].every((each) => Number.isFinite(each[i] as number)); // as many
      const compared = numbers.map((each, i) => (areFinite(i) ? each : Number.NaN));
      const [found = new Float64Array()] = errorsAt([x, compared, exponents.map((each) => 2 ** -each)], x.length); // of one root
      return found.map((sum, i) => {
        const [right, exponent] = [expected[i] as number, exponents[i] as number]; // as many
        const each = sum - offset;
        const size = Math.abs(each) * 2 ** (exponent - exponentOfUlp(right, format));
        // Just below a power of two the numbers of the format are twice as dense.
        const beyond = each - (right - (numbers[i] as number)) / 2 ** exponent;
        return isPower(right, format) && Math.sign(beyond) === -Math.sign(right) ? 2 * size : size;
      });
    },
    sides: (x, numbers) => sidesAt([x, numbers], x.length)[0] ?? new Float64Array(),
  };
}

/** Of the distance of the numbers of a format at one of them. */
export function exponentOfUlp(x: number, {precision, leastExponent}: NumberFormat): number {
  return x === 0 || !Number.isFinite(x) ? leastExponent : Math.max(exponentOf(x) - precision + 1, leastExponent);
}

/** Whether the numbers below are denser than those above. */
function isPower(x: number, {precision, leastExponent}: NumberFormat): boolean {
  if (x === 0 || !Number.isFinite(x)) return false;
  const exponent = exponentOf(x);
  return Math.abs(x) === 2 ** exponent && exponent - precision + 1 > leastExponent;
}
