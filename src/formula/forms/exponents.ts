/**
 * Exponents as sums of multiples, so that products of exponentials are one exponential: those of e^x (1 + e^-x)² are
 * x and 2 softplus(-x), since 1 + e^u is e^softplus(u).
 */

import {type Node, nodesBelow, type Trees} from '../tree.ts';
import {isSmallNumber} from './terms.ts';

/** A sum: of each part a multiple other than 0. */
export type Exponent = ReadonlyMap<Node, number>;

/** `coefficient` times softplus(`inner`). */
export interface Softplus {
  readonly inner: Exponent;
  readonly coefficient: number;
}

export interface Exponents {
  readonly of: (node: Node) => Exponent;
  readonly plus: (a: Exponent, b: Exponent, multiple?: number) => Exponent;
  readonly times: (a: Exponent, multiple: number) => Exponent;
  /** The exponent of a number above 0. */
  readonly logOf: (value: number) => Exponent;
  /** log(e^a + e^b + …) */
  readonly logOfSum: (terms: readonly Exponent[]) => Exponent;
  /** The same sum with softplus(w) - w as softplus(-w). */
  readonly apart: (exponent: Exponent) => {readonly rest: Exponent; readonly softpluses: readonly Softplus[]};
  readonly softplus: (inner: Exponent) => Exponent;
  /** u, of a part that is softplus(u). */
  readonly innerOf: (part: Node) => Exponent | undefined;
  readonly written: (exponent: Exponent) => Node;
  /** The multiple of the first part that varies; undefined where none does. */
  readonly lead: (exponent: Exponent) => {readonly part: Node; readonly multiple: number} | undefined;
  /** Multiples of logarithms of numbers, by the number. */
  readonly numbersIn: (exponent: Exponent) => ReadonlyMap<number, number>;
}

/** Longer sums are parts of their own. */
const mostParts = 12;

