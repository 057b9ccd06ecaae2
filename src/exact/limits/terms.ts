/** Sums of terms: those of one monomial are taken together, and the largest comes first. */

import type {Real} from './real.ts';
import type {Reals} from './reals.ts';

/** A scale of growth, as monomial.ts makes it. */
export interface Monomial {
  /** The same for equal monomials only. */
  readonly key: string;
  /** Exponents of t, log(t), log(log(t)) ...; the last one is not 0. */
  readonly logs: readonly Real[];
  /** L, the largest term first; none of them is a multiple of log(t), log(log(t)) ... */
  readonly large: readonly Term[];
}

/** A coefficient that is not 0, and its monomial. */
export interface Term {
  readonly coefficient: Real;
  readonly monomial: Monomial;
}

/** The same for sums of the same terms only. */
export function termsKey(terms: readonly Term[]): string {
  return terms.map(({coefficient, monomial}) => `${coefficient.key}*${monomial.key}`).join();
}

/**
 * The sum of some terms in descending order, without those that cancel.
 * @throws NotKnown where a coefficient may be 0, or two monomials cannot be compared
 */
export function addTerms(
  reals: Pick<Reals, 'add' | 'sign'>,
  order: (a: Monomial, b: Monomial) => -1 | 0 | 1,
  terms: readonly Term[],
): readonly Term[] {
  const sums = new Map<string, {monomial: Monomial; coefficient: Real; added: boolean}>();
  for (const {monomial, coefficient} of terms) {
    const before = sums.get(monomial.key);
    if (before === undefined) sums.set(monomial.key, {monomial, coefficient, added: false});
    else {
      before.coefficient = reals.add(before.coefficient, coefficient);
      before.added = true;
    }
  }
  return [...sums.values()]
    .filter(({coefficient, added}) => !added || reals.sign(coefficient) !== 0)
    .map(({monomial, coefficient}) => ({monomial, coefficient}))
    .sort((a, b) => -order(a.monomial, b.monomial));
}
