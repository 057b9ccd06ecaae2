/** What the searches for the properties of a function may cost. */

import type {Selection} from '../activations/selection.ts';
import {type Budget, createBudget} from '../exact/budget.ts';
import {nodesBelow} from '../formula/tree.ts';

/** What all searches of one function may cost together, in the units of budgets, a quarter of a microsecond or so. */
const allowance = 9_000_000;
/** Of formulas of more parts than this more work is not counted: making trees and what evaluates them. */
const usualSize = 120;
const shareOfLarge = 0.6;

/**
 * The share of what the searches before it have left that a search may spend, in the order in which they come. Functions on
 * record need less of it but for one, whose search for its steepest slope ends.
 */
const shares = {
  breakpoints: 0.3,
  joints: 0.2,
  slopes: 0.4,
  steepest: 0.7,
  symmetry: 0.2,
  moments: 0.4,
  regions: 0.9,
  /** Of an allowance of its own: only those who ask for f″ pay for it. */
  bends: 1,
};

/** What is asked of a function that is searched. */
type Searched = Partial<Pick<Selection, 'value' | 'patience' | 'worked' | 'allowance'>>;

/** A function with an allowance for all of its searches: what one of them does not need is left to the next ones. */
export function withAllowance<S extends Searched>(selection: S): S {
  const size = selection.value === undefined ? 0 : nodesBelow([selection.value]).length;
  const own = size > usualSize ? shareOfLarge * allowance : allowance;
  return {...selection, allowance: createBudget(own * (selection.patience ?? 1), selection.worked)};
}

/** What a search may cost; without an allowance of its function, as if it were the only one. */
export function budgetFor(selection: Searched, step: keyof typeof shares): Budget {
  const {allowance: own = withAllowance(selection).allowance as Budget} = selection; // which it then has
  return own.lend(shares[step]);
}
