/** What exact samples contradict in the shape that is told of a formula. */

import type {Selection} from '../../src/activations/selection.ts';
import {nextDouble} from '../../src/exact/doubles.ts';
import {type Kink, kinksOf} from '../../src/shape/joints/kinks.ts';
import {pieceAt} from '../../src/shape/joints/smooth-piece.ts';
import type {Shape} from '../../src/shape/shape.ts';
import {pointsAround, type Sample, samplesAt} from './samples.ts';

/** The faults of a shape; what is told without certainty is not doubted. */
export function shapeFaults(selection: Selection, shape: Shape, kinks = kinksOf(selection)): readonly string[] {
  const {extrema, joints, plateaus, span, steepest, infimum, supremum, isComplete} = shape;
  const places = [
    ...extrema.flatMap(({from, to}) => [from, to]),
    ...joints.map(({x}) => x),
    ...plateaus.flatMap(({from, to}) => [from, to]),
    ...[steepest, infimum, supremum].map(({x}) => x),
  ];
  const within = [Math.max(span.from, -Number.MAX_VALUE), Math.min(span.to, Number.MAX_VALUE)] as const;
  const samples = samplesAt(selection, pointsAround(places, within));
  const faults = jointFaults(shape, kinks);
  if (!isComplete) return faults;
  return [
    ...faults,
    ...extremeFaults(shape, samples),
    ...rangeFaults(shape, samples),
    ...directionFaults(shape, samples),
    ...monotonicityFaults(shape, samples),
    ...plateauFaults(shape, samples),
    ...slopeFaults(shape, samples),
    ...branchFaults(selection, shape, samples),
  ];
}

const isAt =
  ({x}: {readonly x: number}) =>
  ({below, above, exact}: Shape['joints'][number]): boolean =>
    exact ? below < x && x < above : below <= x && x <= above;

/** How far two rounded numbers may be apart that are equal, or next to each other. */
function isBeyond(a: number, b: number): boolean {
  return a > b + 2 ** -51 * Math.abs(b) + 5e-324;
}

/** The value of each extremum is f there, and none of the doubles beside it is beyond. */
function extremeFaults({extrema, joints}: Shape, samples: readonly Sample[]): readonly string[] {
  const at = new Map(samples.map((sample) => [sample.x, sample]));
  const loose = joints.filter(({exact, order}) => !(exact && order >= 0));
  const isLoose = (x: number) => loose.some(({below, above}) => below <= x && x <= above);
  // Between two doubles f turns where it may be as much further as it is from one double to the next.
  const isReachedNear = (sample: Sample, {kind, from, to, value}: Shape['extrema'][number]): boolean => {
    if (sample.value === value) return true;
    const beside = [nextDouble(from, -1n), nextDouble(to)].flatMap((x) => at.get(x) ?? []);
    const reach = Math.max(0, ...beside.map((each) => Math.abs(each.value - sample.value)));
    const further = kind === 'maximum' ? value - sample.value : sample.value - value;
    return from === to && further > 0 && further <= reach + 2 ** -51 * Math.abs(value);
  };
  return extrema.flatMap((extremum) => {
    const {kind, from, to, value} = extremum;
    const name = `${kind} ${value} at ${from}${from === to ? '' : `..${to}`}`;
    const isJoint = joints.some(({x}) => x === from || x === to);
    const isRough = joints.some(({x, exact, order}) => (x === from || x === to) && !(exact && order >= 0));
    const own = samples.filter(({x}) => (isRough ? from < x && x < to : from <= x && x <= to) && !isLoose(x));
    const outside = isJoint ? [] : [nextDouble(from, -1n), nextDouble(to)];
    const beyond = outside.flatMap((x) => (isLoose(x) ? [] : (at.get(x) ?? [])));
    const over = (a: number) => (kind === 'maximum' ? isBeyond(a, value) : isBeyond(value, a));
    return [
      ...own.filter((sample) => !isReachedNear(sample, extremum)).map((sample) => `${name}: f is ${sample.value}`),
      ...beyond.filter(({sign}) => sign === 0).map(({x}) => `${name}: f rests up to ${x}`),
      ...beyond.filter((sample) => over(sample.value)).map(({x, value}) => `${name}: f(${x}) is ${value}`),
    ];
  });
}

