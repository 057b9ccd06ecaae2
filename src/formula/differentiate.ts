/**
 * Forward-mode differentiation over trees. A dual number here is a node and its tangent, which is a node too (undefined
 * where it is 0), so the result can be evaluated by every arithmetic, printed, and differentiated again.
 */

import {parseFormula} from './parse.ts';
import {primitives} from './primitives.ts';
import type {CallNode, Node, Trees} from './tree.ts';

type Tangent = Node | undefined;

/**
 * The derivative of a tree with respect to one of its variables. At a kink it is the derivative of the branch that the
 * formula takes; `max` and `min` take their first argument at a tie.
 */
export function differentiate(trees: Trees, root: Node, variable: string): Node {
  const tangents = new Map<number, Tangent>();
  const tangent = (node: Node): Tangent => {
    const known = tangents.get(node.id);
    if (known !== undefined || tangents.has(node.id)) return known;
    const made = derive(node);
    tangents.set(node.id, made);
    return made;
  };
  const derive = (node: Node): Tangent => {
    switch (node.kind) {
      case 'number':
      case 'constant':
        return undefined;
      case 'variable':
        return node.name === variable ? trees.number(1) : undefined;
      case 'choose':
        return choose(node.condition, tangent(node.then), tangent(node.otherwise));
      case 'call':
        return deriveCall(node);
    }
  };
  const choose = (condition: Parameters<Trees['choose']>[0], then: Tangent, otherwise: Tangent): Tangent =>
    then === otherwise ? then : trees.choose(condition, then ?? trees.number(0), otherwise ?? trees.number(0));

  const deriveCall = (node: CallNode): Tangent => {
    const [u, v] = node.args as [Node, Node]; // two for operators, max and min, else one: the parser sees to it
    const du = tangent(u);
    const dv = v === undefined ? undefined : tangent(v);
    if (du === undefined && dv === undefined) return undefined;
    switch (node.name) {
      case 'add':
        return sum(trees, du, dv);
      case 'sub':
        return sum(trees, du, negative(trees, dv));
      case 'neg':
        return negative(trees, du);
      case 'mul':
        return sum(trees, product(trees, du, v), product(trees, dv, u));
      case 'div':
        // (u' - (u/v) v') / v, which uses the quotient that is there already.
        return quotient(trees, sum(trees, du, negative(trees, product(trees, dv, node))), v);
      case 'pow':
        return sum(
          trees,
          product(trees, du, powerRule(trees, u, v)),
          product(trees, dv, product(trees, node, trees.call('log', u))),
        );
      case 'max':
        return choose(trees.compare('>=', u, v), du, dv);
      case 'min':
        return choose(trees.compare('<=', u, v), du, dv);
      default:
        return product(trees, du, ruleOf(trees, node.name, u));
    }
  };
  return tangent(root) ?? trees.number(0);
}

/** v u^(v-1) */
function powerRule(trees: Trees, u: Node, v: Node): Node {
  if (v.kind === 'number' && Number.isSafeInteger(v.value)) {
    if (v.value === 1) return trees.number(1);
    if (v.value === 2) return trees.call('mul', v, u);
    return trees.call('mul', v, trees.call('pow', u, trees.number(v.value - 1)));
  }
  return trees.call('mul', v, trees.call('pow', u, trees.call('sub', v, trees.number(1))));
}

/** A primitive's derivative at `u`, from its rule in the table of primitives. */
function ruleOf(trees: Trees, name: string, u: Node): Tangent {
  const rule = primitives.find((primitive) => primitive.name === name);
  if (rule === undefined) throw new Error(`no derivative rule for ${name}`);
  if (rule.derivative === '0') return undefined;
  return parseFormula(rule.derivative, {trees, variable: () => u});
}

function sum(trees: Trees, a: Tangent, b: Tangent): Tangent {
  if (a === undefined || b === undefined) return a ?? b;
  if (b.kind === 'call' && b.name === 'neg') return trees.call('sub', a, b.args[0] as Node); // `neg` has one argument
  return trees.call('add', a, b);
}

/** a b, where b is a factor of the chain rule; undefined where either is 0. */
function product(trees: Trees, a: Tangent, b: Tangent): Tangent {
  if (a === undefined || b === undefined) return undefined;
  if (isNumber(a, 1)) return b;
  if (isNumber(b, 1)) return a;
  if (isNumber(a, 0) || isNumber(b, 0)) return undefined;
  if (isNumber(a, -1)) return negative(trees, b);
  // A choice between 1 and 0 times a factor is a choice between the factor and 0: never 0 times an overflow.
  if (a.kind === 'choose' && (isSimple(a.then) || isSimple(a.otherwise))) {
    const then = product(trees, a.then, b) ?? trees.number(0);
    const otherwise = product(trees, a.otherwise, b) ?? trees.number(0);
    return then === otherwise ? then : trees.choose(a.condition, then, otherwise);
  }
  if (a.kind === 'call' && a.name === 'neg') return negative(trees, product(trees, a.args[0], b));
  return trees.call('mul', a, b);
}

function quotient(trees: Trees, a: Tangent, b: Node): Tangent {
  return a === undefined || isNumber(a, 0) ? undefined : trees.call('div', a, b);
}

function negative(trees: Trees, a: Tangent): Tangent {
  if (a === undefined || isNumber(a, 0)) return undefined;
  if (a.kind === 'call' && a.name === 'neg') return a.args[0];
  return a.kind === 'number' ? trees.number(-a.value) : trees.call('neg', a);
}

function isNumber(node: Node, value: number): boolean {
  return node.kind === 'number' && node.value === value;
}

function isSimple(node: Node): boolean {
  return isNumber(node, 0) || isNumber(node, 1);
}
