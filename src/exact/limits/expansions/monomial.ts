/**
 * Scales of growth for t to infinity, as in Hardy's "Orders of infinity" and in transseries (van der Hoeven 2006): a
 * monomial is e^L · t^a0 · log(t)^a1 · log(log(t))^a2 ..., where L is a sum of terms that are monomials above 1 with a
 * coefficient. Any two are compared by the sign of the logarithm of their quotient.
 */

import type {Effort} from '../effort.ts';
import {negateReal, type Real, realOne, realZero} from '../real-numbers/real.ts';
import type {Reals} from '../real-numbers/reals.ts';
import {addTerms, type Monomial, type Term, termsKey} from './terms.ts';

export interface Monomials {
  readonly mul: (a: Monomial, b: Monomial) => Monomial;
  readonly power: (a: Monomial, exponent: Real) => Monomial;
  /** The sign of log(a / b): 1 where a is the larger one for all large t. */
  readonly order: (a: Monomial, b: Monomial) => -1 | 0 | 1;
  /** Its logarithm, a finite sum. */
  readonly log: (a: Monomial) => readonly Term[];
  /** e^(the sum of some terms above 1). */
  readonly exp: (terms: readonly Term[]) => Monomial;
}

/** The monomial 1. */
export const unit: Monomial = {key: '[;]', logs: [], large: []};

/** The monomial t. */
export const identity: Monomial = {key: `[${realOne.key};]`, logs: [realOne], large: []};

/** Longer keys are numbered, so that towers of exponentials do not have keys as long as they are high. */
const longestKey = 60;

export function createMonomials(reals: Reals, effort: Effort): Monomials {
  const signs = new Map<string, -1 | 0 | 1>();
  const numbered = new Map<string, string>();

  const monomialOf = (logs: readonly Real[], large: readonly Term[]): Monomial => {
    let length = logs.length;
    while (length > 0 && logs[length - 1]?.products.length === 0) length -= 1;
    const kept = logs.slice(0, length);
    const key = `[${kept.map((each) => each.key).join()};${termsKey(large)}]`;
    return {key: key.length > longestKey ? numberOf(key) : key, logs: kept, large};
  };
  const numberOf = (key: string): string => {
    const number = numbered.get(key) ?? `[#${numbered.size}]`;
    numbered.set(key, number);
    return number;
  };
  /** The k times iterated logarithm of t. */
  const iteratedLog = (k: number): Monomial => monomialOf([...Array<Real>(k).fill(realZero), realOne], []);

  const mul = (a: Monomial, b: Monomial): Monomial => {
    if (a === unit) return b;
    if (b === unit) return a;
    const logs = Array.from({length: Math.max(a.logs.length, b.logs.length)}, (_, k) =>
      reals.add(a.logs[k] ?? realZero, b.logs[k] ?? realZero),
    );
    return monomialOf(logs, sum(a.large, b.large));
  };

  const sum = (a: readonly Term[], b: readonly Term[]): readonly Term[] => {
    if (a.length === 0) return b;
    if (b.length === 0) return a;
    effort.spend((a.length + b.length) / 2);
    return addTerms(reals, order, [...a, ...b]);
  };

  const power = (a: Monomial, exponent: Real): Monomial => {
    if (exponent.products.length === 0) return unit;
    const scaled = a.large.map(({coefficient, monomial}) => ({
      coefficient: reals.mul(coefficient, exponent),
      monomial,
    }));
    return monomialOf(
      a.logs.map((each) => reals.mul(each, exponent)),
      scaled,
    );
  };

  const inverse = (a: Monomial): Monomial =>
    monomialOf(
      a.logs.map(negateReal),
      a.large.map(({coefficient, monomial}) => ({coefficient: negateReal(coefficient), monomial})),
    );

  const order = (a: Monomial, b: Monomial): -1 | 0 | 1 => {
    if (a.key === b.key) return 0;
    if (b === unit) return sign(a);
    return sign(mul(a, inverse(b)));
  };

  /** The sign of log(a), which is that of its largest term. */
  const sign = (a: Monomial): -1 | 0 | 1 => {
    const known = signs.get(a.key);
    if (known !== undefined) return known;
    effort.spend(1);
    const found = leadingSign(a);
    signs.set(a.key, found);
    return found;
  };
  const leadingSign = (a: Monomial): -1 | 0 | 1 => {
    const k = a.logs.findIndex(({products}) => products.length > 0);
    const [first] = a.large;
    const exponent = a.logs[k];
    // The logarithm of the k-th logarithm is the next one; `first` is of less height than a, so this comes to an end.
    if (exponent === undefined) return first === undefined ? 0 : reals.sign(first.coefficient);
    if (first === undefined || order(iteratedLog(k + 1), first.monomial) > 0) return reals.sign(exponent);
    return reals.sign(first.coefficient);
  };

  const log = (a: Monomial): readonly Term[] => {
    const logs = a.logs.flatMap((coefficient, k) =>
      coefficient.products.length === 0 ? [] : [{coefficient, monomial: iteratedLog(k + 1)}],
    );
    return sum(a.large, logs);
  };

  const exp = (terms: readonly Term[]): Monomial => {
    const logs: Real[] = [];
    const large: Term[] = [];
    for (const term of terms) {
      const k = logarithmIn(term.monomial);
      if (k === 0) large.push(term);
      else {
        while (logs.length < k) logs.push(realZero);
        logs[k - 1] = term.coefficient;
      }
    }
    return monomialOf(logs, large);
  };

  return {mul, power, order, log, exp};
}

/** The k of a monomial that is the k-th iterated logarithm of t; 0 for any other. */
function logarithmIn({logs, large}: Monomial): number {
  const k = logs.length - 1;
  const isOne = logs[k]?.key === realOne.key && logs.slice(0, k).every(({products}) => products.length === 0);
  return k > 0 && isOne && large.length === 0 ? k : 0;
}
