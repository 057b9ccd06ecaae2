/** How far apart activations are, pair by pair: the largest difference of values and of gradients, and where. */

import {gradientOf, type Selection} from '../activations/selection.ts';
import {createEvaluate, plainDoubles} from '../evaluation/evaluate.ts';
import {exactValueAt} from '../evaluation/exact-at.ts';
import {type Budget, createBudget} from '../exact/budget.ts';
import {bisect} from '../exact/doubles.ts';
import {compile} from '../formula/compile.ts';
import {differentiate} from '../formula/differentiate.ts';
import type {Condition, Node, Trees} from '../formula/tree.ts';
import type {Shape} from '../shape/shape.ts';
import type {Span} from '../shape/span.ts';
import {crestsOf, searchGrid} from './search-grid.ts';

/** The largest |f - g|, or |f′ - g′|, of the places at which both have a value; at an infinite place it is a limit. */
export interface Difference {
  /** NaN if no such place was found. */
  readonly size: number;
  /** Where; 0 if there is no difference. */
  readonly x: number;
  /** Whether the difference at -x is the same. */
  readonly mirrored: boolean;
}

/** Two activations, by their index, and how far apart they are. */
export interface Pair {
  readonly first: number;
  readonly second: number;
  readonly value: Difference;
  readonly gradient: Difference;
  /** A place at which only one of them has a value; undefined if none was found. */
  readonly alone: number | undefined;
  /** False where the budget was spent: a larger difference may have been missed. */
  readonly certain: boolean;
}

/** An activation with its shape. */
export interface Shaped {
  readonly selection: Selection;
  readonly shape: Shape;
}

/** An activation in plain doubles. */
interface Sampled extends Shaped {
  /** f and f′ at the samples. */
  readonly levels: readonly [Float64Array, Float64Array];
  /** f, f′ and f″ at any point. */
  readonly at: (x: number) => Float64Array;
  readonly patience: number;
  /** Whether the budget sufficed for all samples. */
  readonly isSampled: boolean;
}

/** What exact evaluation may cost, of samples that doubles cannot answer and of the crests of a pair. */
const [sampleWork, pairWork] = [1_500_000, 1_500_000];

/**
 * The largest differences of every pair over an interval. The largest samples of a difference are followed to where its
 * derivative changes sign, and the difference there is exact. A peak that no sample shows (see `searchGrid`) is missed.
 */
export function differencesOf(all: readonly Shaped[], span: Span): readonly Pair[] {
  const xs = searchGrid(
    span,
    all.flatMap(({shape}) => shape.joints),
  );
  const sampled = all.map((each) => sample(each, xs));
  return sampled.flatMap((a, first) =>
    sampled.slice(first + 1).map((b, i): Pair => {
      const budget = createBudget(pairWork * Math.max(a.patience, b.patience), b.selection.worked);
      const largest = (order: 0 | 1) => largestDifference(a, b, {xs, span, order, budget});
      const [value, gradient] = [largest(0), largest(1)];
      const alone = aloneAt(a, b, {xs, budget});
      const certain = a.isSampled && b.isSampled && !budget.isSpent();
      return {first, second: first + 1 + i, value, gradient, alone, certain};
    }),
  );
}

/** A sample at which only one of two functions has a value, shown by exact evaluation: that with a size nearest to 1. */
function aloneAt(a: Sampled, b: Sampled, {xs, budget}: Pick<Search, 'xs' | 'budget'>): number | undefined {
  const [[as], [bs]] = [a.levels, b.levels];
  const differs = xs.filter((_, i) => Number.isNaN(as[i]) !== Number.isNaN(bs[i]));
  const [first, ...others] = differs;
  if (first === undefined) return undefined;
  const plainness = (x: number): number => Math.abs(Math.abs(x) - 1);
  const place = others.reduce((best, x) => (plainness(x) < plainness(best) ? x : best), first);
  const [p, q] = [a, b].map(({selection}) => exactValueAt(selection, selection.value, budget)(place));
  return Number.isNaN(p) !== Number.isNaN(q) && !budget.isSpent() ? place : undefined;
}

