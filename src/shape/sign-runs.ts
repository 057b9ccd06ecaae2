/**
 * Where a function is positive, zero and negative: the one search behind kinks, extrema and steepest slopes.
 *
 * Proof. On an interval of doubles one of four things is shown by interval arithmetic, in doubles or, where these
 * overflow or underflow, in big floats: g > 0 throughout; g < 0 throughout; g = 0 throughout; or g′ does not change its
 * sign and no branch of g changes, so that g is monotone there. The signs of a monotone g come in order, and bisection
 * with exact signs finds the double at which each gives way to the next. What is none of these is halved, down to
 * neighbours, whose signs are exact. So no change of sign is missed, however narrow: an interval that holds one is never
 * shown to be of one sign. Where the budget is spent first, the intervals left open are named as unknown.
 */

import type {Selection} from '../activations/selection.ts';
import {exactValueAt, provenSignAt} from '../evaluation/exact-at.ts';
import {type Budget, paidMaking} from '../exact/budget.ts';
import {bisect, nextDouble} from '../exact/doubles.ts';
import {lazily} from '../exact/lazily.ts';
import {differentiate} from '../formula/differentiate.ts';
import {factored} from '../formula/forms/factor.ts';
import {type Forms, unique} from '../formula/forms/forms.ts';
import {settledAt} from '../formula/forms/settled.ts';
import {type Node, nodesBelow} from '../formula/tree.ts';
import {isOpen, type Part, settle} from '../interval/settle.ts';
import {boundsOf, type Signs, type TreeBounds} from '../interval/tree-bounds.ts';
import type {Span} from './span.ts';

export type Sign = -1 | 0 | 1;

/** A maximal run of doubles, both ends included, on which g has one sign; undefined where g has no value. */
export interface SignRun extends Span {
  readonly sign: Sign | undefined;
}

export interface SignRuns {
  /** Ascending and without gaps, but for what is unknown. */
  readonly runs: readonly SignRun[];
  /** Intervals for which the budget did not suffice. */
  readonly unknown: readonly Span[];
}

/** An interval of doubles, and the function on it as a smooth piece, on which no branch changes. */
export interface Stretch extends Span {
  readonly forms: Forms;
  /** Functions so near to it that their bounds hold for it too. */
  readonly alike?: readonly Node[];
}

export interface SignRequest {
  readonly selection: Selection;
  /** Ascending. */
  readonly stretches: readonly Stretch[];
  readonly budget: Budget;
}

/** Of one sign, of none because there is no value, or monotone. */
type Proven = {readonly sign: Sign | undefined} | 'monotone';

/** The runs of one sign over some stretches. */
export function signRuns({selection, stretches, budget}: SignRequest): SignRuns {
  const search = budget.part(3 / 4); // the rest is for exact signs
  const segments = stretches.map((each) => ({...each, prove: createProof(selection, each, search)}));
  const signs = new Map(segments.map(({prove, forms}) => [prove, signOf(selection, forms, budget)]));
  return runsOf(settle(segments, search), (part) => signs.get(part.prove) as SignAt, budget); // made for each
}

type SignAt = (x: number) => Sign | undefined | 'unproven';

/** The exact sign of a function at a point; undefined where it has no value, `unproven` where no form makes one certain. */
export function signOf(selection: Selection, forms: Forms, budget: Budget): SignAt {
  const proven = forms.map((form) => lazily(() => provenSignAt(selection, selection.trees.call('sign', form), budget)));
  const value = lazily(() => exactValueAt(selection, forms[0], budget));
  return (x) => {
    for (const signAt of proven) {
      const sign = signAt()(x);
      if (!Number.isNaN(sign)) return sign > 0 ? 1 : sign < 0 ? -1 : 0;
    }
    const sign = budget.isSpent() ? undefined : settledSign(selection, forms[0], {x, budget});
    if (sign !== undefined) return sign;
    return budget.isSpent() || !Number.isNaN(value()(x)) ? 'unproven' : undefined;
  };
}

