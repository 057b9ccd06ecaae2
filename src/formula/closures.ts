/**
 * A tree as plain double functions without text that becomes code, for places that forbid it: every node is a closure.
 * What compile.ts writes out gives the same doubles, bit for bit.
 */

import {type Arithmetic, type Evaluation, evaluator, type Fill} from './arithmetic.ts';
import {doubleOperators} from './double-operators.ts';
import {doubleNamed} from './plain-doubles.ts';
import {primitives} from './primitives.ts';

/** The plain double function of some trees, as `compile` gives it. */
export function closures(evaluation: Evaluation): Fill {
  const evaluate = evaluator(evaluation, plainArithmetic());
  return (inputs, outputs, length, rescue) => {
    const write = (row: number, results: readonly number[]): void => {
      outputs.forEach((output, k) => {
        output[row] = results[k] ?? Number.NaN;
      });
    };
    for (let row = 0; row < length; row += 1) {
      const point = inputs.map((input) => input[row] as number); // all are of that length
      if (point.some(Number.isNaN)) {
        write(row, []);
      } else if (!point.every(Number.isFinite)) {
        rescue(row);
      } else {
        const results = evaluate(point);
        write(row, results);
        if (results.some(Number.isNaN)) rescue(row);
      }
    }
  };
}

/** The arithmetic of plain doubles, functions included. */
export function plainArithmetic(): Arithmetic<number> {
  const functions = Object.fromEntries(primitives.map(({name}) => [name, doubleNamed(name)]));
  // What is compared is computed before a branch is taken: NaN in it is for `rescue`.
  return {...doubleOperators, unary: {...doubleOperators.unary, ...functions}, comparesAll: true};
}
