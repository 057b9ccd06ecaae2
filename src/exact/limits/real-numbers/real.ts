/**
 * Constants of a formula as exact real numbers: sums of products of a rational number and powers of atoms. Atoms are e,
 * pi, whole numbers under a root, and whatever else has no simpler form, such as erf(2). Numbers that cancel, as in
 * sqrt(2)^2 - 2 or e^3 / e^3 - 1, become 0 by their form; a number that does not is shown to differ from 0 by a ball.
 */

import type {Node} from '../../../formula/tree.ts';
import {addRationals, mulRationals, type Rational, rationalKey, rationalOf} from './rational.ts';

/** A positive or negative number, never 0, that is raised to powers. */
export interface Atom {
  readonly key: string;
  readonly node: Node;
  /** A whole number above 1, of which only roots are kept. */
  readonly whole?: bigint;
  /** Its logarithm, if that is simpler. */
  readonly log?: Real;
  readonly negative: boolean;
}

export interface Factor {
  readonly atom: Atom;
  readonly exponent: Rational;
}

/** coefficient · Π atom^exponent */
export interface Product {
  /** The same for products of the same powers of atoms. */
  readonly key: string;
  readonly coefficient: Rational;
  readonly factors: readonly Factor[];
}

/** A sum of products; 0 is the empty one. */
export interface Real {
  /** The same for sums that are written the same. */
  readonly key: string;
  readonly products: readonly Product[];
}

/** A product with its key; factors in the order of their atoms. */
export function productOf(coefficient: Rational, factors: readonly Factor[]): Product {
  if (factors.length === 0) return {key: '', coefficient, factors};
  const sorted = factors.toSorted((a, b) => (a.atom.key < b.atom.key ? -1 : 1));
  const key = sorted.map(({atom, exponent}) => `${atom.key}^${rationalKey(exponent)}`).join('·');
  return {key, coefficient, factors: sorted};
}

/** The sum of some products, those of the same atoms taken together. */
export function realOf(products: readonly Product[]): Real {
  if (products.length === 1) return keyed(products);
  const sums = new Map<string, Product>();
  for (const product of products) {
    const before = sums.get(product.key);
    const coefficient =
      before === undefined ? product.coefficient : addRationals(before.coefficient, product.coefficient);
    sums.set(product.key, {...product, coefficient});
  }
  return keyed([...sums.values()].toSorted((a, b) => (a.key < b.key ? -1 : 1)));
}

function keyed(products: readonly Product[]): Real {
  const nonzero = products.filter(({coefficient}) => coefficient.n !== 0n);
  return {key: nonzero.map((each) => `${rationalKey(each.coefficient)}${each.key}`).join('+'), products: nonzero};
}

export function rationalReal(value: Rational): Real {
  return realOf([productOf(value, [])]);
}

export function doubleReal(value: number): Real {
  return rationalReal(rationalOf(value));
}

export const realZero: Real = {key: '', products: []};
export const realOne: Real = doubleReal(1);
export const realTwo: Real = doubleReal(2);

/** The rational number that it is; undefined where atoms take part. */
export function asRational({products}: Real): Rational | undefined {
  const [first, ...others] = products;
  if (first === undefined) return {n: 0n, d: 1n};
  return others.length === 0 && first.factors.length === 0 ? first.coefficient : undefined;
}

/** -a */
export function negateReal({products}: Real): Real {
  return keyed(
    products.map((product) => ({...product, coefficient: mulRationals(product.coefficient, {n: -1n, d: 1n})})),
  );
}