/** The sign where terms, or the sides of a comparison, are the same numbers; undefined where that tells nothing. */
function settledSign(
  selection: Selection,
  tree: Node,
  {x, budget}: {readonly x: number; readonly budget: Budget},
): Sign | undefined {
  const {trees} = selection;
  const settled = paidMaking(budget, () => settledAt(trees, tree, x));
  if (!settled?.equals.every((equal) => Number.isFinite(exactValueAt(selection, equal, budget)(x)))) return undefined;
  const sign = provenSignAt(selection, trees.call('sign', settled.tree), budget)(x);
  return sign > 0 ? 1 : sign < 0 ? -1 : sign === 0 ? 0 : undefined;
}

function createProof(
  selection: Selection,
  {forms, alike = []}: Stretch,
  budget: Budget,
): (from: number, to: number) => Proven | undefined {
  const all: Forms = [...forms, ...alike];
  const bounds = lazily(() => boundsOf(selection, all, budget));
  // Most intervals are told without the derivative.
  const slope = lazily(() => derivedBounds(selection, all, budget)?.bounds);
  return (from, to) => {
    const signs = bounds().signs(from, to, isOneSign);
    if (signs === undefined) return bounds().isNowhere(from, to) ? {sign: undefined} : undefined;
    if (isOneSign(signs)) return {sign: signs.above ? 1 : signs.below ? -1 : 0};
    const slopes = slope()?.signs(from, to, isMonotone);
    return slopes !== undefined && isMonotone(slopes) ? 'monotone' : undefined;
  };
}

/** Of larger trees no derivative is made: it is several times as large again, and making it takes long. */
const mostNodes = 3000;

/**
 * Bounds of the derivative of a function in each of its forms, and with its common factors taken out, with the forms
 * themselves; undefined for trees that are too large.
 */
export function derivedBounds(
  selection: Selection,
  forms: Forms | undefined,
  budget: Budget,
): {readonly forms: Forms; readonly bounds: TreeBounds} | undefined {
  if (forms === undefined || nodesBelow(forms).length > mostNodes) return undefined;
  const derived = paidMaking(budget, () => derivatives(selection, forms));
  return {forms: derived, bounds: boundsOf(selection, derived, budget)};
}

function derivatives({trees}: Pick<Selection, 'trees'>, forms: Forms): Forms {
  const derived = forms.map((form) => differentiate(trees, form, 'x'));
  return unique([...derived, ...derived.map((form) => factored(trees, form))] as unknown as Forms); // at least one
}

function isOneSign({above, below, zero}: Signs): boolean {
  return !zero || (!above && !below);
}

/** Of a derivative: whether it does not change its sign. */
export function isMonotone({above, below}: Signs): boolean {
  return !(above && below);
}

function runsOf(parts: readonly Part<Proven>[], signOn: (part: Part<Proven>) => SignAt, budget: Budget): SignRuns {
  const runs: SignRun[] = [];
  const unknown: Span[] = [];
  const push = ({from, to, sign}: SignRun): void => {
    const last = runs.at(-1);
    // Neighbouring intervals share an end, which the first of them has told.
    const start = last !== undefined && last.to >= from ? nextDouble(last.to) : from;
    if (start > to || (last !== undefined && to <= last.to)) return;
    const joins = last !== undefined && last.sign === sign && nextDouble(last.to) === start;
    if (joins) runs[runs.length - 1] = {...last, to};
    else runs.push({from: start, to, sign});
  };
  for (const part of parts) {
    const {from, to, proven} = part;
    if (proven !== undefined && proven !== 'monotone') push({from, to, sign: proven.sign});
    else {
      const found = isOpen(part) ? undefined : exactRuns(part, signOn(part));
      if (found === undefined || budget.isSpent()) unknown.push({from, to});
      else found.forEach(push);
    }
  }
  return {runs, unknown};
}

/** The runs of a monotone stretch, or of two neighbours; undefined where a sign is not proven. */
function exactRuns({from, to, proven}: Part<Proven>, signAt: SignAt): readonly SignRun[] | undefined {
  const end = signAt(to);
  if (end === 'unproven') return undefined;
  const found: SignRun[] = [];
  let start = from;
  for (;;) {
    const sign = signAt(start);
    if (sign === 'unproven') return undefined;
    if (sign === end) return [...found, {from: start, to, sign}];
    const [last, next] = proven === 'monotone' ? bisect(start, to, (x) => signAt(x) === sign) : [start, to];
    found.push({from: start, to: last, sign});
    start = next;
  }
}