function sample({selection, shape}: Shaped, xs: Float64Array): Sampled {
  const {trees, inputs, parameters, doubles} = selection;
  const patience = selection.patience ?? 1;
  const budget = createBudget(sampleWork * patience, selection.worked);
  const fast = createEvaluate(selection, ['x'], {...plainDoubles, budget});
  const [values = new Float64Array(), slopes = new Float64Array()] = fast([xs], xs.length);
  const slope = doubles.gradient ?? gradientOf(selection, 'x');
  const roots = [doubles.value ?? selection.value, slope, differentiate(trees, slope, 'x')];
  const fill = compile({roots, inputs, parameters});
  const input = new Float64Array(1);
  const at = (x: number): Float64Array => {
    input[0] = x;
    const outputs = roots.map(() => new Float64Array(1));
    fill([input], outputs, 1, () => {});
    return Float64Array.from(outputs, ([output = Number.NaN]) => output);
  };
  return {selection, shape, levels: [values, slopes], at, patience, isSampled: !budget.isSpent()};
}

interface Search {
  readonly xs: Float64Array;
  readonly span: Span;
  /** 0 for values, 1 for gradients. */
  readonly order: 0 | 1;
  readonly budget: Budget;
}

/** The factor from which on a difference counts as larger: two rounded slopes may differ in the last digit. */
const margin = 1 + 2 ** -50;

interface Place {
  readonly x: number;
  readonly size: number;
}

function largestDifference(a: Sampled, b: Sampled, {xs, span, order, budget}: Search): Difference {
  const [as, bs] = [a.levels[order], b.levels[order]];
  // Far out two numbers may be so large that their difference is only rounding: its certain part counts.
  const sure = xs.map((_, i) => {
    const [u, v] = [as[i] as number, bs[i] as number]; // a value for each sample
    return Math.abs(u - v) - 2 ** -50 * Math.max(Math.abs(u), Math.abs(v));
  });
  const crests = crestsOf(sure).map((i) => ({before: xs[i - 1], x: xs[i] as number, after: xs[i + 1]})); // a sample
  const exact = exactDifference(a.selection, b.selection, {order, budget});
  const peaks = crests
    .flatMap((crest) => followed(a, b, {crest, order}))
    .map((x): Place => ({x, size: Math.abs(exact(x))}))
    .filter(({size}) => !Number.isNaN(size));
  // The first of equal differences counts, so 0 and the corners come first.
  const corners = [a, b].flatMap(({shape}) => shape.joints.filter(({x}) => span.from <= x && x <= span.to));
  const plain = [0, ...corners.map(({x}) => x)].filter((x) => span.from <= x && x <= span.to);
  const top = Math.max(0, ...peaks.map((place) => place.size));
  const ends = [span.from, span.to].map((end, k): Place => {
    const isFar = crests.some(({x}) => Math.abs(x) > 16 && Math.sign(x) === Math.sign(end));
    return {x: end, size: endDifference(a, b, {x: end, k, order, exact: isFar ? exact : () => 0})};
  });
  const starts = plain.map((x): Place => ({x, size: Math.abs(exact(x))}));
  const all = [...starts, ...polesOf(a, b, order), ...ends, ...peaks];
  // Nowhere a difference, not even one of 0.
  if (!all.some(({size}) => size > 0) && ![...starts.map(({size}) => size), ...sure].some((size) => size <= 0)) {
    return {size: Number.NaN, x: Number.NaN, mirrored: false};
  }
  const best = all
    .filter((place) => span.from <= place.x && place.x <= span.to && place.size > 0 && place.size * margin >= top)
    .reduce((first, place) => (place.size > first.size * margin ? place : first), {x: 0, size: 0});
  // A difference found right beside a corner is that of the corner.
  const x = corners.find(({below, above}) => best.x === below || best.x === above)?.x ?? best.x;
  const mirrored = x !== 0 && span.from <= -x && -x <= span.to && isMirrored(best, exact);
  return {size: best.size, x: mirrored ? Math.abs(x) : x, mirrored};
}

