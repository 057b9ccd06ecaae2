/** Evaluation of trees over any arithmetic: double-double, big floats with a radius, intervals, plain doubles. */

import type {CallNode, Condition, Node} from './tree.ts';
import {children, fixedTest, nodesBelow} from './tree.ts';

/** How two values compare: by sign, `unordered` where one is NaN, `undecided` where the arithmetic cannot tell. */
export type Ordering = -1 | 0 | 1 | 'unordered' | 'undecided';

/** An arithmetic on values of type T. */
export interface Arithmetic<T> {
  readonly number: (value: number) => T;
  readonly constant: (name: 'pi' | 'e') => T;
  /** `neg` and every primitive of the language. */
  readonly unary: Readonly<Record<string, (a: T) => T>>;
  /** add, sub, mul, div, pow, max, min. */
  readonly binary: Readonly<Record<string, (a: T, b: T) => T>>;
  /** Powers with a form of their own where the exponent is written as a number: `x^2` as a product. */
  readonly powers?: Readonly<Record<number, (a: T) => T>>;
  /** Of 1 - f(u) for a function f with the limit 1 a form without a difference, by the name of f; also of 1 + f(u), odd. */
  readonly complements?: Readonly<Record<string, (u: T) => T>>;
  readonly compare: (a: T, b: T) => Ordering;
  /** The value of a choice whose condition is undecided. */
  readonly either: (then: () => T, otherwise: () => T) => T;
  /** Both parts of `and` and `or` are compared, and NaN in either leaves the choice NaN; else only what decides. */
  readonly comparesAll?: true;
  readonly nan: T;
}

/** What is to be evaluated: some trees, their inputs in order, and the values of all other variables. */
export interface Evaluation {
  readonly roots: readonly Node[];
  readonly inputs: readonly string[];
  readonly parameters: ReadonlyMap<string, number>;
}

/** Fills the outputs, one array per root, for `length` rows of the inputs, one array per input. */
export type Fill = (
  inputs: readonly Float64Array[],
  outputs: readonly Float64Array[],
  length: number,
  /** Called with the number of a row that doubles cannot answer: an infinite input, or NaN from finite ones. */
  rescue: (row: number) => void,
) => void;

type Truth = boolean | 'unordered' | 'undecided';

/**
 * A function from the values of the inputs to the values of the roots. A shared node is computed once for each call, a
 * subtree without inputs once for all calls, a branch only where it is taken.
 * @throws Error for a variable without a value, or an operation that the arithmetic lacks
 */
