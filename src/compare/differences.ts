/** How far activations lie apart, two by two: the largest difference of values and of gradients, and where. */

import {gradientOf, type Selection} from '../activations/selection.ts';
import {createEvaluate, plainDoubles} from '../evaluation/evaluate.ts';
import {exactValueAt} from '../evaluation/exact-at.ts';
import {bisect} from '../exact/doubles.ts';
import {compile} from '../formula/compile.ts';
import {differentiate} from '../formula/differentiate.ts';
import type {Condition, Node, Trees} from '../formula/tree.ts';
import {crestsOf, searchGrid} from '../shape/search-grid.ts';
import type {Shape} from '../shape/shape.ts';
import type {Span} from '../shape/span.ts';

/** The largest |f - g|, or |f′ - g′|; at an infinite place it is a limit. */
export interface Difference {
  readonly size: number;
  /** Where; 0 if there is no difference. */
  readonly x: number;
  /** The same difference lies at -x too. */
  readonly mirrored: boolean;
}

export interface Pair {
  readonly first: number;
  readonly second: number;
  readonly value: Difference;
  readonly gradient: Difference;
}

export interface Shaped {
  readonly selection: Selection;
  readonly shape: Shape;
}

/** f, f′ and f″ in plain doubles. */
interface Sampled extends Shaped {
  readonly levels: readonly [Float64Array, Float64Array];
  readonly at: (x: number) => Float64Array;
}

/**
 * The largest differences of every pair over an interval. The steepest samples of the difference are followed to where
 * its derivative changes sign, and the difference there is exact. What lies between the samples (see `courseOf`) goes
 * unseen.
 */
export function differencesOf(all: readonly Shaped[], span: Span): readonly Pair[] {
  const xs = searchGrid(
    span,
    all.flatMap(({shape}) => shape.joints),
  );
  const sampled = all.map((each) => sample(each, xs));
  return sampled.flatMap((a, first) =>
    sampled.slice(first + 1).map((b, i): Pair => {
      const largest = (order: 0 | 1) => largestDifference(a, b, {xs, span, order});
      return {first, second: first + 1 + i, value: largest(0), gradient: largest(1)};
    }),
  );
}

function sample({selection, shape}: Shaped, xs: Float64Array): Sampled {
  const {trees, inputs, parameters, doubles} = selection;
  const fast = createEvaluate(selection, ['x'], plainDoubles);
  const [values, slopes] = fast([xs], xs.length);
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
  return {selection, shape, levels: [values as Float64Array, slopes as Float64Array], at};
}

interface Search {
  readonly xs: Float64Array;
  readonly span: Span;
  /** 0 for values, 1 for gradients. */
  readonly order: 0 | 1;
}

/** By how much a difference must be larger to count as another: two rounded slopes may differ in the last digit. */
const margin = 1 + 2 ** -50;

interface Place {
  readonly x: number;
  readonly size: number;
}

function largestDifference(a: Sampled, b: Sampled, {xs, span, order}: Search): Difference {
  const [as, bs] = [a.levels[order], b.levels[order]];
  // Far out both may be so large that their difference is rounding: what is certain of it counts.
  const sure = xs.map((_, i) => {
    const [u, v] = [as[i] as number, bs[i] as number]; // a value for each sample
    return Math.abs(u - v) - 2 ** -50 * Math.max(Math.abs(u), Math.abs(v));
  });
  const chosen = crestsOf(sure);
  const exact = exactDifference(a.selection, b.selection, order);
  const found = chosen
    .flatMap((i) => followed(a, b, {places: [xs[i - 1], xs[i], xs[i + 1]], order}))
    .map((x): Place => ({x, size: Math.abs(exact(x))}));
  // Plain places first: of equal differences the first counts.
  const corners = [a, b].flatMap(({shape}) => shape.joints.filter(({x}) => span.from <= x && x <= span.to));
  const plain = [0, ...corners.map(({x}) => x)].filter((x) => span.from <= x && x <= span.to);
  const top = Math.max(0, ...found.map((place) => place.size));
  const ends = [span.from, span.to].map((x, k): Place => {
    const far = chosen.some((i) => Math.abs(xs[i] as number) > 16 && Math.sign(xs[i] as number) === Math.sign(x));
    return {x, size: endDifference(a, b, {x, k, order, exact: far ? exact : () => 0})};
  });
  const best = [...plain.map((x) => ({x, size: Math.abs(exact(x))})), ...ends, ...found]
    .filter(({size: each}) => each > 0 && each * margin >= top)
    .reduce((first, each) => (each.size > first.size * margin ? each : first), {x: 0, size: 0});
  // A difference that is met on one side of a corner only is told by the corner.
  const x = corners.find(({below, above}) => best.x === below || best.x === above)?.x ?? best.x;
  const mirrored = x !== 0 && span.from <= -x && -x <= span.to && isMirrored(best, exact);
  return {size: best.size, x: mirrored ? Math.abs(x) : x, mirrored};
}

/** A sample, and the place between its neighbours where the difference turns. */
function followed(
  a: Sampled,
  b: Sampled,
  {
    places: [before, x = Number.NaN, after],
    order,
  }: {readonly places: readonly (number | undefined)[]; readonly order: 0 | 1},
): readonly number[] {
  const gap = (place: number, level: number) => (a.at(place)[level] ?? 0) - (b.at(place)[level] ?? 0);
  const side = Math.sign(gap(x, order));
  const climbs = (place: number) => side * gap(place, order + 1) > 0;
  const [from, to] = [before ?? x, after ?? x];
  return climbs(from) && !climbs(to) ? [x, ...bisect(from, to, climbs)] : [x];
}

function isMirrored({x, size}: Place, exact: (x: number) => number): boolean {
  return Number.isFinite(x) && Math.abs(Math.abs(exact(-x)) - size) <= 1e-12 * size;
}

interface End {
  readonly x: number;
  /** 0 for the first end, 1 for the last. */
  readonly k: number;
  readonly order: 0 | 1;
  readonly exact: (x: number) => number;
}

/** The difference at an end of the interval, where that of two infinite limits is a limit of its own. */
function endDifference(a: Sampled, b: Sampled, {x, k, order, exact}: End): number {
  const [p, q] = [a.shape.ends[k], b.shape.ends[k]];
  // Ends at which a shape knows nothing are finite: samples.
  if (p?.x !== x || q?.x !== x) return 0;
  const [u, v] = order === 0 ? [p.value, q.value] : [p.slope, q.slope];
  if (Number.isNaN(u) || Number.isNaN(v)) return 0;
  const gap = Math.abs(u - v);
  return Number.isNaN(gap) ? Math.abs(exact(x)) || 0 : gap;
}

/** The difference of two selections, or of their derivatives, as one formula: rounded once. */
function exactDifference(a: Selection, b: Selection, order: 0 | 1): (x: number) => number {
  const {trees} = a;
  const [left, right] = [a, b].map((each) => {
    const root = order === 0 ? each.value : gradientOf(each, 'x');
    return each === a ? root : graft(trees, root, each.parameters);
  }) as [Node, Node];
  return exactValueAt(a, trees.call('sub', left, right));
}

/** A tree of another family, with its parameters as numbers: names may mean something else here. */
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