function rangeFaults({infimum, supremum, joints, sign}: Shape, samples: readonly Sample[]): readonly string[] {
  const smooth = samples.filter((sample) => !joints.some(isAt(sample)));
  return smooth.flatMap(({x, value, valueSign}) => [
    ...(isBeyond(infimum.value, value) ? [`f(${x}) is ${value}, below ${infimum.value}`] : []),
    ...(isBeyond(value, supremum.value) ? [`f(${x}) is ${value}, above ${supremum.value}`] : []),
    ...(signs[sign]?.includes(valueSign) ? [] : [`f is told as ${sign}, but f(${x}) has the sign ${valueSign}`]),
  ]);
}

const signs: Readonly<Record<Shape['sign'], readonly number[]>> = {
  positive: [1],
  'non-negative': [0, 1],
  negative: [-1],
  'non-positive': [-1, 0],
  zero: [0],
  both: [-1, 0, 1],
  'not known': [-1, 0, 1],
};

/** Whether f jumps, or has a value on one side only. */
function isGap({order, left, right}: Shape['joints'][number]): boolean {
  return !(order >= 0) || Number.isNaN(left.value) || Number.isNaN(right.value);
}

/** Left of a maximum f rises, right of it f falls; between two turns nothing else does. */
function directionFaults({extrema, joints}: Shape, samples: readonly Sample[]): readonly string[] {
  const jumps = joints.filter(isGap);
  const isTurn = ({x}: Sample) => extrema.some(({from, to}) => from <= x && x <= to);
  const inner = samples.filter((sample) => sample.sign !== 0 && !joints.some(isAt(sample)) && !isTurn(sample));
  const turned = inner.flatMap(({x, sign}) => {
    const before = extrema.findLast(({from, to}) => to <= x && from < x);
    const after = extrema.find(({from}) => from >= x);
    const cutBefore = jumps.some(({above}) => above <= x && before !== undefined && above > before.to);
    const cutAfter = jumps.some(({below}) => below >= x && after !== undefined && below < after.from);
    const wrongAfter =
      after !== undefined && after.from > x && !cutAfter && sign !== (after.kind === 'maximum' ? 1 : -1);
    const wrongBefore =
      before !== undefined && before.to < x && !cutBefore && sign !== (before.kind === 'maximum' ? -1 : 1);
    return [
      ...(wrongAfter ? [`f′(${x}) has the sign ${sign} before the ${after.kind} at ${after.from}`] : []),
      ...(wrongBefore ? [`f′(${x}) has the sign ${sign} after the ${before.kind} at ${before.to}`] : []),
    ];
  });
  const missed = inner.slice(1).flatMap((right, i) => {
    const left = inner[i] as Sample; // the one before
    if (left.sign === right.sign) return [];
    if (jumps.some(({x}) => left.x <= x && x <= right.x)) return [];
    if (extrema.some(({from, to}) => from <= right.x && to >= left.x)) return [];
    return [`f′ has the signs ${left.sign} and ${right.sign} at ${left.x} and ${right.x}, and no turn is told between`];
  });
  return [...turned, ...missed];
}

function monotonicityFaults(shape: Shape, samples: readonly Sample[]): readonly string[] {
  const {monotonicity, joints, rises, falls} = shape;
  const inner = samples.filter((sample) => !joints.some(isAt(sample)));
  const wrong = inner.filter(({sign}) => (sign > 0 && !rises) || (sign < 0 && !falls));
  const known = ['none', 'not known'].includes(monotonicity) ? [] : inner;
  const backwards = known.slice(1).filter(({value}, i) => {
    const before = known[i] as Sample; // the one before
    if (monotonicity === 'constant') return value !== before.value;
    return rises ? isBeyond(before.value, value) : isBeyond(value, before.value);
  });
  return [
    ...wrong.map(({x, sign}) => `f is told as ${monotonicity}, but f′(${x}) has the sign ${sign}`),
    ...backwards.map(({x, value}) => `f is told as ${monotonicity}, but goes the other way to f(${x}) = ${value}`),
  ];
}

