/** The places where a formula switches from one branch to another. */

import type {Selection} from '../activations/selection.ts';
import {exactValueAt} from '../evaluation/exact-at.ts';
import {bisect, nextDouble} from '../exact/doubles.ts';
import {comparedIn} from '../formula/comparisons.ts';
import {compile} from '../formula/compile.ts';
import {type Node, nodesBelow} from '../formula/tree.ts';
import {comparer} from './smooth-piece.ts';

/** A place on the real line where a branch changes, to the last double. */
export interface Breakpoint {
  /** The double nearest to it; `exact` says whether it is the place itself. */
  readonly x: number;
  readonly exact: boolean;
  /** The doubles next to it on either side. */
  readonly below: number;
  readonly above: number;
}

/** Oscillation makes changes without end: of more than this, only those in the densely sampled middle are kept. */
const mostChanges = 64;
const middle = 16;

/**
 * Every place where a comparison of the formula changes its answer, ascending. `max`, `min`, `abs` and `sign` compare
 * too; a root, a logarithm, a power or a division may have a corner where its argument is 0. Two places between
 * neighbouring samples (1/64 apart up to 16, an eighth of an octave up to 2^20, an octave further out) are missed.
 */
export function breakpointsOf(selection: Selection): readonly Breakpoint[] {
  const {inputs, parameters, trees} = selection;
  const pairs = comparedIn(selection.value, trees);
  if (inputs.length !== 1 || pairs.length === 0) return [];
  const roots = pairs.map(([a, b]) => trees.call('sub', a, b));
  const xs = samples(literalsOf(selection));
  const outputs = roots.map(() => new Float64Array(xs.length));
  compile({roots, inputs, parameters})([xs], outputs, xs.length, () => {});
  const found = pairs.flatMap((pair, k) => {
    const changes = changesOf(xs, outputs[k] as Float64Array); // one for each root
    const kept = changes.length > mostChanges ? changes.filter(([from]) => Math.abs(from) <= middle) : changes;
    const compare = comparer(selection);
    const difference = exactValueAt(selection, roots[k] as Node); // one for each pair
    return kept
      .flatMap((change) => locate(change, (x) => compare(pair, x)))
      .map((place) => nearer(place, (x) => Math.abs(difference(x))));
  });
  const first = new Map(found.map((place) => [place.x, place] as const));
  return [...first.values()].sort((a, b) => a.x - b.x);
}

/** The numbers and parameters of the formula: a branch often changes at one of them, or at its negative. */
function literalsOf({value, parameters}: Selection): readonly number[] {
  const literals = nodesBelow([value]).flatMap((node) => (node.kind === 'number' ? [node.value] : []));
  return [...literals, ...parameters.values()].filter(Number.isFinite);
}

function samples(literals: readonly number[]): Float64Array {
  const near = Array.from({length: 64 * middle}, (_, i) => (i + 0.5) / 64);
  const eighths = Array.from({length: 8 * 40}, (_, i) => 2 ** (i / 8 - 20 + 2 ** -20));
  const octaves = Array.from({length: 2098}, (_, i) => 2 ** (i - 1074));
  const sizes = [0, Number.MAX_VALUE, ...near, ...eighths, ...octaves, ...literals.map(Math.abs)];
  const places = new Float64Array(2 * sizes.length);
  sizes.forEach((size, i) => {
    places[2 * i] = -size;
    places[2 * i + 1] = size;
  });
  return places.sort();
}

type Change = readonly [from: number, to: number];

/** The neighbouring samples between which the sign changes; 0 is a sign of its own. */
function changesOf(xs: Float64Array, differences: Float64Array): readonly Change[] {
  const changes: Change[] = [];
  let last: {readonly x: number; readonly sign: number} | undefined;
  xs.forEach((x, i) => {
    const sign = Math.sign(differences[i] ?? Number.NaN);
    if (Number.isNaN(sign)) return;
    if (last !== undefined && sign !== last.sign) changes.push([last.x, x]);
    last = {x, sign};
  });
  return changes;
}

/**
 * The place between two doubles where the sign changes, by halving the count of doubles between them. Where a stretch of
 * zeros ends, a branch is taken inside the difference, whose own place tells more.
 */
function locate([from, to]: Change, signAt: (x: number) => number): readonly Breakpoint[] {
  const left = signAt(from);
  const right = signAt(to);
  if (left === right || Number.isNaN(left + right)) return [];
  const [a, b] = bisect(from, to, (x) => signAt(x) === left);
  const [below, above] = [nextDouble(a, -1n), nextDouble(b)];
  if (signAt(a) === 0) return signAt(below) === 0 ? [] : [{x: a, exact: true, below, above: b}];
  if (signAt(b) === 0) return signAt(above) === 0 ? [] : [{x: b, exact: true, below: a, above}];
  return [{x: b, exact: false, below: a, above: b}];
}

/** The place with x moved to the neighbouring double at which the difference is smaller, unless it is exact. */
function nearer(place: Breakpoint, distance: (x: number) => number): Breakpoint {
  if (place.exact || distance(place.above) <= distance(place.below)) return place;
  return {...place, x: place.below};
}
