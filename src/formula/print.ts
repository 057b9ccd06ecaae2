/** A tree as text that parses to the same tree. */

import {type Condition, children, type Node, nodesBelow} from './tree.ts';

/** How tightly each construction binds; a part that binds less than its place asks is put in parentheses. */
const binding = {choice: 0, or: 1, and: 2, not: 3, comparison: 4, sum: 5, product: 6, sign: 7, power: 8, atom: 9};

const infix: Readonly<Record<string, {symbol: string; level: number; left: number; right: number}>> = {
  add: {symbol: ' + ', level: binding.sum, left: binding.sum, right: binding.product},
  sub: {symbol: ' - ', level: binding.sum, left: binding.sum, right: binding.product},
  mul: {symbol: ' * ', level: binding.product, left: binding.product, right: binding.sign},
  div: {symbol: ' / ', level: binding.product, left: binding.product, right: binding.sign},
  pow: {symbol: '^', level: binding.power, left: binding.atom, right: binding.sign},
};

/** The formula of a tree: `x > 0 ? x : alpha * expm1(x)`. */
export function printFormula(node: Node | Condition): string {
  return print(node, binding.choice);
}

/**
 * How many numbers, names and operators the text of a tree has. The text repeats what the tree shares, so it may be too
 * long to be written although the tree is small.
 */
export function printedSize(root: Node | Condition): number {
  const sizes = new Map<number, number>();
  for (const node of nodesBelow([root])) {
    sizes.set(
      node.id,
      children(node).reduce((sum, child) => sum + (sizes.get(child.id) ?? 0), 1),
    );
  }
  return sizes.get(root.id) ?? 0;
}

function print(node: Node | Condition, place: number): string {
  const [text, level] = parts(node);
  return level < place ? `(${text})` : text;
}

function parts(node: Node | Condition): readonly [text: string, level: number] {
  switch (node.kind) {
    case 'number':
      // A negative literal can only come from differentiation; it reads back as a sign before a number.
      return [
        Object.is(node.value, -0) ? '-0' : String(node.value),
        isNegative(node.value) ? binding.sign : binding.atom,
      ];
    case 'constant':
    case 'variable':
      return [node.name, binding.atom];
    case 'choose': {
      const test = print(node.condition, binding.or);
      return [`${test} ? ${print(node.then, binding.or)} : ${print(node.otherwise, binding.choice)}`, binding.choice];
    }
    case 'compare': {
      const left = print(node.left, binding.sum);
      return [`${left} ${node.relation} ${print(node.right, binding.sum)}`, binding.comparison];
    }
    case 'not':
      return [`not ${print(node.args[0] as Condition, binding.not)}`, binding.not]; // `not` has one argument
    case 'and':
    case 'or': {
      const [left, right] = node.args as [Condition, Condition]; // both have two
      const level = binding[node.kind];
      return [`${print(left, level)} ${node.kind} ${print(right, level + 1)}`, level];
    }
    case 'call':
      return printCall(node.name, node.args);
  }
}

function printCall(name: string, args: readonly Node[]): readonly [text: string, level: number] {
  const [first, second] = args as [Node, Node]; // operators have as many arguments as they need
  if (name === 'neg') return [`-${print(first, binding.sign)}`, binding.sign];
  const operator = infix[name];
  if (operator === undefined)
    return [`${name}(${args.map((arg) => print(arg, binding.choice)).join(', ')})`, binding.atom];
  const text = `${print(first, operator.left)}${operator.symbol}${print(second, operator.right)}`;
  return [text, operator.level];
}

function isNegative(value: number): boolean {
  return value < 0 || Object.is(value, -0);
}
