/** Products and terms of sums, taken apart. */

import type {Node} from '../tree.ts';
import type {Exponent} from './exponents.ts';

/** `sign` times e^`exponent` times the powers of the factors. */
export interface Product {
  readonly sign: 1 | -1;
  readonly exponent: Exponent;
  readonly factors: ReadonlyMap<Node, number>;
}

/** A coefficient times a product without numbers. */
export interface Term {
  readonly coefficient: number;
  readonly rest: Product;
}

/** Like terms as one, without those that cancel. */
export function collected(terms: readonly Term[]): readonly Term[] {
  const found = new Map<string, Term>();
  for (const term of terms) {
    const key = keyOf(term.rest);
    const coefficient = (found.get(key)?.coefficient ?? 0) + term.coefficient;
    found.set(key, {...term, coefficient});
  }
  return [...found.values()].filter(({coefficient}) => coefficient !== 0);
}

/** Equal for equal products of factors. */
export function keyOf({exponent, factors}: Product): string {
  const text = (powers: Exponent): string =>
    [...powers]
      .map(([{id}, n]) => `${id}^${n}`)
      .sort()
      .join();
  return `${text(exponent)} ${text(factors)}`;
}
