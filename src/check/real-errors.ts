/** Errors against the real value, in fractions of an ulp, and what they tell of how results were rounded. */

import {derivedOf, twice} from '../activations/derivatives.ts';
import type {Selection} from '../activations/selection.ts';
import {createEvaluate, type Precision, parametersOf, type Quantity} from '../evaluation/evaluate.ts';
import {exponentOf, float64, type NumberFormat} from '../exact/number-format.ts';

/** f(x) - y, correctly rounded to a few bits; NaN where one of the two is not finite. */
export type Differences = (x: Float64Array, y: Float64Array) => Float64Array;

/** Enough for an error in ulps, and few, so that nearly all are settled at once. */
const short: NumberFormat = {...float64, name: 'difference', precision: 20};

/** The exact differences of the values or derivatives of a selection and other numbers: another formula, of two inputs. */
export function differencesOf(selection: Selection, quantity: Quantity, precision: Precision): Differences {
  const {trees} = selection;
  const by = {value: [], gradient: ['x'], second: [twice]} as const;
  const {roots} = derivedOf(selection, by[quantity]);
  const value = trees.call('sub', roots.at(-1) ?? selection.value, trees.variable('y'));
  const parameters = parametersOf(selection, precision);
  const difference = {...selection, value, parameters, inputs: ['x', 'y'], doubles: {}};
  const evaluate = createEvaluate(difference, [], {
    format: short,
    overflow: 'ieee',
    fast: false,
    parametersInFormat: false,
  });
  return (x, y) => {
    const finite = y.map((each, i) => (Number.isFinite(each) && Number.isFinite(x[i] as number) ? each : Number.NaN));
    const [differences = new Float64Array()] = evaluate([x, finite], x.length); // of one root
    return differences;
  };
}

/** The error of a result in ulps of the real value: the distance of the numbers of the format there. */
export function errorInUlps(got: number, difference: number, {precision, leastExponent}: NumberFormat): number {
  const real = got + difference;
  const exponent = real === 0 ? leastExponent : Math.max(exponentOf(real) - precision + 1, leastExponent);
  return Math.abs(difference) / 2 ** exponent;
}