export function createExponents(trees: Trees): Exponents {
  const one = trees.number(1);
  const known = new Map<Node, Exponent>();
  const inners = new Map<Node, Exponent>();
  const varying = new Map<Node, boolean>();

  const varies = (node: Node): boolean => {
    const own = varying.get(node) ?? nodesBelow([node]).some(({kind}) => kind === 'variable');
    varying.set(node, own);
    return own;
  };
  const plus = (a: Exponent, b: Exponent, multiple = 1): Exponent => {
    const sum = new Map(a);
    for (const [part, own] of b) {
      const all = (sum.get(part) ?? 0) + multiple * own;
      if (all === 0) sum.delete(part);
      else sum.set(part, all);
    }
    return sum;
  };
  const none: Exponent = new Map();
  const times = (a: Exponent, multiple: number): Exponent => plus(none, a, multiple);

  const of = (node: Node): Exponent => {
    const found = known.get(node) ?? find(node);
    known.set(node, found);
    return found;
  };
  const find = (node: Node): Exponent => {
    const found = takenApart(node);
    const isExact = [...found.values()].every((multiple) => Number.isSafeInteger(multiple * 2 ** 30));
    return isExact && found.size <= mostParts ? found : new Map([[node, 1]]);
  };
  const takenApart = (node: Node): Exponent => {
    if (node.kind === 'number') return isSmallNumber(node) ? new Map([[one, node.value]]) : signed(node);
    if (node.kind !== 'call') return new Map([[node, 1]]);
    const [a, b] = node.args as [Node, Node]; // as many as the function takes
    switch (node.name) {
      case 'neg':
        return times(of(a), -1);
      case 'add':
        return plus(of(a), of(b));
      case 'sub':
        return plus(of(a), of(b), -1);
      case 'mul':
        if (isSmallNumber(a)) return times(of(b), a.value);
        if (isSmallNumber(b)) return times(of(a), b.value);
        return signed(node);
      case 'div':
        return isSmallNumber(b) && Number.isInteger(Math.log2(b.value)) ? times(of(a), 1 / b.value) : signed(node);
      case 'log':
        return a.kind === 'number' && a.value > 0 ? logOf(a.value) : new Map([[node, 1]]);
      case 'softplus':
        return softplus(of(a));
      default:
        return new Map([[node, 1]]);
    }
  };
  /** A part without its sign. */
  const signed = (node: Node): Exponent => {
    const [sign, size] = withoutSign(node);
    return size.kind === 'number' && size.value === 0 ? none : new Map([[size, sign]]);
  };
  /** Shared parts are looked at once: a product of products may hold one of them a million times. */
  const unsigned = new Map<Node, readonly [sign: number, size: Node]>();
  const withoutSign = (node: Node): readonly [sign: number, size: Node] => {
    const found = unsigned.get(node) ?? signAndSize(node);
    unsigned.set(node, found);
    return found;
  };
  const signAndSize = (node: Node): readonly [sign: number, size: Node] => {
    if (node.kind === 'number') return [node.value < 0 ? -1 : 1, trees.number(Math.abs(node.value))];
    if (node.kind !== 'call' || !['neg', 'mul', 'div'].includes(node.name)) return [1, node];
    const [first, second] = node.args.map(withoutSign) as [readonly [number, Node], readonly [number, Node]];
    if (node.name === 'neg') return [-first[0], first[1]];
    // A number stands first in a product.
    const parts = node.name === 'mul' && second[1].kind === 'number' ? [second[1], first[1]] : [first[1], second[1]];
    return [first[0] * second[0], trees.call(node.name, ...parts)];
  };

  const logOf = (value: number): Exponent => {
    const power = Math.log2(value);
    if (power === 0) return none;
    const isPower = Number.isInteger(power) && 2 ** power === value;
    return new Map([[trees.call('log', trees.number(isPower ? 2 : value)), isPower ? power : 1]]);
  };
  const lead = (exponent: Exponent) => {
    const parts = [...exponent.keys()].filter(varies);
    const part = parts.reduce<Node | undefined>((a, b) => (a === undefined || b.id < a.id ? b : a), undefined);
    return part && {part, multiple: exponent.get(part) as number};
  };
  const softplus = (inner: Exponent): Exponent => {
    if (inner.size === 0) return logOf(2);
    if ((lead(inner)?.multiple ?? 1) < 0) return plus(inner, softplus(times(inner, -1)));
    const part = trees.call('softplus', written(inner));
    inners.set(part, inner);
    return new Map([[part, 1]]);
  };
  const logOfSum = (terms: readonly Exponent[]): Exponent => {
    const leads = terms.flatMap((term) => [...term.keys()].filter(varies)).sort((a, b) => a.id - b.id);
    const compare = (a: Exponent, b: Exponent): number => {
      const part = leads.find((each) => a.get(each) !== b.get(each));
      return part === undefined ? 0 : (a.get(part) ?? 0) - (b.get(part) ?? 0);
    };
    return [...terms].sort(compare).reduceRight((sum, term) => plus(term, softplus(plus(sum, term, -1))));
  };

  const apart = (exponent: Exponent): {rest: Exponent; softpluses: readonly Softplus[]} => {
    let rest = exponent;
    const softpluses: Softplus[] = [];
    for (;;) {
      // The outermost first: what is inside it has a smaller number.
      const part = [...rest.keys()].filter((each) => inners.has(each)).sort((a, b) => b.id - a.id)[0];
      if (part === undefined) return {rest, softpluses};
      const inner = inners.get(part) as Exponent; // it has one
      const all = rest.get(part) as number; // it is in the sum
      rest = plus(rest, new Map([[part, -all]]));
      const first = lead(inner);
      const ratio = first === undefined ? 0 : (rest.get(first.part) ?? 0) / first.multiple;
      const [sign, most] = [Math.sign(all), Math.abs(all)];
      const turned = Number.isInteger(most) ? Math.min(most, Math.max(0, Math.floor(-sign * ratio))) : 0;
      rest = plus(rest, inner, sign * turned);
      if (turned > 0) softpluses.push({inner: times(inner, -1), coefficient: sign * turned});
      if (turned < most) softpluses.push({inner, coefficient: sign * (most - turned)});
    }
  };
  const multiple = (part: Node, size: number): Node => {
    if (part === one) return trees.number(size);
    return size === 1 ? part : trees.call('mul', trees.number(size), part);
  };
  const written = (exponent: Exponent): Node => {
    const {rest, softpluses} = apart(exponent);
    const parts = [
      ...rest,
      ...softpluses.map(({inner, coefficient}) => [trees.call('softplus', written(inner)), coefficient] as const),
    ];
    // A sum begins with what is added.
    parts.sort(([, a], [, b]) => Math.sign(b) - Math.sign(a));
    const [first, ...others] = parts;
    if (first === undefined) return trees.number(0);
    const start = multiple(first[0], Math.abs(first[1]));
    return others.reduce<Node>(
      (sum, [part, size]) => trees.call(size < 0 ? 'sub' : 'add', sum, multiple(part, Math.abs(size))),
      first[1] < 0 ? (start.kind === 'number' ? trees.number(-start.value) : trees.call('neg', start)) : start,
    );
  };
  const innerOf = (part: Node): Exponent | undefined => inners.get(part);
  const numbersIn = (exponent: Exponent): ReadonlyMap<number, number> =>
    new Map(
      [...exponent].flatMap(([part, size]) => {
        const [inner] = part.kind === 'call' && part.name === 'log' ? part.args : [];
        return inner?.kind === 'number' ? [[inner.value, size] as const] : [];
      }),
    );
  return {of, plus, times, logOf, logOfSum, apart, softplus, innerOf, written, lead, numbersIn};
}

/** Whether two exponents are the same sum. */
export function isSame(a: Exponent, b: Exponent): boolean {
  return a.size === b.size && [...a].every(([part, multiple]) => b.get(part) === multiple);
}
