/** Formulas in which a parameter is infinite, which stands for a limit that is not there: min(x, Infinity) is x. */

import type {Condition, Node, Trees} from '../tree.ts';

/** A part of a formula, or an infinity. */
type Part = Node | 1 | -1;

/** The tree without the variables that are infinite, where limits and comparisons are all that they are used for. */
export function unlimited(trees: Trees, root: Node, infinite: ReadonlySet<string>): Node {
  if (infinite.size === 0) return root;
  const made = new Map<Node, Part>();
  const part = (node: Node): Part => {
    const known = made.get(node) ?? build(node);
    made.set(node, known);
    return known;
  };
  const build = (node: Node): Part => {
    if (node.kind === 'variable') return infinite.has(node.name) ? 1 : node;
    if (node.kind === 'choose') {
      const test = truth(node.condition);
      if (typeof test === 'boolean') return part(test ? node.then : node.otherwise);
      return trees.choose(test, finite(part(node.then)), finite(part(node.otherwise)));
    }
    if (node.kind !== 'call') return node;
    const args = node.args.map(part);
    const [a, b] = args as [Part, Part]; // as many as the function takes
    if (node.name === 'neg' && typeof a === 'number') return -a as 1 | -1;
    if (node.name === 'min' || node.name === 'max') {
      const idle = node.name === 'min' ? 1 : -1;
      if (a === idle) return b;
      if (b === idle) return a;
    }
    return trees.call(node.name, ...args.map(finite));
  };
  const truth = (condition: Condition): Condition | boolean => {
    if (condition.kind === 'compare') {
      const [left, right] = [part(condition.left), part(condition.right)];
      if (typeof left !== 'number' && typeof right !== 'number') return trees.compare(condition.relation, left, right);
      const order = (typeof left === 'number' ? left : 0) - (typeof right === 'number' ? right : 0);
      if (condition.relation === '==' || condition.relation === '!=')
        return (order === 0) === (condition.relation === '==');
      const isStrict = condition.relation.length === 1;
      return condition.relation.startsWith('<') ? order < 0 || (order === 0 && !isStrict) : order > 0 || (order === 0 && !isStrict); // biome-ignore format: one line
    }
    const [first = true, second] = condition.args.map(truth);
    if (condition.kind === 'not') return typeof first === 'boolean' ? !first : trees.logic('not', first);
    const decisive = condition.kind === 'or';
    if (first === decisive || second === decisive) return decisive;
    if (typeof first === 'boolean') return second ?? first;
    return second === undefined || typeof second === 'boolean' ? first : trees.logic(condition.kind, first, second);
  };
  return finite(part(root));
}

function finite(part: Part): Node {
  if (typeof part === 'number') throw new Error('an infinite parameter is more than a limit in its formula');
  return part;
}
