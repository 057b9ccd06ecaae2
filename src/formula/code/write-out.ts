/**
 * Trees written out as straight-line JavaScript in any arithmetic: a node that several share is computed once, a branch
 * only where it is taken, and a value and its gradient that branch alike share one test.
 */

import type {CallNode, ChooseNode, CompareNode, Condition, Node} from '../tree.ts';
import {fixedTest, nodesBelow} from '../tree.ts';
import {type CodeSheet, createCodeSheet} from './sheet.ts';

/** How an arithmetic writes its values; V says by which names and literals one is known. */
export interface Language<V> {
  readonly input: (index: number) => V;
  /** The value of a tree without inputs. */
  readonly fixed: (node: Node) => V;
  /** The value of a function, which writes its arguments. */
  readonly call: (node: CallNode, write: (node: Node) => V) => V;
  /** A test of the order of two values. */
  readonly comparison: (node: CompareNode, left: V, right: V) => string;
  /** A test whether one of the operands of a condition is NaN, where that is possible; then the value is NaN. */
  readonly unordered: (operands: readonly (readonly [Node, V])[]) => string | undefined;
  /** The value of a choice without a branch, where there is such an expression. */
  readonly unbranched?: (test: string, then: V, otherwise: V) => V | undefined;
  /** A value that is one of two, and how its names are declared and set. */
  readonly either: (then: V, otherwise: V) => Either<V>;
}

export interface Either<V> {
  readonly value: V;
  readonly declared: readonly string[];
  readonly whenTrue: string;
  readonly whenFalse: string;
  readonly whenNaN: string;
}

/** The values of some trees, written on a sheet. */
export function writeOut<V>(
  roots: readonly Node[],
  inputs: readonly string[],
  made: (sheet: CodeSheet) => Language<V>,
): {readonly sheet: CodeSheet; readonly values: readonly V[]; readonly language: Language<V>} {
  const sheet = createCodeSheet();
  const language = made(sheet);
  const isFixed = fixedTest(inputs);

  const write = (node: Node): V => {
    if (isFixed(node)) return language.fixed(node);
    return sheet.once(node.id, () => {
      if (node.kind === 'choose') return branch([node])[0] as V; // one for one
      if (node.kind === 'call') return language.call(node, write);
      // Numbers, constants and parameters are fixed.
      return language.input(inputs.indexOf(node.kind === 'variable' ? node.name : ''));
    });
  };

  /** The values of several trees; of choices by the same condition together. */
  const writeAll = (nodes: readonly Node[]): readonly V[] => {
    const [first] = nodes;
    const alike = nodes.flatMap((node) =>
      node.kind === 'choose' && first?.kind === 'choose' && node.condition === first.condition ? [node] : [],
    );
    return alike.length === nodes.length && alike.length > 1 ? branch(alike) : nodes.map(write);
  };

  /** Choices by one condition. */
  const branch = (nodes: readonly ChooseNode[]): readonly V[] => {
    const {condition} = nodes[0] as ChooseNode; // there is one
    const operands = new Set(comparisons(condition).flatMap(({left, right}) => [left, right]));
    const test = truth(condition);
    const unordered = language.unordered([...operands].map((node) => [node, write(node)]));
    const then = sheet.block(() => writeAll(nodes.map((node) => node.then)));
    const otherwise = sheet.block(() => writeAll(nodes.map((node) => node.otherwise)));
    const pairs = then.value.map((value, i) => [value, otherwise.value[i] as V] as const); // as many
    const remember = (values: readonly V[]): readonly V[] => {
      for (const [i, node] of nodes.entries()) sheet.once(node.id, () => values[i] as V); // one each
      return values;
    };
    if (unordered === undefined && then.lines.length + otherwise.lines.length === 0) {
      const values = pairs.flatMap((pair) => language.unbranched?.(test, ...pair) ?? []);
      if (values.length === pairs.length) return remember(values);
    }
    const both = pairs.map((pair) => language.either(...pair));
    const block = (lines: readonly string[], set: (each: Either<V>) => string): string =>
      `{ ${[...lines, ...both.map(set)].join(' ')} }`;
    const names = both.flatMap(({declared}) => declared);
    if (names.length > 0) sheet.line(`let ${names.join(', ')};`);
    const ordered = `if (${test}) ${block(then.lines, ({whenTrue}) => whenTrue)} else ${block(otherwise.lines, ({whenFalse}) => whenFalse)}`;
    sheet.line(
      unordered === undefined ? ordered : `if (${unordered}) ${block([], ({whenNaN}) => whenNaN)} else ${ordered}`,
    );
    return remember(both.map(({value}) => value));
  };

  const truth = (condition: Condition): string => {
    if (condition.kind === 'compare')
      return language.comparison(condition, write(condition.left), write(condition.right));
    const parts = condition.args.map(truth);
    return condition.kind === 'not' ? `!${parts[0]}` : `(${parts.join(condition.kind === 'and' ? ' && ' : ' || ')})`;
  };

  return {sheet, language, values: writeAll(roots)};
}

function comparisons(condition: Condition): readonly CompareNode[] {
  return nodesBelow([condition]).flatMap((node) => (node.kind === 'compare' ? [node] : []));
}
