/** Where gradients die: the exact intervals in which f′ is 0, rounds to 0, or is small. */

import {gradientOf, type Selection} from '../activations/selection.ts';
import {actError} from '../errors/errors.ts';
import {exactValueAt} from '../evaluation/exact-at.ts';
import type {Budget} from '../exact/budget.ts';
import {type Direction, float64, type NumberFormat} from '../exact/number-format.ts';
import {comparedIn} from '../formula/comparisons.ts';
import {variablesOf} from '../formula/tree.ts';
import {budgetFor} from '../shape/budget-for.ts';
import {oscillates} from '../shape/oscillation.ts';
import {realLine, usualSpan} from '../shape/span.ts';
import {runsFromOutput} from './backward-from-output.ts';
import {slopeSign} from './class-at-point.ts';
import type {Probe} from './gradient-class.ts';
import {clip, type Region, type RegionKind} from './region.ts';
import {regionsInFormat} from './regions-in-format.ts';
import {isLow, kindOf, type Tails} from './run-kind.ts';
import {type Run, type Runs, runFinder} from './runs.ts';

/** Which regions are wanted. */
export interface RegionRequest {
  /** |f′| below it is saturated or weak. At 0 only `dead` and `underflow` are left. */
  readonly threshold: number;
  /** The format to which f′ is rounded and whose numbers are the ends; without it, the real line to the last double. */
  readonly format?: NumberFormat;
  /** How f′ is rounded to it; to the nearest number if absent. */
  readonly direction?: Direction | undefined;
  /** Where regions are wanted; on the whole real line if absent. */
  readonly range?: readonly [from: number, to: number];
  /** `output`: the gradient that a framework computes from the rounded output; else the true one. */
  readonly backward?: 'output';
  /** Finds edges only as closely as needed; without it, they are exact. */
  readonly probe?: Probe;
}

/** What a region is; without where. */
export type RegionCriteria = Pick<RegionRequest, 'threshold' | 'format' | 'direction'>;

/** The regions of an activation, and how far they can be relied on. */
export interface Regions {
  /** Ascending; they do not overlap. */
  readonly regions: readonly Region[];
  /** The range that was searched, if the function oscillates for ever: the whole line has regions without end. */
  readonly over?: readonly [from: number, to: number];
  /** Where the search was given up: what the gradient does there is not known. Ascending; ends as for regions. */
  readonly unknown: readonly UnknownInterval[];
  /** False where anything is unknown. */
  readonly certain: boolean;
}

/** An interval of which nothing is known. */
export type UnknownInterval = Omit<Region, 'kind'>;

/**
 * The regions of a function of one variable, ascending.
 * @throws ActError for a function of vectors, and for `backward: 'output'` where no framework does so
 */
export function regionsOf(selection: Selection, request: RegionRequest): Regions {
  const [input] = selection.inputs;
  if (selection.inputs.length !== 1 || input === undefined)
    throw actError('regionsOfVectors', selection.label, selection.inputs);
  const {threshold, format, direction, backward, probe} = request;
  const bounded = oscillates(selection) && backward === undefined;
  const range = request.range ?? (bounded ? ([usualSpan.from, usualSpan.to] as const) : undefined);
  const [low, high] = (bounded && range) || [realLine.from, realLine.to];
  const [from, to] = [Math.max(low, -Number.MAX_VALUE), Math.min(high, Number.MAX_VALUE)];
  const budget = budgetFor(selection, 'regions');
  const found: Runs =
    backward === 'output'
      ? runsFromOutput(selection, {threshold, format: format ?? float64, direction})
      : runFinder(selection, {threshold, format, direction, probe}, budget)(from, to);
  const {runs, certain} = found;
  const tails = tailsOf(selection, found, budget);
  // Ends are known to be open or closed only where edges are exact and those of the real gradient.
  const isEdge = backward === undefined && probe === undefined ? edgeTest(selection, threshold, budget) : () => false;
  const whole = runs.flatMap((run, i) => {
    const kind = kindOf(runs, i, tails);
    if (kind === undefined) return [];
    const region = withEnds(kind, run, {before: runs[i - 1], after: runs[i + 1]}, isEdge);
    return [bounded ? region : endless(region)];
  });
  const clipped = range === undefined || bounded ? whole : whole.flatMap((region) => clip(region, range));
  const regions = format === undefined ? clipped : regionsInFormat(clipped, format, slopeSign(selection, budget));
  const unknown = runs
    .filter(({size}) => size === 'unknown')
    .map(({from, to}): Region => endless({kind: 'weak', from, to, fromClosed: true, toClosed: true}))
    .flatMap((region) => (range === undefined ? [region] : clip(region, range)))
    .map(({kind, ...ends}) => ends);
  return {
    regions,
    unknown,
    certain: certain && !budget.isSpent(),
    ...(bounded && range !== undefined ? {over: range} : {}),
  };
}

/** Whether f tends to a finite limit at each end; asked only where a small gradient reaches it. */
function tailsOf(selection: Selection, {runs, converges}: Runs, budget: Budget): Tails {
  const limit = exactValueAt(selection, selection.value, budget);
  const settles = (run: Run | undefined, from: number, to: number): boolean => {
    const end = Number.isFinite(from) ? to : from;
    return run !== undefined && isLow(run) && (converges(from, to) || Number.isFinite(limit(end)));
  };
  const [first, last] = [runs[0], runs.at(-1)];
  const most = Number.MAX_VALUE;
  return {
    left: first?.from === -most && settles(first, Number.NEGATIVE_INFINITY, -most),
    right: last?.to === most && settles(last, most, Number.POSITIVE_INFINITY),
  };
}

/**
 * A test whether a double is an edge itself, and not only next to one: the formula branches there, or |f′| is exactly
 * the threshold. The run beside it then reaches up to it.
 */
function edgeTest(selection: Selection, threshold: number, budget: Budget): (x: number) => boolean {
  const {value, trees, inputs} = selection;
  const size = trees.call('abs', gradientOf(selection, 'x'));
  const pairs = [...comparedIn(value, trees), [size, trees.number(threshold)] as const];
  const differences = pairs.map(([a, b]) => trees.call('sub', a, b));
  const varying = differences.filter((difference) => variablesOf(difference).some((name) => inputs.includes(name)));
  const signs = varying.map((difference) => exactValueAt(selection, trees.call('sign', difference), budget));
  return (x) => signs.some((sign) => sign(x) === 0);
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

/** A region that reaches the largest double reaches infinity. */
function endless(region: Region): Region {
  const left = region.from === -Number.MAX_VALUE ? {from: Number.NEGATIVE_INFINITY, fromClosed: false} : {};
  const right = region.to === Number.MAX_VALUE ? {to: Number.POSITIVE_INFINITY, toClosed: false} : {};
  return {...region, ...left, ...right};
}
