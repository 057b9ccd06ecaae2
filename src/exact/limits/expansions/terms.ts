/** Sums of terms: those of one monomial are taken together, and the largest comes first. */

import {NotKnown} from '../effort.ts';
import type {Real} from '../real-numbers/real.ts';
import type {Reals} from '../real-numbers/reals.ts';

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
  return collected(reals, order, terms)
    .filter(({coefficient, added}) => !added || reals.sign(coefficient) !== 0)
    .map(({monomial, coefficient}) => ({monomial, coefficient}));
}

/** The same down to the first coefficient that may be 0, and the monomial of that one. */
export function addKnownTerms(
  reals: Pick<Reals, 'add' | 'sign'>,
  order: (a: Monomial, b: Monomial) => -1 | 0 | 1,
  terms: readonly Term[],
): {readonly sum: readonly Term[]; readonly open?: Monomial} {
  const sum: Term[] = [];
  for (const {monomial, coefficient, added} of collected(reals, order, terms)) {
    try {
      if (added && reals.sign(coefficient) === 0) continue;
    } catch (error) {
      if (error instanceof NotKnown) return {sum, open: monomial};
      throw error;
    }
    sum.push({monomial, coefficient});
  }
  return {sum};
}

/** One term for each monomial, the largest first; of those that were added the coefficient may be 0. */
function collected(
  reals: Pick<Reals, 'add'>,
  order: (a: Monomial, b: Monomial) => -1 | 0 | 1,
  terms: readonly Term[],
): readonly (Term & {readonly added: boolean})[] {
  const sums = new Map<string, {monomial: Monomial; coefficient: Real; added: boolean}>();
  for (const {monomial, coefficient} of terms) {
    const before = sums.get(monomial.key);
    if (before === undefined) sums.set(monomial.key, {monomial, coefficient, added: false});
    else {
      before.coefficient = reals.add(before.coefficient, coefficient);
      before.added = true;
    }
  }
  return [...sums.values()].sort((a, b) => -order(a.monomial, b.monomial));
}
