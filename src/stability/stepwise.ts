/**
 * A formula step by step in a format: every number, constant, parameter, operation and function is rounded once to it, as
 * by a kernel that does nothing else and whose every function is correctly rounded.
 */

import {exactEvaluator} from '../exact/ladder.ts';
import type {NumberFormat} from '../exact/number-format.ts';
import {roundDouble} from '../exact/number-format.ts';
import {type Evaluation, relations} from '../formula/arithmetic.ts';
import {type Condition, fixedTest, type Node, nodesBelow} from '../formula/tree.ts';
import {type Operate, operationOf} from './operation.ts';

/** The results of all nodes by their identity, for rows of the inputs. */
export type Steps = ReadonlyMap<number, Float64Array>;

/** A node that is given, and what it is to be in each row. */
export interface GivenNode {
  readonly node: Node;
  readonly values: Float64Array;
}

/** Evaluates for so many rows, perhaps with one node given instead of computed. */
export type Stepwise = (inputs: readonly Float64Array[], length: number, given?: GivenNode) => Steps;

/** The step-by-step evaluation of some roots in a format. Inputs are numbers of the format. */
export function createStepwise({roots, inputs, parameters}: Evaluation, format: NumberFormat): Stepwise {
  const order = nodesBelow(roots).filter(isNumeric);
  const isFixed = fixedTest(inputs);
  const operations = new Map<number, Operate>();
  for (const node of order) if (node.kind === 'call') operations.set(node.id, operationOf(node, format));
  const rounded = (value: number): number => roundDouble(value, format, 'ieee');
  const fixed = new Map<number, number>();

  const leaf = (node: Node): number => {
    if (node.kind === 'number') return rounded(node.value);
    if (node.kind === 'variable') return rounded(parameters.get(node.name) ?? Number.NaN);
    const constant = {roots: [node], inputs: [], parameters};
    return exactEvaluator(constant, {format, overflow: 'ieee'})([])[0] as number; // of one root
  };

  const compute = (node: Node, steps: Steps, length: number): Float64Array => {
    const at = (each: Node): Float64Array => steps.get(each.id) as Float64Array; // children come first
    if (node.kind === 'call') return (operations.get(node.id) as Operate)(node.args.map(at), length);
    if (node.kind !== 'choose') return new Float64Array(length).fill(leaf(node));
    const [then, otherwise] = [at(node.then), at(node.otherwise)];
    const holds = truthOf(node.condition, at);
    return Float64Array.from({length}, (_, i) => (holds(i) ? then[i] : otherwise[i]) as number); // as many rows
  };

  for (const node of order) {
    if (!isFixed(node)) continue;
    const steps = new Map([...fixed].map(([id, value]) => [id, Float64Array.of(value)]));
    fixed.set(node.id, compute(node, steps, 1)[0] as number); // of one row
  }

  return (columns, length, given) => {
    const steps = new Map<number, Float64Array>();
    for (const node of order) {
      const value = fixed.get(node.id);
      const place = node.kind === 'variable' ? inputs.indexOf(node.name) : -1;
      if (given?.node === node) steps.set(node.id, given.values);
      else if (place >= 0)
        steps.set(node.id, columns[place] as Float64Array); // one for each input
      else if (value !== undefined && (given === undefined || !isFixed(given.node)))
        steps.set(node.id, new Float64Array(length).fill(value));
      else steps.set(node.id, compute(node, steps, length));
    }
    return steps;
  };
}

/** Whether the value of a node is a number. */
export function isNumeric(node: Node | Condition): node is Node {
  return !(node.kind === 'compare' || node.kind === 'and' || node.kind === 'or' || node.kind === 'not');
}

/** Whether a condition holds in a row. As in IEEE 754, no comparison with NaN does but `!=`. */
function truthOf(condition: Condition, at: (node: Node) => Float64Array): (row: number) => boolean {
  if (condition.kind === 'compare') {
    const [left, right] = [at(condition.left), at(condition.right)];
    const holds = relations[condition.relation];
    return (row) => {
      const [a, b] = [left[row] as number, right[row] as number]; // as many rows
      if (Number.isNaN(a) || Number.isNaN(b)) return condition.relation === '!=';
      return holds(a < b ? -1 : a > b ? 1 : 0);
    };
  }
  const [first, second] = condition.args.map((each) => truthOf(each, at)) as [(row: number) => boolean, (row: number) => boolean]; // biome-ignore format: as many as the connective takes
  if (condition.kind === 'not') return (row) => !first(row);
  return condition.kind === 'and' ? (row) => first(row) && second(row) : (row) => first(row) || second(row);
}
