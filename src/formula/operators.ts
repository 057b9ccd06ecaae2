/** Operators between two operands: how tightly they bind, and what a chain of them becomes. */

import type {Condition, Node, Trees} from './tree.ts';

export type Parsed = Node | Condition;

/** The operators between two operands, each level binding tighter than the one before; the third is that of `not`. */
const binding = [['or'], ['and'], [], ['<', '<=', '>', '>=', '==', '!='], ['+', '-'], ['*', '/'], ['^']];
export const level = {not: 2, comparison: 3, power: 6};
/** The names of operators in a tree. */
const calls: Readonly<Record<string, string>> = {'+': 'add', '-': 'sub', '*': 'mul', '/': 'div', '^': 'pow'};

/** An operator and its right operand. */
export interface Link {
  readonly operator: string;
  readonly operand: Parsed;
}

/** Operators in a row that are applied one after the other; of more, halves are applied to each other. */
const longestChain = 64;

/**
 * Operators of one level applied from left to right. A long chain becomes a tree of small height, so that no walk over it
 * comes to the end of the stack. All of these operators are associative over the real numbers, in which exact results
 * are found; `max`, `min`, `and` and `or` in every arithmetic, ties and NaN included.
 */
export function applyChain(trees: Trees, left: Parsed, chain: readonly Link[]): Parsed {
  if (chain.length < longestChain) {
    return chain.reduce((sofar, {operator, operand}) => applyOperator(trees, operator, [sofar, operand]), left);
  }
  const half = chain.length >> 1;
  const {operator, operand} = chain[half] as Link; // not empty
  const before = applyChain(trees, left, chain.slice(0, half));
  const after = applyChain(trees, asFirst(trees, operator, operand), chain.slice(half + 1));
  return applyOperator(trees, {'-': '+', '/': '*'}[operator] ?? operator, [before, after]);
}

/** The operand b of a - b or a / b as one of a sum or product: -b, 1 / b. */
function asFirst(trees: Trees, operator: string, operand: Parsed): Parsed {
  const value = operand as Node; // these two operators have numbers
  if (operator === '-') return trees.call('neg', value);
  return operator === '/' ? trees.call('div', trees.number(1), value) : operand;
}

function applyOperator(trees: Trees, operator: string, operands: readonly [Parsed, Parsed]): Parsed {
  if (operator === 'and' || operator === 'or') return trees.logic(operator, ...(operands as [Condition, Condition])); // they connect conditions
  return trees.call(calls[operator] ?? operator, ...(operands as [Node, Node])); // the others connect numbers
}

/** How tightly an operator binds; -1 for other text. */
export function levelOf(operator: string): number {
  return binding.findIndex((operators) => operators.includes(operator));
}

/** Whether something that was read is true or false, and not a number. */
export function isCondition(parsed: Parsed): parsed is Condition {
  return parsed.kind === 'compare' || parsed.kind === 'and' || parsed.kind === 'or' || parsed.kind === 'not';
}
