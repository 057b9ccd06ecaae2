/** Where a formula switches from one branch to another. */

import type {Selection} from '../../activations/selection.ts';
import {exactValueAt} from '../../evaluation/exact-at.ts';
import {type Budget, paidMaking, unlimited} from '../../exact/budget.ts';
import {halfway, nextDouble} from '../../exact/doubles.ts';
import {lazily} from '../../exact/lazily.ts';
import {comparedIn, type Pair} from '../../formula/comparisons.ts';
import {type Forms, formsOf} from '../../formula/forms/forms.ts';
import type {Node} from '../../formula/tree.ts';
import {budgetFor} from '../budget-for.ts';
import {oscillates} from '../oscillation.ts';
import {type SignRun, type Stretch, signRuns} from '../sign-runs.ts';
import {realLine, type Span, usualSpan} from '../span.ts';
import {jumpsIn} from './jumps.ts';
import {type Breakpoint, isSamePlace, orderOf, withPointsBetween, zeroOf} from './place.ts';
import {pieceFinder} from './smooth-piece.ts';

export interface Breakpoints {
  /** Ascending. */
  readonly places: readonly Breakpoint[];
  /** Where there may be more: the budget did not suffice. */
  readonly unknown: readonly Span[];
}

/** A comparison that oscillates changes its answer without end: it is followed this far, in a wider range further. */
const [reach, farthest] = [16, 1000];

/**
 * Every place where one of the formula's comparisons changes its answer; all are found, or where they may be is told.
 * Those of one that oscillates for ever are wanted within `range` only.
 */
export function breakpointsOf(selection: Selection, range: Span = usualSpan): Breakpoints {
  const budget = budgetFor(selection, 'breakpoints');
  const {inputs, trees} = selection;
  if (inputs.length !== 1) return {places: [], unknown: []};
  const nearby = {
    from: Math.min(-reach, Math.max(-farthest, range.from)),
    to: Math.max(reach, Math.min(farthest, range.to)),
  };
  const waves = (pair: Pair): boolean => oscillates({...selection, value: trees.call('sub', ...pair)});
  const compared = comparedIn(selection.value, trees).map((pair) => ({
    pairs: [pair],
    span: waves(pair) ? nearby : realLine,
  }));
  const found: Breakpoint[] = [];
  const unknown: Span[] = [];
  const search = (pair: Pair, span: Span): void => {
    const difference = trees.call('sub', ...pair);
    const forms = paidMaking(budget, () => formsOf(trees, difference));
    const stretches = stretchesOf(selection, {forms, span, breakpoints: found, unknown, budget});
    const signs = signRuns({selection, stretches, budget});
    unknown.push(...signs.unknown);
    for (const {place, isEnd = false} of changesOf(selection, difference, signs.runs, budget)) {
      if (!found.some((other) => isSamePlace(selection, other, place, isEnd))) found.push(place);
    }
  };
  // Inner comparisons come first: where they change, those around them need not be searched for it.
  for (const {pairs, span} of [...jumpsIn(selection, [realLine, nearby, usualSpan], budget), ...compared]) {
    unknown.push(...outside(span, range));
    for (const pair of pairs) {
      if (budget.isSpent()) unknown.push(realLine);
      else search(pair, span);
    }
  }
  return {
    places: withPointsBetween(
      selection,
      found.sort((a, b) => orderOf(selection, a, b)),
    ),
    unknown,
  };
}

/** What of a range lies outside a span. */
function outside(span: Span, range: Span): readonly Span[] {
  const sides = [
    {from: range.from, to: Math.min(range.to, span.from)},
    {from: Math.max(range.from, span.to), to: range.to},
  ];
  return sides.filter(({from, to}) => from < to);
}

export interface StretchRequest {
  readonly forms: Forms;
  /** Functions so near to it that their bounds hold for it too. */
  readonly alike?: readonly Node[];
  readonly span: Span;
  readonly breakpoints: readonly Breakpoint[];
  /** Where there may be more breakpoints. */
  readonly unknown: readonly Span[];
  readonly budget?: Budget;
}

/**
 * A span of the real line cut at breakpoints, with a tree as the smooth piece that it is on each stretch. At a breakpoint
 * itself, and where there may be more of them, it is the tree as it stands.
 */
export function stretchesOf(
  selection: Selection,
  {forms, alike = [], span, breakpoints, unknown, budget = unlimited}: StretchRequest,
): readonly Stretch[] {
  const [first, last] = [Math.max(span.from, -Number.MAX_VALUE), Math.min(span.to, Number.MAX_VALUE)];
  const places = breakpoints.filter(({below, above}) => first < below && above < last).sort((a, b) => a.x - b.x);
  const [tree, ...others] = forms;
  const pieceOn = lazily(() => pieceFinder(selection, tree, budget));
  const formsOn = (from: number, to: number): Forms => {
    if (from === to || unknown.some((span) => span.from < to && span.to > from)) return forms;
    if (budget.isSpent()) return forms;
    const own = paidMaking(budget, () => formsOf(selection.trees, pieceOn()(insideOf(from, to))));
    return [...own, ...others];
  };
  const stretches: Stretch[] = [];
  const push = (from: number, to: number): void => {
    if (from <= to) stretches.push({from, to, forms: formsOn(from, to), alike});
  };
  let from = first;
  for (const {below, x, above, exact} of places) {
    push(from, below);
    if (exact) push(Math.max(from, x), x);
    from = Math.max(from, above);
  }
  push(from, last);
  return stretches;
}

/** A double between two, at an ordinary place where there is one. */
export function insideOf(from: number, to: number): number {
  const middle = from + (to - from) / 2;
  return Number.isFinite(middle) && Math.abs(middle) < 1e6 ? middle : (halfway(from, to) ?? from);
}

/** A place between two doubles is told by the nearer one, as far as that is known: else by that of the smaller difference. */
function between(
  selection: Selection,
  {below, above}: Pick<Breakpoint, 'below' | 'above'>,
  difference: Node,
  budget: Budget,
): Breakpoint {
  const size = exactValueAt(selection, selection.trees.call('abs', difference), budget);
  const place = {x: size(above) <= size(below) ? above : below, exact: false, below, above, difference};
  const zero = zeroOf(selection, difference, place, budget);
  return zero === undefined ? place : {...place, zero, x: exactValueAt(selection, zero)(place.x)};
}

/** A place at which a difference changes its sign; `isEnd` if it is 0 on one side of it. */
interface Change {
  readonly place: Breakpoint;
  readonly isEnd?: boolean;
}

/** Between which runs the sign changes; 0 is a sign of its own. */
function changesOf(
  selection: Selection,
  difference: Node,
  runs: readonly SignRun[],
  budget: Budget,
): readonly Change[] {
  const exactly = (x: number): Breakpoint => ({x, exact: true, below: nextDouble(x, -1n), above: nextDouble(x)});
  const isPoint = ({from, to}: SignRun): boolean => from === to;
  return runs.slice(1).flatMap((right, i): readonly Change[] => {
    const left = runs[i] as SignRun; // the one before
    if (nextDouble(left.to) !== right.from) return [];
    // At a hole, as that of x/(x - x) at 0, it changes unseen.
    if (left.sign === undefined && isPoint(left) && i > 0) return [{place: exactly(left.to)}];
    if (left.sign === undefined || right.sign === undefined) return [];
    if (left.sign === 0) return [{place: exactly(left.to), isEnd: !isPoint(left)}];
    if (right.sign === 0) return [{place: exactly(right.from), isEnd: !isPoint(right)}];
    return [{place: between(selection, {below: left.to, above: right.from}, difference, budget)}];
  });
}
