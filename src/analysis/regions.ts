/** Where gradients die: the exact intervals in which f′ is 0, rounds to 0, or is small. */

import {gradientOf, type Selection} from '../activations/selection.ts';
import {actError} from '../errors.ts';
import {float64, type NumberFormat} from '../exact/format.ts';
import {exactEvaluator} from '../exact/ladder.ts';
import {nodesBelow, variablesOf} from '../formula/tree.ts';
import {type Bands, bandFinder, type Run} from './bands.ts';
import type {Probe} from './enclosure.ts';
import {outputBands} from './output-bands.ts';
import {comparedIn} from './pieces.ts';
import {slopeSign} from './place.ts';
import {clip, nextDouble, type Region, type RegionKind, regionAt, snapped} from './region.ts';

export interface RegionRequest {
  /** |f′| below it is saturated or weak. At 0 only `dead` and `underflow` are left. */
  readonly threshold: number;
  /** The number format whose rounding and whose numbers count; none for the real line, to the last double. */
  readonly format?: NumberFormat;
  /** From here to there; the whole real line if absent. */
  readonly range?: readonly [from: number, to: number];
  /** `output`: the gradient that a framework computes from the rounded output; else the true one. */
  readonly backward?: 'output';
  /** How close edges are to be known; without it, they are exact. */
  readonly probe?: Probe;
}

export interface Regions {
  readonly regions: readonly Region[];
  /** The range they were found over, where the whole line has no end of them: a function that oscillates for ever. */
  readonly over?: readonly [from: number, to: number];
  /** False where the search was given up before every interval was settled. */
  readonly certain: boolean;
}

/** |f′| below it is small, if nothing else is asked. */
export const defaultThreshold = 0.01;

/** What is searched of a function that oscillates for ever, if nothing else is asked. */
export const defaultRange = [-6, 6] as const;
const line = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] as const;

/**
 * The regions of a function of one variable, ascending.
 * @throws ActError for a function of vectors, and for `backward: 'output'` where no framework does so
 */
export function regionsOf(selection: Selection, request: RegionRequest): Regions {
  const [input] = selection.inputs;
  if (selection.inputs.length !== 1 || input === undefined) throw actError('regionsOfVectors', selection.label);
  const {threshold, format, backward, probe} = request;
  const bounded = oscillates(selection) && backward === undefined;
  const range = request.range ?? (bounded ? defaultRange : undefined);
  const [low, high] = (bounded && range) || line;
  const [from, to] = [Math.max(low, -Number.MAX_VALUE), Math.min(high, Number.MAX_VALUE)];
  const bands: Bands =
    backward === 'output'
      ? outputBands(selection, {threshold, format: format ?? float64})
      : bandFinder(selection, {threshold, format, probe})(from, to);
  const limits = tailLimits(selection, bands);
  // Whether an end belongs to a region is of no account where it is known only nearly, or is that of a framework's output.
  const isEdge = backward === undefined && probe === undefined ? edgeTest(selection, threshold) : () => false;
  const found = bands.runs.flatMap((run, i) => {
    const kind = kindOf(bands.runs, i, limits);
    if (kind === undefined) return [];
    const before = i === 0 ? undefined : bands.runs[i - 1];
    const next = bands.runs[i + 1];
    const region = withEnds(kind, run, {before, after: next}, isEdge);
    const shown = bounded ? region : endless(region);
    return [shown];
  });
  const clipped = range === undefined || bounded ? found : found.flatMap((region) => clip(region, range));
  const regions = format === undefined ? clipped : snapped(clipped, format, slopeSign(selection));
  return {regions, certain: bands.certain, ...(bounded && range !== undefined ? {over: range} : {})};
}

/**
 * What tells the kind of region that holds a point, wherever it is: of a function that oscillates for ever by a look at
 * the doubles beside it. The regions are found when the first point is asked for.
 */
export function regionFinder(
  selection: Selection,
  request: Pick<RegionRequest, 'threshold' | 'format'>,
): (x: number) => RegionKind | undefined {
  let find: ((x: number) => RegionKind | undefined) | undefined;
  return (x) => {
    find ??= oscillates(selection) ? nearbyFinder(selection, request) : lineFinder(selection, request);
    return find(x);
  };
}

function lineFinder(selection: Selection, request: RegionRequest): (x: number) => RegionKind | undefined {
  const {regions} = regionsOf(selection, request);
  return (x) => regionAt(regions, x);
}

