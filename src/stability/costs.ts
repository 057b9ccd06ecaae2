/**
 * Which operation of a formula costs its digits. The cost of an operation: by how many ulps the result is off if this
 * operation alone is rounded and all others are exact. What amplifies it: the operation after it that enlarges a relative
 * error of its operand most, by its condition number |u f′(u) / f(u)|.
 */

import type {Selection} from '../activations/selection.ts';
import {exactEvaluator, toNearestDouble} from '../exact/ladder.ts';
import {lazily} from '../exact/lazily.ts';
import {float64, type NumberFormat} from '../exact/number-format.ts';
import {differentiate} from '../formula/differentiate.ts';
import {type CallNode, children, createTrees, type Node, nodesBelow, replaced} from '../formula/tree.ts';
import {differenceEvaluator} from './difference.ts';
import {inUlps, lossOf, unitAt} from './loss.ts';
import {createStepwise, isNumeric} from './stepwise.ts';

/** What the rounding of one operation costs at a point. */
export interface Cost {
  readonly operation: Node;
  readonly ulps: number;
  /** The operation that amplifies it most, and how many times larger it makes a relative error; undefined if below 4. */
  readonly amplifier: {readonly operation: Node; readonly times: number} | undefined;
}

/** A condition number from which on an operation is said to amplify. */
const leastAmplification = 4;

/** The costs of all operations of a tree of a function of one number, at any of its inputs. */
export function costsOf(
  {trees, inputs, parameters}: Pick<Selection, 'trees' | 'inputs' | 'parameters'>,
  root: Node,
  format: NumberFormat,
): (x: number) => readonly Cost[] {
  const [input = 'x'] = inputs;
  // The root is the first: where it has no value, nothing has.
  const nodes = nodesBelow([root])
    .filter(isNumeric)
    .filter((node) => node !== root && !isInput(node, input));
  const roots = [root, ...nodes];
  const exact = exactEvaluator({roots, inputs, parameters}, toNearestDouble);
  const rounded = exactEvaluator({roots, inputs, parameters}, {format, overflow: 'ieee'});
  const stepwise = createStepwise({roots: [root], inputs, parameters}, float64);
  const given = trees.variable('rounded value');
  const rests = roots.map((node) => lazily(() => restOf(node)));
  const conditions = conditionNumbers();
  const upwards = nodesBelow([root]);

  /** By how many ulps the result is off, by the exact operations after a node, for a given value of it; NaN if not known. */
  const restOf = (node: Node): ((x: number, value: number, result: number) => number) => {
    const rest = replaced(trees, root, new Map([[node, given]]));
    const variables = {inputs: [...inputs, given.name], parameters};
    if (format.precision === 53) {
      const difference = differenceEvaluator(trees, [rest, root], variables);
      return (x, value, result) => difference([x, value], unitAt(result, format));
    }
    const evaluate = exactEvaluator({roots: [rest], ...variables}, toNearestDouble);
    return (x, value, result) => inUlps((evaluate([x, value])[0] as number) - result, result, format); // of one root
  };

  /** The loss where a node alone is rounded to an infinity, or to a number after which there is no exact result. */
  const afterOverflow = (node: Node, value: number, {x, result}: {x: number; result: number}): number => {
    const steps = stepwise([Float64Array.of(x)], 1, {node, values: Float64Array.of(value)});
    return lossOf(steps.get(root.id)?.[0] as number, result, {format}).ulps;
  };

  return (x) => {
    const values = exact([x]);
    const result = values[0] as number; // the root is the first
    if (!Number.isFinite(result)) return [];
    const own = rounded([x]);
    const known = new Map(roots.map((node, i) => [node.id, values[i] as number])); // one each
    known.set(trees.variable(input).id, x);
    return roots.flatMap((operation, i): readonly Cost[] => {
      const [value, u] = [values[i] as number, own[i] as number];
      if (Number.isNaN(value) || !mayRound(operation) || (u === value && operation.kind !== 'call')) return [];
      const finite = Number.isFinite(u) ? Math.abs((rests[i] as (typeof rests)[number])()(x, u, result)) : Number.NaN; // one each
      const ulps =
        Number.isNaN(finite) && (u === 0 || !Number.isFinite(u)) ? afterOverflow(operation, u, {x, result}) : finite;
      if (!(ulps > 0)) return [];
      return [{operation, ulps, amplifier: amplifierOf(operation, known)}];
    });
  };

  function amplifierOf(operation: Node, known: ReadonlyMap<number, number>): Cost['amplifier'] {
    let best: Cost['amplifier'];
    const above = new Set([operation.id]);
    for (const node of upwards) {
      if (!isNumeric(node)) {
        if (children(node).some(({id}) => above.has(id))) above.add(node.id);
        continue;
      }
      const carrying = children(node).map(({id}) => above.has(id));
      if (!carrying.includes(true) || node === operation) continue;
      above.add(node.id);
      if (node.kind !== 'call') continue;
      const operands = node.args.map(({id}) => known.get(id) ?? Number.NaN);
      const all = conditions(node, operands, known.get(node.id) ?? Number.NaN);
      const times = Math.max(0, ...all.filter((each, j) => carrying[j] && Number.isFinite(each)));
      if (times >= leastAmplification && times > (best?.times ?? 0)) best = {operation: node, times};
    }
    return best;
  }
}

/** Operations whose results are among their operands, or always numbers of the format. */
const exactOperations: ReadonlySet<string> = new Set(['neg', 'abs', 'sign', 'max', 'min', 'floor', 'round']);

/** Whether a node may have a result that is no number of the format at operands that are. */
function mayRound(node: Node): boolean {
  return node.kind === 'call' ? !exactOperations.has(node.name) : node.kind !== 'choose';
}

function isInput(node: Node, input: string): boolean {
  return node.kind === 'variable' && node.name === input;
}

/** The condition numbers of an operation with respect to each operand, from its operands and its result. */
function conditionNumbers(): (node: CallNode, operands: readonly number[], result: number) => readonly number[] {
  const slopes = new Map<string, (operands: readonly number[]) => readonly number[]>();
  const slopesOf = ({name, args}: CallNode): ((operands: readonly number[]) => readonly number[]) => {
    const trees = createTrees();
    const inputs = args.map((_, i) => `u${i + 1}`);
    const value = trees.call(name, ...inputs.map(trees.variable));
    const roots = inputs.map((input) => differentiate(trees, value, input));
    return exactEvaluator({roots, inputs, parameters: new Map()}, toNearestDouble);
  };
  return (node, operands, result) => {
    const slope = slopes.get(node.name) ?? slopesOf(node);
    slopes.set(node.name, slope);
    if (!operands.every(Number.isFinite)) return [];
    return slope(operands).map((each, i) => Math.abs((each * (operands[i] as number)) / result)); // one each
  };
}
