/** Slices: functions of one number, which fix all other inputs of a function of several. */

import {type Node, substitute, type Trees} from '../formula/tree.ts';

/** What a slice is cut from. */
interface OfSeveral {
  readonly trees: Trees;
  readonly value: Node;
  readonly inputs: readonly string[];
  readonly parameters: ReadonlyMap<string, number>;
  readonly fixed?: ReadonlyMap<string, number>;
  readonly doubles: {readonly value?: Node; readonly gradient?: Node};
}

/**
 * The same with some inputs fixed. The only one that is left is called `x`, like every single input. A fixed input is a
 * parameter from then on; only where its own name is needed for the one that is left does its number stand in the formula.
 */
export function sliced<T extends OfSeveral>(whole: T, fixed: ReadonlyMap<string, number>): T {
  if (fixed.size === 0) return whole;
  const {trees, value, inputs, parameters, doubles} = whole;
  const free = inputs.filter((name) => !fixed.has(name));
  const [only = '', ...others] = free;
  if (others.length > 0 || only === 'x')
    return {
      ...whole,
      inputs: free,
      parameters: new Map([...parameters, ...fixed]),
      fixed,
      doubles: free.includes('x') ? doubles : {},
    };
  const x = fixed.get('x');
  const named = [...fixed].filter(([name]) => name !== 'x');
  const replacements = new Map<string, Node>([[only, trees.variable('x')]]);
  if (x !== undefined) replacements.set('x', trees.number(x));
  return {
    ...whole,
    value: substitute(trees, value, replacements),
    inputs: ['x'],
    parameters: new Map([...parameters, ...named]),
    fixed,
    doubles: {},
  };
}
