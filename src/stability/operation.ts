/** A single operation of a formula: its exact result at numbers of a format, rounded once to that format. */

import type {Selection} from '../activations/selection.ts';
import {createEvaluate, exactDoubles} from '../evaluation/evaluate.ts';
import {type NumberFormat, roundDouble} from '../exact/number-format.ts';
import {roundHalfToEven} from '../formula/steps.ts';
import {type CallNode, createTrees} from '../formula/tree.ts';

/** The rounded results of an operation for so many rows of its operands. */
export type Operate = (operands: readonly Float64Array[], length: number) => Float64Array;

/**
 * Operations whose results in doubles, rounded once more to a narrower format, are correctly rounded: a double has more
 * than twice the bits (Figueroa 1995), and the others are exact.
 */
const inDoubles: Readonly<Record<string, (a: number, b: number) => number>> = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  sqrt: Math.sqrt,
  neg: (a) => -a,
  abs: Math.abs,
  sign: Math.sign,
  floor: Math.floor,
  round: roundHalfToEven,
  // A NaN in either operand is the result.
  max: (a, b) => (a >= b || Number.isNaN(a) ? a : b),
  min: (a, b) => (a <= b || Number.isNaN(a) ? a : b),
};

/** The operation of a node in a format. Infinities, NaN and signed zeros are as IEEE 754 has them. */
export function operationOf(node: CallNode, format: NumberFormat): Operate {
  const {name, args} = node;
  const isSquare = name === 'pow' && args[1]?.kind === 'number' && args[1].value === 2;
  const plain = isSquare ? (a: number) => a * a : inDoubles[name];
  if (plain !== undefined) {
    return ([a = new Float64Array(), b = a], length) => {
      const results = new Float64Array(length);
      for (let i = 0; i < length; i += 1)
        results[i] = roundDouble(plain(a[i] as number, b[i] as number), format, 'ieee'); // operands have as many rows
      return results;
    };
  }
  const exact = createEvaluate(functionNamed(name, args.length), [], {...exactDoubles, format});
  const rounded: Operate = (operands, length) => exact(operands, length)[0] as Float64Array; // of one root
  return name === 'pow' ? withSpecialPowers(rounded, format) : rounded;
}

/** A primitive, or a power, as a function of its operands alone. */
function functionNamed(name: string, count: number): Selection {
  const trees = createTrees();
  const inputs = Array.from({length: count}, (_, i) => `u${i + 1}`);
  const value = trees.call(name, ...inputs.map(trees.variable));
  return {label: name, formula: name, trees, value, inputs, parameters: new Map(), doubles: {}};
}

/** Powers of 0, infinity and NaN as C's pow has them, which are no limits: 1^inf is 1. */
function withSpecialPowers(rounded: Operate, format: NumberFormat): Operate {
  const isPlain = (a: number, b: number): boolean => a !== 0 && Number.isFinite(a) && Number.isFinite(b);
  return ([a = new Float64Array(), b = a], length) => {
    const base = a.slice(0, length);
    for (let i = 0; i < length; i += 1) if (!isPlain(a[i] as number, b[i] as number)) base[i] = 1;
    const exponent = b.map((each) => (Number.isFinite(each) ? each : 1));
    const results = rounded([base, exponent.subarray(0, length)], length);
    for (let i = 0; i < length; i += 1) {
      const [u, v] = [a[i] as number, b[i] as number];
      if (!isPlain(u, v)) results[i] = u === 1 || (u === -1 && Math.abs(v) === Infinity) ? 1 : roundDouble(u ** v, format, 'ieee'); // biome-ignore format: one line
    }
    return results;
  };
}