/** Places at which one of two functions, or its slope, is not bounded, and the other is. */
function polesOf(a: Sampled, b: Sampled, order: 0 | 1): readonly Place[] {
  const unbounded = ({shape}: Sampled): readonly number[] =>
    shape.joints
      .filter((joint) =>
        [joint.left, joint.right].some(
          (side) => Math.abs(order === 0 ? side.value : side.slope) === Number.POSITIVE_INFINITY,
        ),
      )
      .map(({x}) => x);
  const [own, other] = [unbounded(a), unbounded(b)];
  const alone = [...own.filter((x) => !other.includes(x)), ...other.filter((x) => !own.includes(x))];
  return alone.map((x) => ({x, size: Number.POSITIVE_INFINITY}));
}

/** A sample and its neighbours, if it has them. */
interface Crest {
  readonly before: number | undefined;
  readonly x: number;
  readonly after: number | undefined;
}

/** The crest itself, and the doubles between its neighbours at which the difference turns. */
function followed(
  a: Sampled,
  b: Sampled,
  {crest: {before, x, after}, order}: {readonly crest: Crest; readonly order: 0 | 1},
): readonly number[] {
  const gap = (place: number, level: number) => (a.at(place)[level] ?? 0) - (b.at(place)[level] ?? 0);
  const side = Math.sign(gap(x, order));
  const climbs = (place: number) => side * gap(place, order + 1) > 0;
  const [from, to] = [before ?? x, after ?? x];
  return climbs(from) && !climbs(to) ? [x, ...bisect(from, to, climbs)] : [x];
}

function isMirrored({x, size}: Place, exact: (x: number) => number): boolean {
  if (!Number.isFinite(size)) return Number.isFinite(x) && Math.abs(exact(-x)) === size;
  return Number.isFinite(x) && Math.abs(Math.abs(exact(-x)) - size) <= 1e-12 * size;
}

interface End {
  readonly x: number;
  /** 0 for the first end, 1 for the last. */
  readonly k: number;
  readonly order: 0 | 1;
  readonly exact: (x: number) => number;
}

/** The difference at an end of the interval; that of two infinite limits is a limit of its own. */
function endDifference(a: Sampled, b: Sampled, {x, k, order, exact}: End): number {
  const [p, q] = [a.shape.ends[k], b.shape.ends[k]];
  // An end that a shape does not have is finite, and so a sample.
  if (p?.x !== x || q?.x !== x) return 0;
  const [u, v] = order === 0 ? [p.value, q.value] : [p.slope, q.slope];
  if (Number.isNaN(u) || Number.isNaN(v)) return 0;
  const gap = Math.abs(u - v);
  return Number.isNaN(gap) ? Math.abs(exact(x)) || 0 : gap;
}

/** The difference of two selections, or of their derivatives, as one formula, so that it is rounded once. */
function exactDifference(
  a: Selection,
  b: Selection,
  {order, budget}: Pick<Search, 'order' | 'budget'>,
): (x: number) => number {
  const {trees} = a;
  const [left, right] = order === 0 ? [a.value, b.value] : [gradientOf(a, 'x'), gradientOf(b, 'x')];
  return exactValueAt(a, trees.call('sub', left, a === b ? right : graft(trees, right, b.parameters)), budget);
}

/** A tree copied into those of another formula, its parameters as numbers, since their names may differ in meaning. */
function graft(trees: Trees, root: Node, parameters: ReadonlyMap<string, number>): Node {
  const made = new Map<number, Node>();
  const node = (from: Node): Node => {
    const known = made.get(from.id) ?? build(from);
    made.set(from.id, known);
    return known;
  };
  const build = (from: Node): Node => {
    switch (from.kind) {
      case 'number':
        return trees.number(from.value);
      case 'constant':
        return trees.constant(from.name);
      case 'variable': {
        const value = parameters.get(from.name);
        return value === undefined ? trees.variable(from.name) : trees.number(value);
      }
      case 'call':
        return trees.call(from.name, ...from.args.map(node));
      case 'choose':
        return trees.choose(condition(from.condition), node(from.then), node(from.otherwise));
    }
  };
  const condition = (from: Condition): Condition =>
    from.kind === 'compare'
      ? trees.compare(from.relation, node(from.left), node(from.right))
      : trees.logic(from.kind, ...from.args.map(condition));
  return node(root);
}
