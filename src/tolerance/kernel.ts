/** Kernels: what computes a function in one format and rounds the result to another. */

import {type NumberFormat, roundDouble} from '../exact/number-format.ts';
import type {Evaluation} from '../formula/arithmetic.ts';
import type {Node} from '../formula/tree.ts';
import {createStepwise} from '../stability/stepwise.ts';

/** The formats of a kernel. */
export interface KernelFormats {
  /** Of inputs and results. */
  readonly dtype: NumberFormat;
  /** In which every operation is rounded. */
  readonly compute: NumberFormat;
}

/** A kernel with a name for people. */
export interface Kernel {
  readonly name: string;
  readonly results: (x: Float64Array) => Float64Array;
}

/** A formula step by step in the format of computation, its result rounded to the other one. */
export function kernelOf(
  name: string,
  root: Node,
  {inputs, parameters, dtype, compute}: Omit<Evaluation, 'roots'> & KernelFormats,
): Kernel {
  const stepwise = createStepwise({roots: [root], inputs, parameters}, compute);
  return {
    name,
    results: (x) => (stepwise([x], x.length).get(root.id) as Float64Array).map((y) => roundDouble(y, dtype, 'ieee')), // the root is a node
  };
}