export function evaluator<T>(
  evaluation: Evaluation,
  arithmetic: Arithmetic<T>,
): (values: readonly T[]) => readonly T[] {
  const {roots, inputs, parameters} = evaluation;
  const parents = countParents(roots);
  const isFixed = fixedTest(inputs);
  const plans = new Map<number, () => T>();
  let values: readonly T[] = [];
  let turn = 0;

  const plan = (node: Node): (() => T) => {
    const known = plans.get(node.id);
    if (known !== undefined) return known;
    const made = remember(node, compute(node));
    plans.set(node.id, made);
    return made;
  };

  const remember = (node: Node, compute: () => T): (() => T) => {
    if (node.kind === 'variable' && inputs.includes(node.name)) return compute;
    const fixed = isFixed(node);
    if (!fixed && (parents.get(node.id) ?? 0) < 2) return compute;
    let computed = -1;
    let value: T;
    return () => {
      if (computed < 0 || (!fixed && computed !== turn)) {
        value = compute();
        computed = turn;
      }
      return value;
    };
  };

  const compute = (node: Node): (() => T) => {
    switch (node.kind) {
      case 'number':
        return () => arithmetic.number(node.value);
      case 'constant':
        return () => arithmetic.constant(node.name);
      case 'variable':
        return variable(node.name);
      case 'call':
        return call(node);
      case 'choose': {
        const test = truth(node.condition);
        const [then, otherwise] = [plan(node.then), plan(node.otherwise)];
        return () => {
          const decided = test();
          if (decided === true) return then();
          if (decided === false) return otherwise();
          return decided === 'unordered' ? arithmetic.nan : arithmetic.either(then, otherwise);
        };
      }
    }
  };

  const variable = (name: string): (() => T) => {
    const index = inputs.indexOf(name);
    if (index >= 0) return () => values[index] as T; // there is a value for each input
    const value = parameters.get(name);
    if (value === undefined) throw new Error(`no value for the variable ${name}`);
    return () => arithmetic.number(value);
  };

  const call = (node: CallNode): (() => T) => {
    const complement = complementIn(node);
    if (complement !== undefined) return complement;
    const [a, b] = node.args.map(plan) as [() => T, () => T]; // as many as the operator takes
    const unary = ownPower(node) ?? arithmetic.unary[node.name];
    if (unary !== undefined) return () => unary(a());
    const binary = arithmetic.binary[node.name];
    if (binary === undefined) throw new Error(`the arithmetic has no ${node.name}`);
    return () => binary(a(), b());
  };

  const complementIn = (node: CallNode): (() => T) | undefined => {
    const found = complementOf(node);
    const complement = found && arithmetic.complements?.[found.name];
    if (found === undefined || complement === undefined) return undefined;
    const argument = plan(found.argument);
    const {neg} = arithmetic.unary as {readonly neg: (a: T) => T}; // every arithmetic has it
    return found.isOpposite ? () => complement(neg(argument())) : () => complement(argument());
  };

  const ownPower = ({name, args: [, exponent]}: CallNode): ((a: T) => T) | undefined =>
    name === 'pow' && exponent?.kind === 'number' ? arithmetic.powers?.[exponent.value] : undefined;

  const truth = (condition: Condition): (() => Truth) => {
    if (condition.kind === 'compare') {
      const [left, right] = [plan(condition.left), plan(condition.right)];
      const holds = relations[condition.relation];
      return () => {
        const ordering = arithmetic.compare(left(), right());
        return typeof ordering === 'number' ? holds(ordering) : ordering;
      };
    }
    const [first, second] = condition.args.map(truth) as [() => Truth, () => Truth]; // as many as the connective takes
    if (condition.kind === 'not') return () => negated(first());
    const decisive = condition.kind === 'or';
    if (arithmetic.comparesAll) return () => connectedOfAll(first(), second(), decisive);
    return () => connected(first(), second, decisive);
  };

  const compiled = roots.map(plan);
  return (given) => {
    values = given;
    turn += 1;
    return compiled.map((root) => root());
  };
}

/** The difference of 1 and a function of an argument, or of its opposite. */
export interface Complement {
  readonly name: string;
  readonly argument: Node;
  readonly isOpposite: boolean;
}

const oddFunctions: ReadonlySet<string> = new Set(['erf', 'tanh']);

/** The complement that a node is: 1 - f(u), or 1 + f(u) where f is odd. */
export function complementOf({name, args: [a, b]}: CallNode): Complement | undefined {
  const isOne = (node: Node | undefined): boolean => node?.kind === 'number' && node.value === 1;
  const from = isOne(a) ? b : name === 'add' && isOne(b) ? a : undefined;
  if (from?.kind !== 'call' || !(name === 'sub' || (name === 'add' && oddFunctions.has(from.name)))) return undefined;
  return {name: from.name, argument: from.args[0] as Node, isOpposite: name === 'add'}; // a function of one number
}

/** Whether a relation holds, by the sign of the difference. */
export const relations = {
  '<': (sign: number) => sign < 0,
  '<=': (sign: number) => sign <= 0,
  '>': (sign: number) => sign > 0,
  '>=': (sign: number) => sign >= 0,
  '==': (sign: number) => sign === 0,
  '!=': (sign: number) => sign !== 0,
};

function negated(truth: Truth): Truth {
  return typeof truth === 'boolean' ? !truth : truth;
}

/** `and` (decided by a false part) or `or` (decided by a true part). */
function connected(first: Truth, second: () => Truth, decisive: boolean): Truth {
  if (first === decisive || first === 'unordered') return first;
  const other = second();
  if (other === decisive || other === 'unordered') return other;
  return first === 'undecided' ? first : other;
}

/** The same where NaN counts even in a part that is not needed. */
function connectedOfAll(first: Truth, second: Truth, decisive: boolean): Truth {
  return second === 'unordered' ? second : connected(first, () => second, decisive);
}

/** How many places use each node. */
function countParents(roots: readonly Node[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  const count = (node: Node | Condition): void => {
    counts.set(node.id, (counts.get(node.id) ?? 0) + 1);
  };
  roots.forEach(count);
  for (const node of nodesBelow(roots)) children(node).forEach(count);
  return counts;
}
