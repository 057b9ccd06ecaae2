/**
 * Limits at infinity, proven: each part of a formula becomes a germ, what is known of it for all large inputs, and from the
 * germ of the whole its limit follows. Where that does not decide, the limit is not known; it is never guessed.
 */

import {type Evaluation, evaluator} from '../../formula/arithmetic.ts';
import {createTrees, type Node} from '../../formula/tree.ts';
import {createEffort, NotKnown} from './effort.ts';
import {createMonomials, identity, type Monomials, unit} from './expansions/monomial.ts';
import {exactSeries, sizeOf} from './expansions/series.ts';
import type {Samples} from './expansions/wave.ts';
import {createGermArithmetic} from './germs/arithmetic.ts';
import {type Germ, signOfGerm} from './germs/germ.ts';
import {doubleReal, negateReal} from './real-numbers/real.ts';
import {createReals, type Reals} from './real-numbers/reals.ts';

export type Limit =
  /** A number that is not 0, as a tree without variables. */
  | {readonly kind: 'number'; readonly tree: Node}
  /** `negative` where 0 is come to from below; absent where the sign changes for ever, or is not known. */
  | {readonly kind: 'zero'; readonly negative?: boolean}
  | {readonly kind: 'infinite'; readonly negative: boolean}
  /** There is none, and that is certain. */
  | {readonly kind: 'none'}
  /** Nothing is certain. */
  | {readonly kind: 'unknown'};

/** How many terms sums may have: few settle most limits; where these cancel, more are tried. */
const lengths = [1, 3, 8, 20];

/** The most work for one limit, about a tenth of a second. */
const mostWork = 15_000;

const none: Limit = {kind: 'none'};
const unknown: Limit = {kind: 'unknown'};

/**
 * The limits of the roots where the infinite ones of the inputs tend to their infinities, all of one size. If the first
 * root has no limit that is known, those of the others are not looked for.
 */
export function limitsOf(
  evaluation: Evaluation,
  inputs: readonly number[],
  spend: (work: number) => void,
): readonly Limit[] {
  const [value, ...others] = evaluation.roots;
  if (value === undefined) return [];
  const first = limitOf({...evaluation, roots: [value]}, inputs, spend);
  const isOpen = first.kind === 'none' || first.kind === 'unknown';
  return [first, ...others.map((root) => (isOpen ? first : limitOf({...evaluation, roots: [root]}, inputs, spend)))];
}

function limitOf(evaluation: Evaluation, inputs: readonly number[], spend: (work: number) => void): Limit {
  let found = unknown;
  for (const length of lengths) {
    let spent = 0;
    const limit = withTerms(evaluation, inputs, length, (work) => {
      spent = work;
      spend(work);
    });
    if (limit.kind !== 'unknown') found = limit;
    if (limit.kind !== 'unknown' && !(limit.kind === 'zero' && limit.negative === undefined)) break;
    if (spent > mostWork) break; // more terms would take more work still
  }
  return found;
}

function withTerms(
  evaluation: Evaluation,
  inputs: readonly number[],
  length: number,
  spend: (work: number) => void,
): Limit {
  const effort = createEffort(mostWork);
  const trees = createTrees();
  const arithmetic = createGermArithmetic(trees, effort, length);
  try {
    const values = inputs.map(
      (input): Germ =>
        Number.isFinite(input)
          ? arithmetic.number(input)
          : exactSeries({coefficient: doubleReal(Math.sign(input)), monomial: identity}),
    );
    const [germ] = evaluator(evaluation, arithmetic)(values);
    const reals = createReals(trees, effort);
    return germ === undefined ? unknown : ofGerm(germ, reals, createMonomials(reals, effort));
  } catch (error) {
    if (error instanceof NotKnown) return unknown;
    throw error;
  } finally {
    spend(effort.spent());
  }
}

/** The limit of a function with this germ. */
function ofGerm(germ: Germ, reals: Reals, {order}: Monomials): Limit {
  if (germ.kind === 'nan' || germ.kind === 'wild') return none;
  if (germ.kind === 'zero')
    return germ.negative === undefined ? {kind: 'zero'} : {kind: 'zero', negative: germ.negative};
  const sign = signOfGerm(germ, reals);
  if (germ.kind === 'pole') return {kind: 'infinite', negative: germ.negative};
  if (germ.kind === 'power') {
    return {kind: signOfGerm(germ.log, reals) === 1 ? 'infinite' : 'zero', negative: germ.negative};
  }
  const [first] = germ.terms;
  const size = sizeOf(germ);
  const side = size === undefined ? -1 : order(size, unit);
  if (side < 0) return sign === undefined ? {kind: 'zero'} : {kind: 'zero', negative: sign < 0};
  if (side > 0 && sign !== undefined) return {kind: 'infinite', negative: sign < 0};
  if (side === 0 && first !== undefined) return {kind: 'number', tree: reals.tree(first.coefficient)};
  return turns(germ.rest?.wave.samples, reals, side) ? none : unknown;
}

/** Whether samples of B show that m B has no limit: for m = 1 two that differ, for larger m two of different signs. */
function turns(samples: Samples | undefined, reals: Reals, side: -1 | 0 | 1): boolean {
  const known = samples?.values.filter((value) => value !== undefined) ?? [];
  if (side > 0) return new Set(known.map(reals.sign).filter((sign) => sign !== 0)).size === 2;
  return known.some((value) => {
    const first = known[0];
    if (first === undefined || value.key === first.key) return false;
    return reals.sign(reals.add(value, negateReal(first))) !== 0;
  });
}
