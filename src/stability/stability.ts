/** What a formula loses where every operation is rounded to a format, where, and at which operation. */

import type {Selection} from '../activations/selection.ts';
import {createEvaluate, exactDoubles} from '../evaluation/evaluate.ts';
import {lazily} from '../exact/lazily.ts';
import type {NumberFormat} from '../exact/number-format.ts';
import {constantTails} from '../regions/constant-tails.ts';
import {type Apart, createApart, exactlyApart} from './apart.ts';
import {type Cost, costsOf} from './costs.ts';
import {differenceEvaluator} from './difference.ts';
import {inUlps, lossOf, unitAt} from './loss.ts';
import {createOverflowCount, type Overflow} from './overflows.ts';
import {type StudiedQuantity, treeOf} from './quantity.ts';
import {createStepwise} from './stepwise.ts';
import {createTally, type FaultTally, type LostAt, type Stretch} from './tally.ts';

/** What is studied. */
export interface StabilityRequest {
  readonly selection: Selection;
  /** The function that the formula stands for; itself if undefined. */
  readonly against: Selection | undefined;
  readonly quantity: StudiedQuantity;
  readonly format: NumberFormat;
  /** Numbers of the format in order. */
  readonly points: {readonly count: number; readonly chunks: () => Iterable<Float64Array>};
  /** From how many ulps on a loss is worth a span. */
  readonly limit: number;
  /** Lets Ctrl-C through between chunks of points. */
  readonly turn?: () => Promise<void>;
}

/** The worst that one operation costs. */
export interface OperationCost extends Cost {
  readonly x: number;
}

/** Points that follow one another with a loss above the limit, and what costs most at the worst of them. */
export interface LossSpan {
  readonly from: number;
  readonly to: number;
  readonly worst: LostAt;
  readonly cause: OperationCost | undefined;
}

/** What was found of values or of gradients. */
export interface StabilityFindings {
  readonly quantity: StudiedQuantity;
  readonly count: number;
  /** The largest finite loss against the exact result of `against`, or of the formula; undefined if no point has a finite one. */
  readonly worst: LostAt | undefined;
  /** What rounding alone loses, where the formula is another function than `against`. */
  readonly rounding: LostAt | undefined;
  /** How far the two functions are apart, exactly; undefined where they are equal at all points, or there is one only. */
  readonly formula: Apart | undefined;
  readonly faults: readonly (FaultTally & {readonly cause: OperationCost | undefined})[];
  /** The operation that costs most where the loss is largest. */
  readonly cause: OperationCost | undefined;
  readonly spans: readonly LossSpan[];
  /** How many points lost more than the limit. */
  readonly exceeding: number;
  /** By cost, the largest first. */
  readonly operations: readonly OperationCost[];
  readonly overflows: readonly Overflow[];
  /** Infinite inputs at which the result is not the limit. */
  readonly atInfinity: readonly LostAt[];
}

/** Studies one quantity at all points. */
export async function stabilityOf(request: StabilityRequest): Promise<StabilityFindings> {
  const {selection, against, quantity, format, points, limit} = request;
  const root = treeOf(selection, quantity);
  const {inputs, parameters} = selection;
  const stepwise = createStepwise({roots: [root], inputs, parameters}, format);
  const own = exactOf(selection, quantity, format);
  const right = against === undefined ? own : exactOf(against, quantity, format);
  const [tally, ownTally] = [createTally(points.count, limit), createTally(points.count, limit)];
  const overflows = createOverflowCount(root);
  const atInfinity: LostAt[] = [];
  const apart = createApart(format);

  for (const chunk of points.chunks()) {
    const steps = stepwise([chunk], chunk.length);
    const computed = steps.get(root.id) as Float64Array; // the root is a node
    const itself = own.values(chunk);
    const exact = right === own ? itself : right.values(chunk);
    for (const [i, x] of chunk.entries()) {
      if (Number.isNaN(x)) continue;
      const [result, wanted, meant] = [computed[i], exact[i], itself[i]] as [number, number, number]; // as many of each
      const lost = right.lost(x, result, wanted);
      if (!Number.isFinite(x)) {
        if (lost.ulps > 0.5) atInfinity.push(lost);
        continue;
      }
      tally.add(lost);
      if (right !== own) {
        ownTally.add(own.lost(x, result, meant));
        apart.add(x, wanted, meant);
      }
    }
    overflows.add(steps, chunk);
    selection.worked?.(chunk.length);
    await request.turn?.();
  }

  const costs = costsOf(selection, root, format);
  const stretches = tally.stretches();
  const ownStretches = right === own ? stretches : ownTally.stretches();
  const faults = tally.faults();
  const placesOfCosts = [
    ...ownStretches.flatMap(({worst}) => (worst !== undefined && worst.ulps > 0 ? [worst.x] : [])),
    ...faults.map(({first}) => first.x),
  ];
  const byPoint = new Map(placesOfCosts.map((x) => [x, withPlace(costs(x), x)]));
  const causeAt = (x: number) => worstCosts(byPoint.get(x) ?? withPlace(costs(x), x))[0];
  const formula = apart.found();
  const worst = worstIn(stretches);
  return {
    quantity,
    count: points.count,
    worst,
    cause: worst && causeAt(worst.x),
    rounding: formula === undefined ? undefined : worstIn(ownStretches),
    formula: formula && against && exactlyApart(formula, {selection, against, quantity}),
    faults: faults.map((each) => ({...each, cause: causeAt(each.first.x)})),
    spans: spansOf(stretches, causeAt),
    exceeding: stretches.reduce((sum, {exceeding}) => sum + (exceeding?.count ?? 0), 0),
    operations: worstCosts([...byPoint.values()].flat()),
    overflows: overflows.found(),
    atInfinity,
  };
}

