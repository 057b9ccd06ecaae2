/**
 * A sum as a product of what its terms share and the rest: a b - a c is a (b - c), whose sign is plain where that of the
 * difference is not. Denominators are shared too, and what cancels then is left out: the derivative of x / sqrt(x² + 1)
 * is a difference of large numbers, but 1 / sqrt(x² + 1)³ in one term.
 */

import {type Node, numberIn, type Trees} from '../tree.ts';
import {combined, expanded, isSmallNumber, type Term} from './terms.ts';

/** Products with more factors in all are left as they are: a tower of 190 exponentials has a derivative of thousands. */
const mostFactors = 5_000;

/** Powers with larger exponents are factors of their own. */
const largestExponent = 6;

/**
 * The same function, sums within sums factored too; the root itself where that would take long. Where a factor has no
 * value, as 1 / x at 0, neither has the result.
 */
export function factored(trees: Trees, root: Node): Node {
  const known = new Map<number, readonly Node[]>();
  let count = 0;

  /** The factors of a product; of a sum what its terms share, and the sum of the rest. */
  const factorsOf = (node: Node): readonly Node[] => {
    const found = known.get(node.id) ?? findFactors(node);
    known.set(node.id, found);
    return found;
  };
  const findFactors = (node: Node): readonly Node[] => {
    const found = count > mostFactors ? [node] : takenApart(node);
    count += found.length;
    return found;
  };
  const takenApart = (node: Node): readonly Node[] => {
    if (node.kind === 'choose') {
      return [trees.choose(node.condition, product(factorsOf(node.then)), product(factorsOf(node.otherwise)))];
    }
    if (node.kind !== 'call') return [node];
    const [a, b] = node.args as [Node, Node]; // operators have as many as they need
    if (node.name === 'mul') return dividedOut([...factorsOf(a), ...factorsOf(b)]);
    if (node.name === 'neg') return [trees.number(-1), ...factorsOf(a)];
    if (node.name === 'div') return dividedOut([...factorsOf(a), ...factorsOf(b).map(reciprocal)]);
    if (
      node.name === 'pow' &&
      b.kind === 'number' &&
      Number.isInteger(b.value) &&
      b.value > 1 &&
      b.value <= largestExponent
    )
      return Array.from({length: b.value}, () => factorsOf(a)).flat();
    if (node.name !== 'add' && node.name !== 'sub') return [node];
    return factorsOfSum(termsOf(node).map(factorsOf));
  };

  /** The factors with a / (c + a), c a number, as 1 - c / (c + a): e^x / (e^x - 1) holds e^x only once then. */
  const dividedOut = (factors: readonly Node[]): readonly Node[] => {
    for (const factor of factors) {
      const found = numberAndRest(trees, denominatorOf(factor));
      if (found === undefined || !factors.includes(found.rest)) continue;
      const whole = trees.call('sub', trees.number(1), product([trees.number(found.number), factor]));
      const sign = found.isSubtracted ? [trees.number(-1)] : [];
      return dividedOut([...without(factors, [found.rest, factor]), ...sign, whole]);
    }
    return factors;
  };

  const reciprocal = (factor: Node): Node => {
    if (isSmallNumber(factor) && Number.isInteger(Math.log2(Math.abs(factor.value))))
      return trees.number(1 / factor.value);
    return denominatorOf(factor) ?? trees.call('div', trees.number(1), factor);
  };

  const factorsOfSum = (terms: readonly (readonly Node[])[]): readonly Node[] => {
    const shared = terms.reduce((common, factors) => common.filter(takenFrom(factors)));
    const outside = shared.filter(({kind}) => kind !== 'number');
    const rests = terms.map((factors) => without(factors, outside));
    // Each reciprocal as often as the term with most of them has it.
    const reciprocals: Node[] = [];
    for (const factors of rests) {
      const own = factors.filter((factor) => denominatorOf(factor) !== undefined);
      reciprocals.push(...without(own, reciprocals));
    }
    const whole = rests.map((factors) => timesAll(factors, reciprocals));
    const every = expanded(whole.map(termOf), termsOfFactor);
    const cancelled = combined(every);
    if (cancelled.length === every.length || cancelled.length > rests.length) return [...outside, grouped(rests)];
    const left = cancelled.map(({coefficient, factors}) => [trees.number(coefficient), ...factors]);
    return [...outside, ...reciprocals, left.length === 0 ? trees.number(0) : grouped(left)];
  };

  /** A sum, in which terms that share a factor stand together: x e^x - e^x + 1 is e^x (x - 1) + 1. */
  const grouped = (terms: readonly (readonly Node[])[]): Node => {
    const varying = terms.flatMap((factors) => [
      ...new Set(factors.filter(({kind}) => kind === 'call' || kind === 'variable')),
    ]);
    const sharers = (factor: Node): number => varying.filter((each) => each === factor).length;
    const common = varying.reduce((a, b) => (sharers(b) > sharers(a) ? b : a), varying[0] ?? trees.number(1));
    if (sharers(common) < 2) return sum(terms.map(product));
    const rest = grouped(
      terms.filter((factors) => factors.includes(common)).map((factors) => without(factors, [common])),
    );
    const others = terms.filter((factors) => !factors.includes(common));
    const together = product([common, rest]);
    return others.length === 0 ? together : sum([together, grouped(others)]);
  };

  /** The factors without their reciprocals, times the denominators of those that they lack. */
  const timesAll = (factors: readonly Node[], reciprocals: readonly Node[]): readonly Node[] => {
    const missing = without(reciprocals, factors).map((factor) => denominatorOf(factor) as Node); // each has one
    let all = without(factors, reciprocals);
    for (const denominator of missing) {
      // The square of a root, which has a value wherever its reciprocal has.
      const isRoot = denominator.kind === 'call' && denominator.name === 'sqrt' && all.includes(denominator);
      all = isRoot
        ? [...without(all, [denominator]), ...factorsOf(denominator.args[0] as Node)] // a root has one
        : [...all, denominator];
    }
    return all;
  };

  const termOf = (factors: readonly Node[]): Term => {
    const numbers = factors.filter(isSmallNumber);
    return {
      coefficient: numbers.reduce((all, {value}) => all * value, 1),
      factors: factors.filter((factor) => !isSmallNumber(factor)),
    };
  };
  /** The terms of a factor that is a sum. */
  const termsOfFactor = (factor: Node): readonly Term[] | undefined => {
    const terms = termsOf(factor);
    return terms.length < 2 ? undefined : terms.map((term) => termOf(factorsOf(term)));
  };

  /** The terms of a sum, those that are subtracted with a factor -1. */
  const termsOf = (node: Node): readonly Node[] => {
    if (node.kind !== 'call' || (node.name !== 'add' && node.name !== 'sub')) return [node];
    const [a, b] = node.args as [Node, Node]; // both have two
    return [...termsOf(a), ...termsOf(b).map((term) => (node.name === 'sub' ? trees.call('neg', term) : term))];
  };

  const product = (factors: readonly Node[]): Node => {
    const numbers = factors.flatMap((factor) => (factor.kind === 'number' ? [factor.value] : []));
    const others = factors.filter(({kind}) => kind !== 'number');
    const isNegative = numbers.filter((value) => value < 0).length % 2 === 1;
    const sizes = numbers.map(Math.abs).filter((value) => value !== 1);
    const parts = [...sizes.map((value) => trees.number(value)), ...others];
    const [first = trees.number(1), ...more] = parts;
    const size = more.reduce<Node>((left, right) => trees.call('mul', left, right), first);
    return isNegative ? trees.call('neg', size) : size;
  };
  const sum = (terms: readonly Node[]): Node =>
    terms.reduce((left, right) =>
      right.kind === 'call' && right.name === 'neg'
        ? trees.call('sub', left, right.args[0] as Node) // `neg` has one
        : trees.call('add', left, right),
    );
  const made = product(factorsOf(root));
  return count > mostFactors ? root : made;
}

