/**
 * Whether a function is odd or even, proven by its form: where f(x) and f(-x) are written in one normal form, they are
 * the same tree, or opposite ones. Between the places where a branch changes each piece is compared with the piece that
 * mirrors it.
 */

import {relations} from '../arithmetic.ts';
import {type CompareNode, copied, type Node, nodesBelow, numberIn, type Trees} from '../tree.ts';
import {signedForm} from './signed-form.ts';

export type Parity = 'odd' | 'even';

/** Larger trees are left. */
const mostNodes = 1_000;

/** A function of one number. */
interface OneNumber {
  readonly trees: Trees;
  readonly inputs: readonly string[];
  readonly parameters: ReadonlyMap<string, number>;
  readonly value: Node;
}

/** What a proof says, and the places where it says nothing: there f is to be compared by itself. */
export interface ProvenParity {
  readonly parity: Parity;
  readonly apart: readonly number[];
}

/** The parity of a function of one number; undefined where the forms do not show it, as that of log(x + sqrt(x² + 1)). */
export function provenParity({trees, inputs, parameters, value}: OneNumber): ProvenParity | undefined {
  const [input = ''] = inputs;
  if (inputs.length !== 1 || nodesBelow([value]).length > mostNodes) return undefined;
  const root = copied(trees, value, parameters);
  const conditions = nodesBelow([root]).filter((node) => node.kind === 'compare');
  const thresholds = conditions.map(thresholdIn);
  const ends = [...new Set([0, ...thresholds.flatMap((end) => (end === undefined ? [] : [Math.abs(end)]))])];
  if (thresholds.includes(undefined)) return undefined;
  ends.sort((a, b) => a - b);
  const parities = ends.map((from, i) => {
    const middle = i + 1 < ends.length ? from + ((ends[i + 1] as number) - from) / 2 : 2 * from + 1; // i + 1 is in range
    const [right, left] = ([1, -1] as const).map((mirror) =>
      signedForm(trees, root, {input, mirror, holds: (comparison) => holdsAt(comparison, mirror * middle)}),
    );
    if (right === undefined || left === undefined || right.node !== left.node) return 'none';
    if (right.node.kind === 'number' && right.node.value === 0) return 'both';
    return right.sign === left.sign ? 'even' : 'odd';
  });
  const parity = (['even', 'odd'] as const).find((each) => parities.every((own) => own === each || own === 'both'));
  return parity && {parity, apart: ends};
}

/** The c of a comparison of x, or |x|, with a number c; undefined in others. */
function thresholdIn({left, right}: {readonly left: Node; readonly right: Node}): number | undefined {
  const c = numberIn(right) ?? numberIn(left);
  const other = numberIn(right) === undefined ? right : left;
  const inner = other.kind === 'call' && (other.name === 'abs' || other.name === 'neg') ? other.args[0] : other;
  return inner?.kind === 'variable' ? c : undefined;
}

/** Whether a comparison between x or |x| and a number holds at a place. */
function holdsAt({relation, left, right}: CompareNode, x: number): boolean {
  const side = (node: Node): number => {
    const own = numberIn(node);
    if (own !== undefined) return own;
    if (node.kind !== 'call') return x;
    return node.name === 'abs' ? Math.abs(x) : -x;
  };
  return relations[relation](side(left) - side(right));
}