/** The exact values of one quantity of a function, and losses against them. */
function exactOf(selection: Selection, quantity: StudiedQuantity, format: NumberFormat) {
  const evaluate = createEvaluate(selection, quantity === 'value' ? [] : ['x'], {
    ...exactDoubles,
    tails: () => constantTails(selection, exactDoubles),
  });
  const {trees, inputs, parameters} = selection;
  const computed = trees.variable('computed result');
  const difference = lazily(() =>
    differenceEvaluator(trees, [computed, treeOf(selection, quantity)], {
      inputs: [...inputs, computed.name],
      parameters,
    }),
  );
  return {
    values: (x: Float64Array): Float64Array => evaluate([x], x.length).at(-1) as Float64Array, // the value is always there
    lost(x: number, result: number, exact: number): LostAt {
      const inBits = (): number => {
        const found = difference()([x, result], unitAt(exact, format));
        return Number.isNaN(found) ? inUlps(result - exact, exact, format) : found;
      };
      const loss = lossOf(result, exact, {format, ...(format.precision === 53 && {ulps: inBits})});
      return {x, computed: result, exact, ...loss};
    },
  };
}

function withPlace(costs: readonly Cost[], x: number): readonly OperationCost[] {
  return costs.map((cost) => ({...cost, x}));
}

/** The largest finite loss. */
function worstIn(stretches: readonly Stretch[]): LostAt | undefined {
  let best: LostAt | undefined;
  for (const {worst} of stretches) if (worst !== undefined && !(worst.ulps <= (best?.ulps ?? -1))) best = worst;
  return best;
}

/** The largest finite cost of each operation, and one that is infinite; the largest first. */
function worstCosts(costs: readonly OperationCost[]): readonly OperationCost[] {
  const worst = new Map<string, OperationCost>();
  for (const cost of costs) {
    const key = `${cost.operation.id} ${Number.isFinite(cost.ulps)}`;
    const known = worst.get(key);
    if (known === undefined || cost.ulps > known.ulps) worst.set(key, cost);
  }
  return [...worst.values()].sort((a, b) => (a.ulps === b.ulps ? 0 : b.ulps - a.ulps));
}

/** Stretches beside each other that have points with a larger loss than the limit, as spans from its first to its last. */
function spansOf(
  stretches: readonly Stretch[],
  causeAt: (x: number) => OperationCost | undefined,
): readonly LossSpan[] {
  const spans: Omit<LossSpan, 'cause'>[] = [];
  let isOpen = false;
  for (const {worst, exceeding} of stretches) {
    const last = spans.at(-1);
    if (exceeding === undefined || worst === undefined) {
      isOpen = false;
      continue;
    }
    if (isOpen && last !== undefined) {
      const worse = worst.ulps > last.worst.ulps ? worst : last.worst;
      spans[spans.length - 1] = {from: last.from, to: exceeding.last, worst: worse};
    } else spans.push({from: exceeding.first, to: exceeding.last, worst});
    isOpen = true;
  }
  return spans.map((span) => ({...span, cause: causeAt(span.worst.x)}));
}