/** The denominator of a reciprocal. */
function denominatorOf(node: Node): Node | undefined {
  if (node.kind !== 'call' || node.name !== 'div') return undefined;
  const [one, denominator] = node.args;
  return one?.kind === 'number' && one.value === 1 ? denominator : undefined;
}

/** A sum of a number and something else, which may be subtracted from it; e^u - 1 is written expm1(u), too. */
function numberAndRest(
  trees: Trees,
  node: Node | undefined,
): {readonly number: number; readonly rest: Node; readonly isSubtracted: boolean} | undefined {
  if (node?.kind !== 'call') return undefined;
  const [a, b] = node.args as [Node, Node]; // as many as the operator takes
  if (node.name === 'expm1') return {number: -1, rest: trees.call('exp', a), isSubtracted: false};
  if (node.name !== 'add' && node.name !== 'sub') return undefined;
  const [left, right] = [numberIn(a), numberIn(b)];
  if (right !== undefined) return {number: node.name === 'sub' ? -right : right, rest: a, isSubtracted: false};
  return left === undefined ? undefined : {number: left, rest: b, isSubtracted: node.name === 'sub'};
}

/** Tells the items of a list that another one holds as well, each as often as it does. */
function takenFrom(factors: readonly Node[]): (node: Node) => boolean {
  const left = [...factors];
  return (node) => {
    const place = left.indexOf(node);
    if (place >= 0) left.splice(place, 1);
    return place >= 0;
  };
}

/** The factors that another list lacks, each as often as it does. */
export function without(factors: readonly Node[], taken: readonly Node[]): readonly Node[] {
  const isTaken = takenFrom(taken);
  return factors.filter((factor) => !isTaken(factor));
}
