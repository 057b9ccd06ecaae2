/** The largest |f″|, and where: how sharply f bends. */

import {derivativeOf, twice} from '../activations/derivatives.ts';
import {gradientOf, type Selection} from '../activations/selection.ts';
import {exactValueAt} from '../evaluation/exact-at.ts';
import {budgetFor} from './budget-for.ts';
import {jointsIn, stretchesOver} from './course.ts';
import {jointAt} from './joints/joints.ts';
import {type Largest, type Level, largestSize} from './largest.ts';
import type {Shape} from './shape.ts';

/**
 * The largest |f″| over the span of a shape, limits included, among them those on either side of a kink: at a corner
 * itself f has no second derivative. Not certain where a larger one may have been missed.
 */
export function largestSecond(selection: Selection, {span, joints, unknown, isComplete}: Shape): Largest {
  const tree = derivativeOf(selection, twice);
  const slope = {...selection, value: gradientOf(selection, 'x')};
  const budget = budgetFor(selection, 'joints');
  const value = exactValueAt(selection, selection.value);
  const size = exactValueAt(selection, selection.trees.call('abs', tree));
  const inside = jointsIn(span, joints);
  const sides = inside.flatMap((joint): readonly Level[] => {
    // The slopes of f′ where its pieces meet, but not those of a piece beside which f has no value.
    const {x, left, right, below, above} = jointAt(slope, joint, budget);
    const bends = [...(Number.isNaN(value(below)) ? [] : [left]), ...(Number.isNaN(value(above)) ? [] : [right])];
    return bends.map((bend) => ({value: Math.abs(bend.slope), x}));
  });
  const origin = span.from <= 0 && 0 <= span.to ? [0] : [];
  const known = [...origin.map(levelAt), ...sides, ...[span.from, span.to].map(levelAt)];
  const stretches = stretchesOver(selection, {
    forms: [tree],
    span,
    joints,
    unknown,
    budget: budgetFor(selection, 'slopes'),
  });
  const largest = largestSize({
    selection,
    tree,
    stretches,
    known: known.filter((level) => !Number.isNaN(level.value)),
    budget: budgetFor({patience: selection.patience ?? 1}, 'bends'),
  });
  const areSidesKnown = !budget.isSpent() && sides.every((side) => !Number.isNaN(side.value));
  return {...largest, certain: largest.certain && isComplete && areSidesKnown};

  function levelAt(x: number): Level {
    return {value: size(x), x};
  }
}
