/** Where a formula switches from one branch to another, and the smooth piece that it follows on either side. */

import type {Selection} from '../activations/selection.ts';
import {float64} from '../exact/format.ts';
import {exactEvaluator} from '../exact/ladder.ts';
import {relations} from '../formula/arithmetic.ts';
import {compile} from '../formula/compile.ts';
import type {Condition, Node, Trees} from '../formula/tree.ts';
import {nodesBelow} from '../formula/tree.ts';

/** A place on the real line where a branch changes, to the last double. */
export interface Breakpoint {
  /** The double nearest to it; `exact` says whether it is the place itself. */
  readonly x: number;
  readonly exact: boolean;
  /** The doubles next to it on either side. */
  readonly below: number;
  readonly above: number;
}

const rounding = {format: float64, overflow: 'ieee'} as const;

/** A difference that oscillates has places without end: then only those in the densely sampled middle are told. */
const most = 64;
const middle = 16;

/**
 * Every place where one of the formula's comparisons changes its answer, ascending; `max`, `min`, `abs` and `sign`
 * compare too, and a root, a logarithm or a division may have a corner where its argument is 0. Places closer together
 * than the samples (1/64 up to 16, an eighth of an octave up to 2^20, an octave further out) are missed.
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
    const kept = changes.length > most ? changes.filter(([from]) => Math.abs(from) <= middle) : changes;
    const compare = comparer(selection);
    const difference = exactEvaluator({roots: [roots[k] as Node], inputs, parameters}, rounding);
    return kept
      .flatMap((change) => locate(change, (x) => compare(pair, x)))
      .map((place) => nearer(place, (x) => Math.abs(difference([x])[0] ?? Number.NaN)));
  });
  const first = new Map(found.map((place) => [place.x, place] as const));
  return [...first.values()].sort((a, b) => a.x - b.x);
}

type Pair = readonly [Node, Node];

/** What is compared with what at or below a node. */
export function comparedIn(value: Node, trees: Trees): readonly Pair[] {
  const zero = trees.number(0);
  return nodesBelow([value]).flatMap((node): readonly Pair[] => {
    if (node.kind === 'compare') return [[node.left, node.right]];
    if (node.kind !== 'call') return [];
    const [a, b] = node.args as Pair; // as many as the function takes
    if (isExtreme(node.name)) return [[a, b]];
    if (node.name === 'div') return [[b, zero]];
    return cornered.has(node.name) ? [[a, zero]] : [];
  });
}

/** Functions that may have a corner where their argument is 0. */
const cornered: ReadonlySet<string> = new Set(['abs', 'sign', 'sqrt', 'log', 'pow']);

function isExtreme(name: string): boolean {
  return name === 'max' || name === 'min';
}

/**
 * How two sides compare at `x`: -1, 0 or 1. Decided exactly, by branches: a rounded difference may vanish beside its
 * zero, or change its sign at another double.
 */
function comparer({trees, inputs, parameters}: Selection): (pair: Pair, x: number) => number {
  const known = new Map<Node, ReturnType<typeof exactEvaluator>>();
  return ([a, b], x) => {
    const [less, equal, greater] = [trees.number(-1), trees.number(0), trees.number(1)];
    const above = trees.choose(trees.compare('>', a, b), greater, equal);
    const root = trees.choose(trees.compare('<', a, b), less, above);
    const evaluate = known.get(root) ?? exactEvaluator({roots: [root], inputs, parameters}, rounding);
    known.set(root, evaluate);
    return evaluate([x])[0] ?? Number.NaN;
  };
}

/** Numbers of the formula: a branch often changes at one of them, or at its opposite. */
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

/** Between which samples the sign changes, 0 being a sign of its own. */
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

/** The place between two doubles where the sign changes, by halving the count of doubles between them. */
function locate([from, to]: Change, signAt: (x: number) => number): readonly Breakpoint[] {
  const left = signAt(from);
  const right = signAt(to);
  if (left === right || Number.isNaN(left + right)) return [];
  let [low, high] = [ordinal(from), ordinal(to)];
  while (high - low > 1n) {
    const half = (low + high) >> 1n;
    if (signAt(double(half)) === left) low = half;
    else high = half;
  }
  const [a, b] = [double(low), double(high)];
  if (signAt(a) === 0) return [{x: a, exact: true, below: double(low - 1n), above: b}];
  if (signAt(b) === 0) return [{x: b, exact: true, below: a, above: double(high + 1n)}];
  return [{x: b, exact: false, below: a, above: b}];
}

/** A place between two doubles is told by the one at which the difference is smaller. */
function nearer(place: Breakpoint, distance: (x: number) => number): Breakpoint {
  if (place.exact || distance(place.above) <= distance(place.below)) return place;
  return {...place, x: place.below};
}

/** One number as a double and as its bits. */
const asDouble = new Float64Array(1);
const asBits = new BigInt64Array(asDouble.buffer);

/** The place of a double among all doubles in order; -0 counts as 0. */
export function ordinal(x: number): bigint {
  asDouble[0] = x;
  const bits = asBits[0] as bigint;
  return bits < 0n ? -(bits & 0x7fffffffffffffffn) : bits;
}

/** The double at a place of that order. */
export function double(place: bigint): number {
  asBits[0] = place < 0n ? -place : place;
  const size = asDouble[0] as number;
  return place < 0n ? -size : size;
}

/**
 * The formula with every choice made as it is made at `x`: a smooth function that continues the branch taken there, so
 * that its value and derivatives at a breakpoint are the one-sided ones.
 */
export function pieceAt(selection: Selection, x: number): Node {
  const {trees} = selection;
  const made = new Map<number, Node>();
  const compare = comparer(selection);
  const signOf = (a: Node, b: Node): number => compare([a, b], x);
  const holds = (condition: Condition): boolean => {
    if (condition.kind === 'compare') return relations[condition.relation](signOf(condition.left, condition.right));
    const parts = condition.args.map(holds);
    if (condition.kind === 'not') return !parts[0];
    return condition.kind === 'and' ? parts.every(Boolean) : parts.some(Boolean);
  };
  const piece = (node: Node): Node => {
    const known = made.get(node.id) ?? build(node);
    made.set(node.id, known);
    return known;
  };
  const build = (node: Node): Node => {
    if (node.kind === 'choose') return piece(holds(node.condition) ? node.then : node.otherwise);
    if (node.kind !== 'call') return node;
    const [a, b] = node.args as [Node, Node]; // as many as the function takes
    if (isExtreme(node.name)) return piece((node.name === 'max' ? signOf(a, b) >= 0 : signOf(a, b) <= 0) ? a : b);
    if (node.name === 'sign') return trees.number(signOf(a, trees.number(0)));
    if (node.name === 'abs') return signOf(a, trees.number(0)) < 0 ? trees.call('neg', piece(a)) : piece(a);
    return trees.call(node.name, ...node.args.map(piece));
  };
  return piece(selection.value);
}