function plateauFaults({plateaus, joints, monotonicity}: Shape, samples: readonly Sample[]): readonly string[] {
  const inner = samples.filter((sample) => !joints.some(isAt(sample)));
  const isRest = inner.map(({sign}, i) => sign === 0 && (inner[i - 1]?.sign === 0 || inner[i + 1]?.sign === 0));
  return inner.flatMap(({x, sign, value}, i) => {
    const plateau = plateaus.find(({from, to}) => from < x && x < to);
    if (plateau !== undefined && sign !== 0) return [`f′(${x}) is not 0 on the plateau from ${plateau.from}`];
    if (plateau !== undefined && plateau.value !== value)
      return [`f(${x}) is ${value} on a plateau of ${plateau.value}`];
    const [before, after] = [inner[i - 1], inner[i + 1]];
    const isTight = [before, after].every((each) => each === undefined || each.sign === 0);
    const isEdge = plateaus.some(({from, to}) => from <= x && x <= to);
    if (isRest[i] && isTight && !isEdge && monotonicity !== 'not known')
      return [`f′ is 0 around ${x}, and no plateau is told`];
    return [];
  });
}

/** No slope exceeds the steepest; nor does the mean slope between two points without a jump. */
function slopeFaults({steepest, joints, certain, smoothness}: Shape, samples: readonly Sample[]): readonly string[] {
  const inner = samples.filter((sample) => !joints.some(isAt(sample)));
  if (!certain) return [];
  const steeper = inner.filter(({slope}) => isBeyond(Math.abs(slope), steepest.value));
  const leaps = inner.slice(1).filter(({x, value}, i) => {
    const before = inner[i] as Sample; // the one before
    const isCut = joints.some((joint) => !(joint.order >= 0) && before.x <= joint.x && joint.x <= x);
    const most = steepest.value * (x - before.x) * (1 + 1e-9) + 1e-15 * (Math.abs(value) + Math.abs(before.value));
    return !isCut && Math.abs(value - before.value) > most + 1e-300;
  });
  return [
    ...steeper.map(({x, slope}) => `f′(${x}) is ${slope}, steeper than ${steepest.value}`),
    ...leaps.map(({x}) => `f leaps up to ${x}, although no slope exceeds ${steepest.value} (${smoothness})`),
  ];
}

/** The branches at two points are the same unless a joint is told between them. */
function branchFaults(selection: Selection, {joints}: Shape, samples: readonly Sample[]): readonly string[] {
  const some = samples.filter((sample, i) => i % 4 === 0 && !joints.some(isAt(sample)));
  const pieces = some.map(({x}) => pieceAt(selection, x));
  return some.slice(1).flatMap(({x}, i) => {
    const before = (some[i] as Sample).x; // the one before
    const isCut = joints.some((joint) => before <= joint.x && joint.x <= x);
    return isCut || pieces[i] === pieces[i + 1]
      ? []
      : [`another branch at ${before} than at ${x}, and no joint between`];
  });
}

/** The smoothness told is that of the joints, and the kinks are those joints at which value or slope differ. */
function jointFaults({joints, smoothness, span}: Shape, kinks: readonly Kink[]): readonly string[] {
  const inner = joints.filter(({x}) => span.from <= x && x <= span.to);
  const orders = inner.map(({order}) => order).filter((order) => !Number.isNaN(order));
  const least = Math.min(Number.POSITIVE_INFINITY, ...orders);
  const told =
    smoothness === 'smooth'
      ? Number.POSITIVE_INFINITY
      : ['jumps', 'poles', 'holes'].includes(smoothness)
        ? -1
        : Number(smoothness.slice(1));
  const isNear = (a: number, b: number, most: number) => a === b || Math.abs(a - b) <= most;
  return [
    ...(smoothness !== 'not known' && told !== least
      ? [`${smoothness} is told, but a joint has the order ${least}`]
      : []),
    ...inner.flatMap(({x, order, left, right, exact, below, above}) => {
      const kink = kinks.find((kink) => kink.x === x);
      const size = Math.max(Math.abs(left.slope), Math.abs(right.slope));
      const most = exact ? 1e-300 : 1e-9 * Math.max(Math.abs(left.value), 1e-3) + 8 * size * (above - below);
      // An edge of the domain has one side only, and is no jump.
      const isEdge = Number.isNaN(left.value) || Number.isNaN(right.value);
      if (order >= 0 && !isEdge && !isNear(left.value, right.value, most)) return [`the joint at ${x} is a jump`];
      if (order >= 1 && exact && !isEdge && Math.abs(left.slope - right.slope) > 0)
        return [`the joint at ${x} is a corner`];
      if (order === 0 && exact && left.slope !== right.slope && kink === undefined) return [`no kink at ${x}`];
      return [];
    }),
  ];
}