function nearbyFinder(selection: Selection, {threshold, format}: RegionRequest): (x: number) => RegionKind | undefined {
  const find = bandFinder(selection, {threshold, format});
  const sign = slopeSign(selection);
  return (x) => {
    if (!Number.isFinite(x)) return undefined;
    const {runs} = find(nextDouble(x, -1n), nextDouble(x, 1n));
    const here = runs.findIndex(({from, to}) => from <= x && x <= to);
    const kind = kindOf(runs, here, {left: false, right: false});
    if (kind !== 'underflow' || sign(x) !== 0) return kind;
    return threshold > 0 ? 'weak' : undefined;
  };
}

/** Whether a sine, cosine or tangent of something unbounded makes the regions endless. */
export function oscillates({value, trees, inputs, parameters}: Selection): boolean {
  const waves = nodesBelow([value]).flatMap((node) =>
    node.kind === 'call' && ['sin', 'cos', 'tan'].includes(node.name) ? node.args : [],
  );
  if (waves.length === 0) return false;
  const roots = waves.map((angle) => trees.call('abs', angle));
  const sizes = exactEvaluator({roots, inputs, parameters}, {format: float64, overflow: 'ieee'});
  return [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY].some((end) =>
    sizes([end]).some((size) => !(size < Number.POSITIVE_INFINITY)),
  );
}

interface Limits {
  readonly left: boolean;
  readonly right: boolean;
}

const isLow = ({band}: Run): boolean => band === 'dead' || band === 'rounded' || band === 'small';

/** Whether f tends to a finite limit at either end; only asked where a small gradient reaches it. */
function tailLimits({value, inputs, parameters}: Selection, {runs, converges}: Bands): Limits {
  const limit = exactEvaluator({roots: [value], inputs, parameters}, {format: float64, overflow: 'ieee'});
  const settles = (run: Run | undefined, from: number, to: number): boolean => {
    const end = Number.isFinite(from) ? to : from;
    return run !== undefined && isLow(run) && (converges(from, to) || Number.isFinite(limit([end])[0]));
  };
  const [first, last] = [runs[0], runs.at(-1)];
  const most = Number.MAX_VALUE;
  return {
    left: first?.from === -most && settles(first, Number.NEGATIVE_INFINITY, -most),
    right: last?.to === most && settles(last, most, Number.POSITIVE_INFINITY),
  };
}

/** Whether a run reaches an infinity at which f has no finite limit. */
function isEndless(runs: readonly Run[], i: number, {left, right}: Limits): boolean {
  const run = runs[i];
  return (i === 0 && run?.from === -Number.MAX_VALUE && !left) || (run?.to === Number.MAX_VALUE && !right);
}

function kindOf(runs: readonly Run[], i: number, limits: Limits): RegionKind | undefined {
  switch (runs[i]?.band) {
    case 'dead':
      return 'dead';
    case 'rounded':
      return 'underflow';
    case 'small': {
      const inTail = (limits.left && runs.slice(0, i).every(isLow)) || (limits.right && runs.slice(i + 1).every(isLow));
      return inTail && !isEndless(runs, i, limits) ? 'saturated' : 'weak';
    }
    default:
      return undefined;
  }
}

/**
 * Whether a run that starts or ends next to x reaches x itself as a real number: x is a place where the formula
 * branches, or |f′| is exactly the threshold there.
 */
function edgeTest(selection: Selection, threshold: number): (x: number) => boolean {
  const {value, trees, inputs, parameters} = selection;
  const size = trees.call('abs', gradientOf(selection, 'x'));
  const pairs = [...comparedIn(value, trees), [size, trees.number(threshold)] as const];
  const differences = pairs.map(([a, b]) => trees.call('sub', a, b));
  const moving = differences.filter((each) => variablesOf(each).some((name) => inputs.includes(name)));
  const roots = moving.map((each) => trees.call('sign', each));
  const signs = roots.map((root) =>
    exactEvaluator({roots: [root], inputs, parameters}, {format: float64, overflow: 'ieee'}),
  );
  return (x) => signs.some((sign) => sign([x])[0] === 0);
}

function withEnds(
  kind: RegionKind,
  run: Run,
  {before, after}: {readonly before: Run | undefined; readonly after: Run | undefined},
  isEdge: (x: number) => boolean,
): Region {
  const openLeft = before !== undefined && isEdge(before.to);
  const openRight = after !== undefined && isEdge(after.from);
  return {
    kind,
    from: openLeft ? before.to : run.from,
    to: openRight ? after.from : run.to,
    fromClosed: !openLeft,
    toClosed: !openRight,
  };
}

/** What reaches the largest double reaches infinity. */
function endless(region: Region): Region {
  const left = region.from === -Number.MAX_VALUE ? {from: Number.NEGATIVE_INFINITY, fromClosed: false} : {};
  const right = region.to === Number.MAX_VALUE ? {to: Number.POSITIVE_INFINITY, toClosed: false} : {};
  return {...region, ...left, ...right};
}
